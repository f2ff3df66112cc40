"""What a vendor writes, offers and counts, through the vendor's doors."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.shop.catalogue.models import Product
from commerce.shop.partner.models import StockRecord
from tests.factories import (
    bearer,
    make_attribute,
    make_category,
    make_market,
    make_member,
    make_offer,
    make_product,
    mina,
    offer_of,
    omid,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def market():
    make_category("things")
    return make_market(omid(), handle="omid-shop")


@pytest.fixture
def vendor(market):
    return bearer(omid(), audience="vendor")


def door(tail: str, handle: str = "omid-shop") -> str:
    return f"/api/v1/vendor/{handle}/{tail}"


PLAIN = {"title": "کتري برقی", "categories": ["things"], "price": 900_000, "stock": 5}


def test_a_product_is_written_and_on_sale(vendor, market):
    answer = vendor.post(door("products/"), {**PLAIN, "list_price": 1_000_000, "brand": "پارس", "barcode": "۶۲۶۰۱"})
    assert answer.status_code == 201, answer.json()
    body = answer.json()
    assert (body["title"], body["brand"], body["barcode"]) == ("کتری برقی", "پارس", "62601")
    offer = body["offers"][0]
    assert (offer["price"]["amount"], offer["stock"], offer["available"]) == (900_000, 5, 5)
    product = Product.objects.get(public_id=body["id"])
    assert (product.market_id, product.search_key) == (market.pk, "کتری برقی پارس")


def test_variants_have_their_own_prices(vendor):
    make_attribute("size", {"s": "کوچک", "l": "بزرگ"})
    body = {
        "title": "پیراهن",
        "categories": ["things"],
        "variants": [
            {"attributes": {"size": "s"}, "price": 700, "stock": 1},
            {"attributes": {"size": "بزرگ"}, "price": 900, "stock": 2},
        ],
    }
    answer = vendor.post(door("products/"), body)
    assert answer.status_code == 201, answer.json()
    assert [one["title"] for one in answer.json()["variants"]] == ["کوچک", "بزرگ"]
    assert [one["attributes"] for one in answer.json()["variants"]] == [{"size": "s"}, {"size": "l"}]
    assert [one["price"]["amount"] for one in answer.json()["offers"]] == [700, 900]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": "  "}, "title"),
        ({"categories": []}, "categories"),
        ({"categories": ["no-such"]}, "categories"),
        ({"price": None}, "price"),
        ({"price": 0}, "price"),
        ({"price": -5}, "price"),
        ({"price": "12.5"}, "price"),
        ({"price": 10**15}, "price"),
        ({"list_price": 100}, "list_price"),
        ({"stock": -1}, "stock"),
        ({"kind": "idea"}, "kind"),
        ({"product_class": "no-such"}, "product_class"),
        ({"attributes": {"no_such": "x"}}, "attributes.no_such"),
        ({"attributes": {"size": "huge"}}, "attributes.size"),
        ({"attributes": {"size": {"a": 1}}}, "attributes.size"),
        ({"attributes": ["size"]}, "attributes"),
        ({"variants": [{"price": 5}]}, "variants"),
        ({"variants": [{"title": "الف", "price": 5}, {"title": "الف", "price": 6}]}, "variants"),
        ({"title": "x\0y"}, None),
    ],
)
def test_a_product_that_cannot_be_leaves_nothing_behind(vendor, change, field):
    make_attribute("size", {"s": "کوچک"})
    answer = vendor.post(door("products/"), {**PLAIN, **change})
    if field is None:
        assert answer.status_code in {201, 400}
        return
    assert answer.status_code == 400
    assert field in answer.json()["errors"], answer.json()
    assert not Product.objects.exists()
    assert not StockRecord.objects.exists()


def test_a_price_is_needed(vendor):
    answer = vendor.post(door("products/"), {"title": "x", "categories": ["things"]})
    assert answer.json()["errors"]["price"][0]["code"] == "required"


def test_a_known_barcode_is_offered_not_written_again(vendor):
    vendor.post(door("products/"), {**PLAIN, "barcode": "62601"})
    answer = vendor.post(door("products/"), {**PLAIN, "barcode": "62601"})
    assert (answer.status_code, answer.json()["code"]) == (409, "barcode_taken")


def test_a_product_is_changed_and_hidden(vendor, market):
    product = make_product(market, title="پیشین", category="things")
    answer = vendor.patch(
        door(f"products/{product.public_id}/"), {"title": "تازه", "description": "a\r\nb", "is_public": False}
    )
    assert answer.status_code == 200
    body = vendor.get(door(f"products/{product.public_id}/")).json()
    assert (body["title"], body["description"], body["is_public"]) == ("تازه", "a\nb", False)
    assert vendor.patch(door(f"products/{product.public_id}/"), {"categories": []}).status_code == 400


def test_variants_come_and_go_but_one_stays(vendor, market):
    product = make_product(market, variants=["الف"])
    path = door(f"products/{product.public_id}/variants/")
    added = vendor.post(path, {"title": "ب", "price": 500, "stock": 3})
    assert added.status_code == 201
    first = product.children.order_by("pk").first()
    assert vendor.delete(f"{path}{first.public_id}/").status_code == 204
    last = vendor.delete(f"{path}{added.json()['product']}/")
    assert (last.status_code, last.json()["code"]) == (409, "last_variant")
    plain = make_product(market)
    refused = vendor.post(door(f"products/{plain.public_id}/variants/"), {"title": "x", "price": 5})
    assert refused.status_code == 400


def test_the_list_is_the_markets_own_and_is_searched(vendor, market):
    make_product(market, title="چراغ مطالعه")
    make_product(market, title="فرش", is_public=False)
    make_product(make_market(), title="از دیگری")
    names = lambda query="": [one["title"] for one in vendor.get(door(f"products/{query}")).json()["results"]]  # noqa: E731
    assert sorted(names()) == sorted(["چراغ مطالعه", "فرش"])
    assert names("?q=چراغ") == ["چراغ مطالعه"]
    assert names("?is_public=false") == ["فرش"]
    assert vendor.get(door("products/?status=x")).status_code == 400


def test_vendor_lists_cost_the_same_for_one_row_and_for_many(vendor, market):
    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert vendor.get(door(path)).status_code == 200
        return len(asked)

    make_product(market, variants=["الف"])
    before = cost("products/"), cost("offers/"), cost("stock/")
    for _ in range(6):
        make_product(market, variants=["الف", "ب"])
    assert (cost("products/"), cost("offers/"), cost("stock/")) == before


def test_an_existing_product_is_sold_at_ones_own_price(vendor, market):
    product = make_product(make_market(), price=1_000)
    answer = vendor.post(door("offers/"), {"product": product.public_id, "price": 800, "stock": 2})
    assert answer.status_code == 201
    assert offer_of(product, market).price == 800
    again = vendor.post(door("offers/"), {"product": product.public_id, "price": 700})
    assert (again.status_code, again.json()["code"]) == (409, "already_offered")


def test_a_parent_or_hidden_product_cannot_be_offered(vendor):
    other = make_market()
    parent, hidden = make_product(other, variants=["الف"]), make_product(other, is_public=False)
    for product in (parent, hidden):
        assert vendor.post(door("offers/"), {"product": product.public_id, "price": 5}).status_code == 404


def test_price_and_sale_of_an_offer_are_changed(vendor, market):
    offer = offer_of(make_product(market, price=1_000))
    path = door(f"offers/{offer.public_id}/")
    assert vendor.patch(path, {"price": 900, "list_price": 1_000}).json()["price"]["amount"] == 900
    assert vendor.patch(path, {"price": 2_000}).status_code == 400
    assert vendor.patch(path, {"list_price": None, "price": 2_000}).status_code == 200
    assert vendor.patch(path, {"is_active": False}).json()["is_active"] is False


def test_stock_is_set_by_a_clerk_but_not_the_price(market):
    offer = offer_of(make_product(market, stock=5))
    clerk = bearer(make_member(market, "clerk"), audience="vendor")
    assert clerk.patch(door(f"stock/{offer.public_id}/"), {"stock": 9}).json()["stock"] == 9
    assert clerk.patch(door(f"offers/{offer.public_id}/"), {"price": 1}).status_code == 403
    assert clerk.post(door("products/"), PLAIN).status_code == 403
    offer.refresh_from_db()
    assert (offer.num_in_stock, offer.price) == (9, 1_000_000)


def test_stock_below_what_is_held_is_refused_with_the_number(vendor, market):
    offer = offer_of(make_product(market, stock=5))
    StockRecord.objects.filter(pk=offer.pk).update(num_allocated=4)
    answer = vendor.patch(door(f"stock/{offer.public_id}/"), {"stock": 3})
    assert (answer.status_code, answer.json()["code"], answer.json()["held"]) == (409, "stock_below_held", 4)


def test_a_stranger_finds_nothing_of_another_market_and_changes_nothing(market):
    product = make_product(market, title="مال امید", stock=5)
    offer = offer_of(product)
    make_market(mina(), handle="mina-shop")
    stranger = bearer(mina(), audience="vendor")
    for handle in ("omid-shop", "mina-shop"):
        own = f"products/{product.public_id}/"
        assert stranger.get(door(own, handle)).status_code == 404
        assert stranger.patch(door(own, handle), {"title": "x"}).status_code == 404
        assert stranger.post(door(f"{own}variants/", handle), {"title": "x", "price": 5}).status_code == 404
        assert stranger.delete(door(f"{own}variants/x/", handle)).status_code == 404
        assert stranger.patch(door(f"offers/{offer.public_id}/", handle), {"price": 1}).status_code == 404
        assert stranger.patch(door(f"stock/{offer.public_id}/", handle), {"stock": 0}).status_code == 404
    for path in ("products/", "offers/", "stock/"):
        assert stranger.get(door(path)).status_code == 404
        assert stranger.post(door(path), PLAIN).status_code in {404, 405}
    offer.refresh_from_db()
    product.refresh_from_db()
    assert (offer.price, offer.num_in_stock, product.title) == (1_000_000, 5, "مال امید")


def test_a_rival_may_offer_a_product_but_not_rewrite_it(market):
    product = make_product(market, title="مال امید")
    rival = make_market(mina(), handle="mina-shop")
    make_offer(rival, product, price=5)
    answer = bearer(mina(), audience="vendor").patch(
        door(f"products/{product.public_id}/", "mina-shop"), {"title": "x"}
    )
    assert answer.status_code == 404


def test_variants_are_taxed_as_their_product_is(vendor):
    told = {**PLAIN, "variants": [{"title": "قرمز", "price": 1_000_000}], "tax_class": "zero"}
    made = vendor.post(door("products/"), told).json()
    assert made["tax_class"] == "zero"

    changed = vendor.patch(door(f"products/{made['id']}/"), {"tax_class": "exempt"})
    assert changed.json()["tax_class"] == "exempt"
    assert set(Product.objects.values_list("tax_class", flat=True)) == {"exempt"}
    assert vendor.patch(door(f"products/{made['id']}/"), {"tax_class": "none-such"}).status_code == 400
