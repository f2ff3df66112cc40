"""Two persons, never the one who asked, never the one who is paid."""

import pytest
from django.conf import settings as django_settings

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.actors import PLATFORM, Actor
from commerce.foundation.core.errors import DomainError
from commerce.shop.refunds import services
from commerce.shop.refunds.models import RefundRequest
from tests.commerce.shop.refunds.stories import (
    LEILA,
    NIMA,
    REZA,
    STAFF_RIGHTS,
    approve,
    ask_as_staff,
    books_are_right,
    buyer_of,
    deliver,
    part_of,
    seat,
    vendor,
    wish,
)
from tests.factories.sales import buy

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(sara, tea):
    return deliver(part_of(buy(sara, (tea, 2))))


def refusal(act) -> str:
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code


def test_nobody_decides_what_they_asked(part):
    request = ask_as_staff(part)

    assert refusal(lambda: approve(request, REZA)) == "refund_needs_another"
    assert RefundRequest.objects.get().status == "asked"
    assert approve(request, LEILA).status == "done"


def test_a_large_one_needs_a_second_and_different_person(part, settings):
    settings.REFUND_SECOND_PERSON_ABOVE = part.total - 1
    request = ask_as_staff(part)

    assert approve(request, LEILA).status == "approved"
    said = AuditEntry.objects.get(action="refund_request.approved")
    assert (said.actor_ref, said.subject_ref) == (LEILA.ref, request.public_id)
    assert refusal(lambda: approve(request, LEILA)) == "refund_needs_another"
    assert refusal(lambda: approve(request, REZA)) == "refund_needs_another"
    done = approve(request, NIMA)

    assert (done.status, done.decided_by, done.second_by) == ("done", LEILA.key, NIMA.key)
    assert books_are_right()
    assert part.total - 1 == django_settings.REFUND_SECOND_PERSON_ABOVE


def test_staff_never_refund_themselves(part):
    buyer = part.order.user
    herself = Actor("user", buyer.public_id, rights=STAFF_RIGHTS)

    assert refusal(lambda: ask_as_staff(part, herself)) == "refund_needs_another"
    request = ask_as_staff(part)
    assert refusal(lambda: approve(request, herself)) == "refund_needs_another"


def test_a_market_does_not_decide_for_its_own_buyer(part):
    buyer = buyer_of(part.order)
    owner = {"actor": Actor("user", buyer.ref, rights=vendor().rights), "tenant": seat(part.market)}

    code = refusal(lambda: services.ask_refund(**owner, side="vendor", vendor_order=part.public_id, wish=wish()))

    assert code == "refund_needs_another"


def test_staff_wait_for_the_market_its_hours(part):
    request = services.ask_refund(actor=buyer_of(part.order), side="shopper", vendor_order=part.public_id, wish=wish())

    assert refusal(lambda: approve(request, LEILA)) == "markets_turn"
    RefundRequest.objects.update(vendor_until=request.asked_at)
    decided = {"actor": vendor(), "tenant": seat(part.market), "request": request.public_id}
    assert refusal(lambda: services.approve_refund(**decided)) == "not_markets_turn"
    assert approve(request, LEILA).status == "done"


def test_what_is_decided_stays_decided(part):
    request = approve(ask_as_staff(part))

    assert refusal(lambda: approve(request, NIMA)) == "refund_closed"
    told = {"actor": NIMA, "tenant": PLATFORM, "request": request.public_id}
    assert refusal(lambda: services.refuse_refund(**told, reason="x")) == "refund_closed"
    assert refusal(lambda: services.withdraw_refund(**told)) == "refund_closed"


def test_without_the_right_nothing_is_asked_and_nothing_decided(part):
    nobody = Actor("user", "nobody")
    request = ask_as_staff(part)

    assert refusal(lambda: ask_as_staff(part, nobody)) == "forbidden"
    assert refusal(lambda: approve(request, nobody)) == "forbidden"


def test_a_refused_one_gives_nothing_and_says_why(part):
    request = ask_as_staff(part)

    services.refuse_refund(actor=LEILA, tenant=PLATFORM, request=request.public_id, reason="سالم است")

    row = RefundRequest.objects.get()
    assert (row.status, row.refused_because) == ("refused", "سالم است")
    assert part.events.filter(code="refund_refused").exists()


def test_rules_are_rows_that_staff_change(part):
    from commerce.shop.refunds.models import RefundPolicy

    rule = RefundPolicy.objects.get(side="staff")
    services.save_policy(actor=REZA, changes={"ways": ["wallet"]}, policy=rule)

    assert refusal(lambda: ask_as_staff(part)) == "refund_way_closed"
    assert refusal(lambda: services.save_policy(actor=REZA, changes={"ways": ["nowhere"]}, policy=rule)) == ("invalid")
    assert refusal(lambda: services.save_policy(actor=vendor(), changes={"title": "x"})) == "forbidden"
