"""The simulator on screen: staff ask about any market, a market about its own; an address keeps the question."""

import io
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from commerce.foundation.core.actors import SYSTEM
from commerce.money.settlement.models import LineShare
from commerce.shop.commissions.services import add_rule, set_rate
from tests.dashboards.desk import desk_of, in_group, staff_desk_of
from tests.factories import bearer, make_product, offer_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rules(ours, theirs):
    set_rate(actor=SYSTEM, percent=Decimal(10))
    add_rule(actor=SYSTEM, fields={"name": "قرارداد ب", "percent": Decimal(1), "markets": [theirs.market.public_id]})


@pytest.fixture
def staff():
    return staff_desk_of(in_group(person(), "Finance approvers"))


@pytest.fixture
def omid(ours):
    return desk_of(ours.owner)


def question(*offers, **told):
    return {"offer": [offer.public_id for offer in offers], "quantity": ["۲"] * len(offers), **told}


def test_staff_ask_about_any_market(ours, theirs, staff):
    page = staff.get(reverse("staff:simulator"), question(ours.offer, theirs.offer))

    found = page.context["found"]
    assert page.status_code == 200
    assert found.items == 5_000_000
    assert found.shares["commission"] == 250_000 + 25_000
    assert "قرارداد ب" in page.content.decode()


def test_a_market_asks_about_its_own_and_reads_no_names_of_others(ours, theirs, omid):
    page = omid.get(reverse("vendor:simulator"), question(ours.offer))
    foreign = omid.get(reverse("vendor:simulator"), question(theirs.offer))

    assert page.context["found"].shares["commission"] == 250_000
    assert "قرارداد ب" not in page.content.decode()
    assert foreign.status_code == 422
    assert foreign.context["found"] is None
    assert theirs.product.title not in foreign.content.decode()


def test_a_market_finds_only_its_own_offers(ours, theirs, omid, staff):
    def found(client, side):
        answer = client.get(reverse(f"{side}:simulator_picks", args=["offers"]), {"q": "چای"})
        return {one["value"] for one in answer.json()["found"]}

    assert found(omid, "vendor") == {ours.offer.public_id}
    assert found(staff, "staff") == {ours.offer.public_id, theirs.offer.public_id}


def test_what_was_typed_stays_and_every_row_says_what_is_wrong(ours, staff):
    told = {"offer": ["none-such", ours.offer.public_id], "quantity": ["1", "many"], "on": "۱۴۰۵/۱۳/۰۱"}

    page = staff.get(reverse("staff:simulator"), told)

    first, second, *_ = page.context["lines"]
    assert page.status_code == 422
    assert "offer" in first.errors
    assert "quantity" in second.errors
    assert "on" in page.context["form"].errors


def test_an_unknown_voucher_and_a_past_day_are_refused_beside_their_fields(ours, staff):
    past = staff.get(reverse("staff:simulator"), question(ours.offer, on="۱۴۰۰/۰۱/۰۱"))
    unknown = staff.get(reverse("staff:simulator"), question(ours.offer, vouchers="NONE-SUCH"))

    assert "on" in past.context["form"].errors
    assert "vouchers" in unknown.context["form"].errors


def test_an_empty_question_shows_the_form(staff):
    assert staff.get(reverse("staff:simulator")).status_code == 200
    assert staff.get(reverse("staff:simulator"), {"offer": "", "quantity": ""}).status_code == 422


def test_the_answer_leaves_as_a_workbook(ours, staff):
    sheet = staff.get(reverse("staff:simulator"), question(ours.offer, export="xlsx"))

    book = load_workbook(io.BytesIO(sheet.content))
    sale = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert len(book.worksheets) == 3
    assert 2_500_000 in sale[1]


def test_variants_are_called_by_both_names(ours, staff):
    product = make_product(ours.market, title="فنجان", variants=["سرخ"])
    offer = offer_of(product.children.get(), ours.market)

    found = staff.get(reverse("staff:simulator"), question(offer)).context["found"]

    assert (found.lines[0].title, found.lines[0].variant) == ("فنجان", "سرخ")


def test_the_api_answers_a_market_the_same(ours, theirs):
    client = bearer(ours.owner, audience="vendor")
    path = f"/api/v1/vendor/{ours.market.handle}/simulator/"

    answer = client.post(path, {"lines": [{"offer": ours.offer.public_id, "quantity": 2}]})
    foreign = client.post(path, {"lines": [{"offer": theirs.offer.public_id}]})

    told = answer.json()
    assert answer.status_code == 200, answer.content
    assert told["shares"]["commission"]["amount"] == 250_000
    assert told["lines"][0]["shares"][0]["passed"] == []
    assert told["lines"][0]["shares"][0]["others"]
    assert foreign.status_code == 400
    assert bearer(theirs.owner, audience="vendor").post(path, {"lines": []}).status_code == 404


def test_peer_bug_8_an_orders_page_shows_its_own_shares_and_no_others(ours, theirs, staff, omid):
    number = ours.order.order.number
    page = staff.get(reverse("staff:order", args=[number]))
    own = omid.get(reverse("vendor:order", args=[ours.order.public_id]))

    shown = [line for part in page.context["parts"] for line in part.sold]
    assert {line.sale_ref for line in shown} == {ours.order.public_id}
    assert {line.sale_ref for line in own.context["sold"]} == {ours.order.public_id}
    assert (
        sum(len(line.shares.all()) for line in shown)
        == LineShare.objects.filter(line__sale_ref=ours.order.public_id).count()
    )
    assert shown[0].title == ours.product.title


def test_a_clerk_without_the_right_to_money_sees_no_shares(ours):
    mina = desk_of(ours.clerk)

    assert mina.get(reverse("vendor:order", args=[ours.order.public_id])).context["sold"] == []
    assert mina.get(reverse("vendor:simulator")).status_code == 403
