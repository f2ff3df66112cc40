"""Who may ask for what, until when, and what is refused at the door."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.foundation.core.actors import PLATFORM
from commerce.foundation.core.errors import DomainError
from commerce.foundation.core.models import OutboxEvent
from commerce.money.payments.models import Payment, Refund
from commerce.money.payments.services import send_due_refunds
from commerce.money.settlement.models import Sale
from commerce.shop.order.models import VendorOrder
from commerce.shop.refunds import personal_data, services
from commerce.shop.refunds.models import RefundPolicy, RefundRequest
from commerce.shop.refunds.selectors import may_shopper_ask
from tests.commerce.shop.refunds.stories import (
    LEILA,
    REZA,
    approve,
    ask_as_staff,
    balance,
    books_are_right,
    deliver,
    lines_of,
    part_of,
    seat,
    vendor,
    wish,
)
from tests.factories import bearer, make_market, make_user
from tests.factories.sales import buy, fresh_key

pytestmark = pytest.mark.django_db


def ask(client, sold, **body):
    told = {"kind": "whole", "reason": "damaged", **body}
    number = sold["order"]["number"]
    return client.post(f"/api/v1/orders/{number}/refunds/", told, headers={"Idempotency-Key": fresh_key()})


@pytest.fixture
def sold(sara, tea):
    return buy(sara, (tea, 2))


@pytest.fixture
def arrived(sold):
    deliver(part_of(sold))
    return sold


def test_what_is_not_packed_yet_is_called_off_at_once(shopper, sold, tea):
    answer = ask(shopper, sold)
    send_due_refunds()

    assert (answer.status_code, answer.json()["status"]) == (201, "done")
    assert shopper.get(f"/api/v1/orders/{sold['order']['number']}/").json()["status"] == "cancelled"
    assert Payment.objects.get().status == "refunded"
    assert OutboxEvent.objects.filter(name="vendor_order.lines_cancelled").count() == 1
    tea.refresh_from_db()
    assert (tea.num_in_stock, balance("refunds_payable")) == (5, 0)
    assert books_are_right()


def test_after_it_arrived_the_market_is_asked_first(shopper, arrived):
    told = ask(shopper, arrived, kind="lines", lines=[{"line": line_of(arrived), "quantity": 1}]).json()

    assert (told["status"], told["amount"]["amount"], told["side"]) == ("asked", 250_000, "shopper")
    assert told["market_decides_until"] is not None
    assert not Refund.objects.exists()
    assert Sale.objects.get().pauses == [f"refund:{told['id']}"]


def test_the_shopper_reads_what_can_be_asked_and_what_was(shopper, arrived):
    ask(shopper, arrived)

    seen = shopper.get(f"/api/v1/orders/{arrived['order']['number']}/refunds/").json()

    assert [one["status"] for one in seen["results"]] == ["asked"]
    assert {one["kind"] for one in seen["kinds"]} == {"whole", "lines", "amount", "shipping"}
    assert "damaged" in {one["code"] for one in seen["reasons"]}
    order = shopper.get(f"/api/v1/orders/{arrived['order']['number']}/").json()
    assert "refund_asked" in [entry["code"] for entry in order["timeline"]]


def test_a_question_is_taken_back_and_the_money_waits_no_longer(shopper, arrived):
    asked = ask(shopper, arrived).json()
    path = f"/api/v1/orders/{arrived['order']['number']}/refunds/{asked['id']}/cancel/"

    assert shopper.post(path).json()["status"] == "cancelled"
    assert shopper.post(path).json()["code"] == "refund_closed"
    assert Sale.objects.get().pauses == []


def test_nobody_asks_twice_at_once(shopper, arrived):
    assert ask(shopper, arrived).status_code == 201

    again = ask(shopper, arrived)

    assert (again.status_code, again.json()["code"]) == (409, "refund_open")


def test_the_same_key_asks_once(shopper, arrived):
    path, key = f"/api/v1/orders/{arrived['order']['number']}/refunds/", fresh_key()
    told = {"kind": "whole", "reason": "other"}

    answers = [shopper.post(path, told, headers={"Idempotency-Key": key}) for _time in range(2)]

    assert answers[0].json() == answers[1].json()
    assert RefundRequest.objects.count() == 1
    assert shopper.post(path, told).json()["code"] == "idempotency_key_required"


def test_after_a_week_it_is_too_late(shopper, arrived):
    VendorOrder.objects.update(delivered_at=timezone.now() - timedelta(days=8))

    answer = ask(shopper, arrived)

    assert (answer.status_code, answer.json()["code"]) == (409, "refund_not_allowed")


def test_a_way_that_no_policy_opens_is_closed(shopper, arrived):
    assert ask(shopper, arrived, to="seller").json()["code"] == "refund_way_closed"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"kind": "lines", "lines": []}, "invalid"),
        ({"kind": "lines", "lines": [{"line": "none-such", "quantity": 1}]}, "nothing_left_of_line"),
        ({"kind": "lines", "lines": [{"line": "LINE", "quantity": 3}]}, "nothing_left_of_line"),
        ({"kind": "lines", "lines": [{"line": "LINE", "quantity": 0}]}, "invalid"),
        ({"kind": "lines", "lines": [{"line": "LINE", "quantity": 1, "amount": 5}]}, "invalid"),
        ({"kind": "lines", "lines": [{"line": "LINE", "quantity": 1}] * 2}, "invalid"),
        ({"kind": "amount", "lines": [{"line": "LINE", "amount": 500_001}]}, "more_than_sold"),
        ({"kind": "amount", "lines": [{"line": "LINE", "amount": -5}]}, "invalid"),
        ({"kind": "amount", "lines": [{"line": "LINE", "amount": 10**18}]}, "invalid"),
        ({"kind": "shipping", "amount": 90_001}, "more_than_sold"),
        ({"kind": "whole", "amount": 5}, "invalid"),
        ({"kind": "goodwill", "amount": 5}, "invalid"),
        ({"kind": "gold"}, "invalid"),
        ({"reason": "none-such"}, "invalid"),
        ({"reason": "out-of-stock"}, "invalid"),
        ({"vendor_order": "none-such"}, "not_found"),
    ],
)
def test_bad_questions_are_refused_and_leave_nothing(shopper, arrived, body, code):
    line = line_of(arrived)
    rows = [{**row, "line": line if row["line"] == "LINE" else row["line"]} for row in body.get("lines", [])]

    answer = ask(shopper, arrived, **(body | ({"lines": rows} if "lines" in body else {})))

    assert answer.json()["code"] == code, answer.content
    assert not RefundRequest.objects.exists()
    assert not Refund.objects.exists()


def test_a_stranger_hears_of_nothing(arrived, shopper):
    asked = ask(shopper, arrived).json()
    stranger, number = bearer(make_user()), arrived["order"]["number"]

    assert ask(stranger, arrived).status_code == 404
    assert stranger.get(f"/api/v1/orders/{number}/refunds/").status_code == 404
    assert stranger.post(f"/api/v1/orders/{number}/refunds/{asked['id']}/cancel/").status_code == 404


def test_another_market_neither_sees_nor_decides(shopper, arrived, seller):
    asked = ask(shopper, arrived).json()
    rival = make_user()
    make_market(rival, handle="rival")
    client = bearer(rival, audience="vendor")

    assert client.get("/api/v1/vendor/rival/refunds/").json()["results"] == []
    for act in ("", "approve/", "refuse/", "cancel/"):
        path = f"/api/v1/vendor/rival/refunds/{asked['id']}/{act}"
        headers = {"Idempotency-Key": fresh_key()}
        found = client.post(path, {"reason": "x"}, headers=headers) if act else client.get(path)
        assert (act, found.status_code) == (act, 404)
    assert RefundRequest.objects.get().status == "asked"
    assert len(seller.get("/api/v1/vendor/tea-house/refunds/").json()["results"]) == 1


def test_the_market_agrees_and_the_goods_are_back(shopper, seller, arrived, tea):
    asked = ask(shopper, arrived, kind="lines", lines=[{"line": line_of(arrived), "quantity": 1}]).json()
    path = f"/api/v1/vendor/tea-house/refunds/{asked['id']}/approve/"

    answer = seller.post(path, {"goods": "sound"}, headers={"Idempotency-Key": fresh_key()})

    assert (answer.status_code, answer.json()["status"]) == (200, "done")
    tea.refresh_from_db()
    assert tea.num_in_stock == 5 - 2 + 1
    assert part_of(arrived).status == "partly_returned"
    assert books_are_right()


def test_whom_the_market_refused_is_heard_by_the_platform(shopper, seller, arrived):
    asked = ask(shopper, arrived).json()
    seller.post(f"/api/v1/vendor/tea-house/refunds/{asked['id']}/refuse/", {"reason": "سالم بود"})

    again = ask(shopper, arrived).json()

    assert again["market_decides_until"] is None
    answer = seller.post(
        f"/api/v1/vendor/tea-house/refunds/{again['id']}/approve/", {}, headers={"Idempotency-Key": fresh_key()}
    )
    assert answer.json()["code"] == "not_markets_turn"
    assert approve(RefundRequest.objects.get(public_id=again["id"])).status == "done"


def test_a_market_gives_back_a_little_by_itself_and_asks_for_more(seller, arrived):
    path = f"/api/v1/vendor/tea-house/orders/{part_of(arrived).public_id}/refund/"
    told = {"kind": "amount", "reason": "other", "lines": [{"line": line_of(arrived), "amount": 10_000}]}
    RefundPolicy.objects.filter(side="vendor").update(auto_most=10_000)

    little = seller.post(path, told, headers={"Idempotency-Key": fresh_key()}).json()
    more = seller.post(path, {"kind": "whole", "reason": "other"}, headers={"Idempotency-Key": fresh_key()}).json()

    assert (little["status"], more["status"]) == ("done", "asked")
    assert RefundRequest.objects.get(status="done").decided_by == "system:policy"


def test_a_clerk_of_the_market_gives_nothing_back(arrived):
    part = part_of(arrived)
    clerk = {"actor": vendor("mina", "clerk"), "tenant": seat(part.market, "clerk")}

    with pytest.raises(DomainError) as refused:
        services.ask_refund(**clerk, side="vendor", vendor_order=part.public_id, wish=wish())

    assert refused.value.code == "forbidden"


@pytest.mark.usefixtures("wallets")
def test_goodwill_of_ours_and_of_the_market(sara, arrived):
    part = part_of(arrived)

    approve(ask_as_staff(part, kind="goodwill", amount=30_000, funded_by="platform", to="wallet"))
    approve(ask_as_staff(part, kind="goodwill", amount=20_000, funded_by="market", to="wallet"))

    assert (balance("platform_promotions"), balance("vendor_free", part)) == (30_000, -20_000)
    from commerce.money.ledger.selectors import balance_of
    from commerce.money.ledger.services import AccountRef

    assert balance_of(AccountRef("wallet", "user", sara.public_id)) == 50_000
    assert (balance("refunds_payable"), part.total) == (0, 590_000)
    assert books_are_right()


def test_a_preview_says_what_everybody_gives_and_does_nothing(arrived):
    part = part_of(arrived)
    request = ask_as_staff(part)

    preview = services.preview_request(request=request)

    assert preview.amount == part.total
    assert sum(giver.amount for giver in preview.givers) == part.total
    assert {"vendor_held", "commission", "vat_payable"} <= {giver.account for giver in preview.givers}
    assert [tender.amount for tender in preview.tenders] == [part.total]
    assert not Refund.objects.exists()
    assert balance("refunds_payable") == 0
    done = services.approve_refund(actor=LEILA, tenant=PLATFORM, request=request.public_id)
    assert (done.amount, done.decided_by, done.asked_by) == (preview.amount, LEILA.key, REZA.key)


def test_who_leaves_has_nothing_open_and_leaves_no_words(shopper, arrived, sara):
    asked = ask(shopper, arrived, note="خراب بود").json()

    with pytest.raises(DomainError) as refused:
        personal_data.erase(sara)
    shopper.post(f"/api/v1/orders/{arrived['order']['number']}/refunds/{asked['id']}/cancel/")
    told = personal_data.export(sara)
    personal_data.erase(sara)

    assert refused.value.code == "refund_open"
    assert [(row["note"], row["status"]) for row in told] == [("خراب بود", "cancelled")]
    assert RefundRequest.objects.get().note == ""


def line_of(sold):
    return lines_of(part_of(sold))["چای بهاره"]


def test_nobody_is_shown_the_way_to_ask_for_what_went_back(arrived):
    part = part_of(arrived)
    assert may_shopper_ask(part)

    approve(ask_as_staff(part))

    assert not may_shopper_ask(part)
