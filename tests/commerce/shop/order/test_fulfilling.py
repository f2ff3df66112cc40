"""A market's own part of a paid order: taken on or refused, sent in parcels, delivered."""

import pytest
from django.core.management import call_command

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.actors import PLATFORM, Actor
from commerce.foundation.core.errors import Forbidden, IllegalTransition
from commerce.foundation.core.models import OutboxEvent
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.shop.order.models import Order, VendorOrder
from commerce.shop.order.services import accept_vendor_order
from tests.factories import bearer, make_market, make_member, make_product, make_user, offer_of
from tests.factories.sales import buy, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def bought(sara, tea, pot):
    return buy(sara, (tea, 3), (pot, 1))


@pytest.fixture
def part(bought):
    return VendorOrder.objects.select_related("order").get(market__handle="tea-house")


def act(client, part, verb, **body):
    return client.post(f"/api/v1/vendor/tea-house/orders/{part.public_id}/{verb}/", body)


def order_of(part):
    return Order.objects.get(pk=part.order_id)


def test_a_part_goes_from_new_to_delivered(seller, part):
    steps = [("accept", {}), ("pack", {}), ("ship", {"carrier": "پست", "tracking": "123"}), ("deliver", {})]

    assert [act(seller, part, verb, **body).json()["status"] for verb, body in steps] == [
        "accepted",
        "packed",
        "shipped",
        "delivered",
    ]
    names = OutboxEvent.objects.filter(name__startswith="vendor_order.", payload__vendor_order=part.public_id)
    assert list(names.order_by("pk").values_list("name", flat=True)) == [
        "vendor_order.received",
        "vendor_order.accepted",
        "vendor_order.packed",
        "vendor_order.shipped",
        "vendor_order.delivered",
    ]
    assert AuditEntry.objects.filter(subject_ref=part.public_id).count() == 4


def test_a_parcel_may_hold_some_of_the_lines(seller, part, shopper):
    act(seller, part, "accept")
    line = part.lines.get()
    sent = act(seller, part, "ship", carrier="پست", lines=[{"line": line.public_id, "quantity": 2}])

    assert sent.json()["status"] == "partly_shipped"
    assert sent.json()["parcels"][0]["lines"] == [{"line": line.public_id, "quantity": 2}]
    assert order_of(part).status == "partly_shipped"
    assert act(seller, part, "deliver").json()["code"] == "not_yet_shipped"
    too_many = act(seller, part, "ship", carrier="پست", lines=[{"line": line.public_id, "quantity": 2}])
    assert too_many.json()["code"] == "too_many_shipped"
    assert act(seller, part, "ship", carrier="پیک").json()["status"] == "shipped"
    assert act(seller, part, "ship", carrier="پیک").json()["code"] == "nothing_to_ship"


def test_the_orders_state_follows_its_parts(seller, part, bought):
    act(seller, part, "accept")
    act(seller, part, "ship", carrier="پست")
    assert order_of(part).status == "partly_shipped"

    VendorOrder.objects.exclude(pk=part.pk).update(status="shipped")
    act(seller, part, "deliver")
    assert order_of(part).status == "shipped"


def test_a_refused_part_gives_stock_and_money_back(seller, part, tea, shopper):
    answer = act(seller, part, "reject", reason="تمام شد")

    assert (answer.json()["status"], answer.json()["reason"]) == ("rejected", "تمام شد")
    tea.refresh_from_db()
    assert (tea.num_in_stock, tea.num_allocated) == (5, 0)
    assert balance_of(AccountRef("refunds_payable")) == part.total == 840_000
    order = order_of(part)
    assert (order.status, order.refund_due) == ("partly_cancelled", 840_000)
    seen = shopper.get(f"/api/v1/orders/{order.number}/").json()
    assert [entry["code"] for entry in seen["timeline"]][-2:] == ["rejected", "refund_due"]
    assert "تمام شد" in seen["timeline"][-2]["text"]
    call_command("ledger_check")


def test_a_part_is_refused_once_and_not_after_it_was_sent(seller, part):
    act(seller, part, "accept")
    act(seller, part, "ship", carrier="پست")

    assert act(seller, part, "reject", reason="دیر شد").json()["code"] == "illegal_transition"
    assert act(seller, part, "accept").status_code == 409
    assert balance_of(AccountRef("refunds_payable")) == 0


def test_the_shopper_says_that_it_arrived(seller, part, shopper):
    assert shopper.post(f"/api/v1/vendor-orders/{part.public_id}/received/").json()["code"] == "not_yet_shipped"
    act(seller, part, "accept")
    act(seller, part, "ship", carrier="پست")

    answer = shopper.post(f"/api/v1/vendor-orders/{part.public_id}/received/").json()
    mine = next(one for one in answer["vendor_orders"] if one["id"] == part.public_id)
    assert mine["status"] == mine["parcels"][0]["status"] == "delivered"
    again = shopper.post(f"/api/v1/vendor-orders/{part.public_id}/received/")
    assert (again.status_code, again.json()["code"]) == (409, "illegal_transition")
    stranger = bearer(make_user())
    assert stranger.post(f"/api/v1/vendor-orders/{part.public_id}/received/").status_code == 404


def test_a_service_is_done_without_a_parcel(sara, omid, tea_house, seller):
    lesson = offer_of(make_product(tea_house, kind="service", stock=None))
    buy(sara, (lesson, 1))
    part = VendorOrder.objects.get()

    act(seller, part, "accept")
    assert act(seller, part, "ship", carrier="پست").json()["code"] == "nothing_to_ship"
    assert act(seller, part, "deliver").json()["status"] == "delivered"
    assert order_of(part).status == "delivered"


def test_another_market_finds_nothing_and_changes_nothing(part):
    mina = make_user()
    make_market(mina, handle="mina-shop")
    stranger = bearer(mina, audience="vendor")

    for handle in ("tea-house", "mina-shop"):
        assert stranger.post(f"/api/v1/vendor/{handle}/orders/{part.public_id}/accept/").status_code == 404
        assert stranger.get(f"/api/v1/vendor/{handle}/orders/{part.public_id}/").status_code == 404
    part.refresh_from_db()
    assert part.status == "new"


def test_a_market_sees_its_part_with_the_buyer_only_once_it_is_paid(seller, sara, tea):
    placed = place(sara, (tea, 1))
    part = VendorOrder.objects.get()

    assert seller.get("/api/v1/vendor/tea-house/orders/").json()["results"] == []
    assert seller.get(f"/api/v1/vendor/tea-house/orders/{part.public_id}/").status_code == 404
    assert act(seller, part, "accept").status_code == 404
    assert placed["order"]["status"] == "pending_payment"


def test_a_market_reads_its_own_part_alone(seller, part, sara):
    seen = seller.get(f"/api/v1/vendor/tea-house/orders/{part.public_id}/").json()

    assert [line["title"] for line in seen["lines"]] == ["چای بهاره"]
    assert seen["totals"]["payable"]["amount"] == 840_000
    assert seen["buyer"] == {"name": "سارا محمدی", "mobile": sara.mobile}
    assert seen["address"]["city"] == "tehran"
    assert "قوری" not in str(seen)


def test_a_market_finds_its_orders(seller, part, sara, tea):
    buy(sara, (tea, 1))
    act(seller, part, "accept")

    def found(**told):
        answer = seller.get("/api/v1/vendor/tea-house/orders/", told)
        return [row["id"] for row in answer.json()["results"]]

    assert len(found()) == 2
    assert found()[1] == part.public_id
    assert found(status="accepted") == [part.public_id]
    assert found(q=part.order.number[:8]) == [part.public_id]
    assert found(**{"from": "2099-01-01"}) == found(to="2001-01-01") == []
    assert seller.get("/api/v1/vendor/tea-house/orders/", {"colour": "red"}).status_code == 400


def test_a_clerk_sends_orders(part, tea_house):
    clerk = make_user()
    make_member(tea_house, "clerk", clerk)

    assert act(bearer(clerk, audience="vendor"), part, "accept").status_code == 200


def test_staff_move_a_part_with_the_permission_only(part):
    powerless = Actor(kind="user", ref="reza")
    with pytest.raises(Forbidden):
        accept_vendor_order(actor=powerless, tenant=PLATFORM, vendor_order=part.public_id)

    staff = Actor(kind="user", ref="reza", rights=frozenset({"order.change_vendororder"}))
    accept_vendor_order(actor=staff, tenant=PLATFORM, vendor_order=part.public_id)
    with pytest.raises(IllegalTransition):
        accept_vendor_order(actor=staff, tenant=PLATFORM, vendor_order=part.public_id)


def test_a_parcel_that_cannot_be_is_refused(seller, part):
    act(seller, part, "accept")
    line = part.lines.get().public_id

    long_link = act(seller, part, "ship", carrier="پست", tracking_url=f"https://post.ir/{'1' * 300}")
    too_many = act(seller, part, "ship", carrier="پست", lines=[{"line": line, "quantity": 10**12}])

    assert (long_link.status_code, "tracking_url" in long_link.json()["errors"]) == (400, True)
    assert (too_many.status_code, too_many.json()["code"]) == (409, "too_many_shipped")
    part.refresh_from_db()
    assert (part.status, part.parcels.count()) == ("accepted", 0)
