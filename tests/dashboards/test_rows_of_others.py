"""Every vendor screen with another market's row: it is not there, and nothing about it changes."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from commerce.earnings.payouts.models import Payout
from commerce.money.remittances.models import BankAccount
from commerce.shop.catalogue.models import Product, ProductImage
from commerce.shop.markets.models import Membership
from commerce.shop.order.models import VendorOrder
from commerce.shop.partner.models import StockRecord
from commerce.shop.refunds.models import RefundRequest
from dashboards.base.rows import RowGuard
from dashboards.vendor.urls import urlpatterns
from tests.dashboards.desk import desk_of
from tests.dashboards.earned import statement_file_of
from tests.dashboards.papers import paper_of
from tests.dashboards.payouts import payout_of
from tests.dashboards.refunding import request_of
from tests.dashboards.vendor.market_money import bank_account_of

# What a form of each screen would send; the rest send nothing.
FORMS = {
    "order_reject": {"reason": "نداریم"},
    "order_ship": {"carrier": "پست"},
    "order_refund": {"kind": "whole", "to": "origin", "reason": "other"},
    "order_cancel_lines": {"reason": "نداریم"},
    "order_not_taken": {"reason": "نگرفت"},
    "refund_approve": {"goods": "kept"},
    "refund_refuse": {"reason": "نه"},
    "product_edit": {"title": "دزدیده", "categories": ["things"]},
    "images_order": {"images": "x"},
    "variant_add": {"title": "سبز", "price": "1000"},
    "offer_price": {"price": "1"},
    "offer_stock": {"stock": "0"},
}
ABOUT_A_ROW = sorted(pattern.name for pattern in urlpatterns if "public_id" in pattern.pattern.converters)
LISTS = ["orders", "products"]


def address(name, shop):
    if name == "earnings_file":
        return reverse("vendor:earnings_file", args=[statement_file_of(shop).public_id])
    if name.startswith("invoice"):
        return reverse(f"vendor:{name}", args=[paper_of(shop).public_id])
    if name.startswith("payout"):
        return reverse(f"vendor:{name}", args=[payout_of(shop).public_id])
    if name.startswith("bank_account"):
        return reverse(f"vendor:{name}", args=[bank_account_of(shop).public_id])
    if name.startswith("refund"):
        return reverse(f"vendor:{name}", args=[request_of(shop).public_id])
    row = {"order": shop.order, "offer": shop.offer}.get(name.split("_")[0], shop.product)
    if name.startswith("variant"):
        row = shop.parent
    extra = {"image_delete": [shop.image.public_id], "variant_hide": [shop.variant.public_id]}.get(name, [])
    return reverse(f"vendor:{name}", args=[row.public_id, *extra])


def everything_of(shop):
    """All that a vendor could change about a shop."""
    return (
        list(VendorOrder.objects.filter(market=shop.market).values()),
        list(RefundRequest.objects.filter(vendor_order__market=shop.market).values()),
        list(Product.objects.filter(market=shop.market).order_by("pk").values()),
        list(StockRecord.objects.filter(partner__market=shop.market).order_by("pk").values()),
        list(ProductImage.objects.filter(product__market=shop.market).values()),
        list(Payout.objects.filter(market_ref=shop.market.public_id).values()),
        list(BankAccount.objects.filter(owner_ref=shop.market.public_id).values()),
    )


def test_every_vendor_screen_stands_behind_the_row_guard():
    unguarded = [p.name for p in urlpatterns if not issubclass(p.callback.view_class, RowGuard)]

    assert unguarded == ["home"]
    assert {"order", "order_ship", "product_edit", "offer_stock", "image_delete", "variant_hide"} <= set(ABOUT_A_ROW)


@pytest.mark.parametrize("name", ABOUT_A_ROW)
def test_another_markets_row_is_not_there(ours, theirs, name):
    client = desk_of(ours.owner)
    wanted = address(name, theirs)
    before = everything_of(theirs)

    seen = client.get(wanted)
    done = client.post(wanted, FORMS.get(name, {}))

    assert (seen.status_code, done.status_code) == (404, 404)
    assert theirs.product.title not in seen.content.decode()
    assert theirs.order.order.number not in seen.content.decode()
    assert everything_of(theirs) == before


@pytest.mark.parametrize("name", ABOUT_A_ROW)
def test_ones_own_row_is_there(ours, name):
    assert desk_of(ours.owner).get(address(name, ours)).status_code == 200


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("export", ["", "csv", "xlsx"])
def test_lists_and_their_spreadsheets_hold_only_ones_own_rows(ours, theirs, name, export):
    answer = desk_of(ours.owner).get(reverse(f"vendor:{name}"), {"export": export} if export else {})

    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = unpacked(body) if export == "xlsx" else body.decode()
    assert all(mark in text for mark in marks_of(ours, name))
    assert not any(mark in text for mark in marks_of(theirs, name))


def marks_of(shop, name):
    return {shop.order.order.number} if name == "orders" else {shop.product.title, shop.parent.title}


def unpacked(body):
    rows = load_workbook(io.BytesIO(body), read_only=True).active.iter_rows(values_only=True)
    return "\n".join(str(cell) for row in rows for cell in row)


def test_the_palette_finds_only_ones_own(ours, theirs):
    client = desk_of(ours.owner)

    found = client.get(reverse("desk:palette"), {"q": "چای"}).json()["hits"]
    strange = client.get(reverse("desk:palette"), {"q": theirs.order.order.number}).json()["hits"]

    assert [hit["title"] for hit in found] == [ours.product.title]
    assert strange == []


def test_an_unpaid_order_is_not_there(ours, unpaid):
    client = desk_of(ours.owner)

    assert client.get(reverse("vendor:order", args=[unpaid.public_id])).status_code == 404
    assert client.post(reverse("vendor:order_accept", args=[unpaid.public_id])).status_code == 404
    assert unpaid.order.number not in client.get(reverse("vendor:orders")).content.decode()


def test_another_market_cannot_be_put_on_screen(ours, theirs):
    client = desk_of(ours.owner)

    assert client.post(reverse("desk:market"), {"handle": theirs.market.handle}).status_code == 404
    assert theirs.order.order.number not in client.get(reverse("vendor:orders")).content.decode()


def test_a_person_of_two_markets_switches_between_them(ours, theirs):
    Membership.objects.create(market=theirs.market, user=ours.owner, role="clerk")
    client = desk_of(ours.owner)

    answer = client.post(reverse("desk:market"), {"handle": "market-b"})
    page = client.get(reverse("vendor:orders")).content.decode()

    assert answer.url == reverse("vendor:home")
    assert theirs.order.order.number in page
    assert ours.order.order.number not in page


def test_a_chosen_market_is_forgotten_when_one_no_longer_works_there(ours, theirs):
    seat = Membership.objects.create(market=theirs.market, user=ours.owner, role="clerk")
    client = desk_of(ours.owner)
    client.post(reverse("desk:market"), {"handle": "market-b"})
    seat.delete()

    page = client.get(reverse("vendor:orders")).content.decode()

    assert ours.order.order.number in page
    assert theirs.order.order.number not in page


def test_an_order_of_ones_other_market_opens_under_its_own_name(ours, theirs):
    Membership.objects.create(market=theirs.market, user=ours.owner, role="clerk")
    client = desk_of(ours.owner)
    client.post(reverse("desk:market"), {"handle": "market-a"})

    page = client.get(reverse("vendor:order", args=[theirs.order.public_id]))
    client.post(reverse("vendor:order_accept", args=[theirs.order.public_id]))

    assert page.status_code == 200
    assert '<option value="market-b" selected>' in page.content.decode()
    assert VendorOrder.objects.get(pk=theirs.order.pk).status == "accepted"
