"""Banks that fail are given a rest, offered again by themselves, and seen in a panel."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.models import OutboxEvent
from commerce.money.payments.errors import GatewayUnavailable, GatewayUnreachable
from commerce.money.payments.models import Gateway, GatewayPulse
from commerce.money.payments.selectors import gateway_health, usable_gateways
from commerce.money.payments.services import ask_bank, open_gateway, open_handoff
from commerce.money.payments.tasks import forget_old_pulses
from tests.commerce.money.payments.conftest import PRICE, later, start


@pytest.fixture
def other(db) -> Gateway:
    return open_gateway(
        slug="other",
        adapter="zarinpal",
        title_fa="دیگر",
        title_en="Other",
        credentials={"merchant_id": "00000000-0000-4000-8000-000000000000"},
        position=5,
    )


def fail(sara, times: int, **told) -> None:
    """So many shoppers find the bank silent."""
    for _ in range(times):
        with pytest.raises(GatewayUnreachable):
            open_handoff(payment=start(sara, reference=f"t-{Gateway.objects.count()}-{timezone.now()}", **told))


def as_it_is(gateway: Gateway) -> Gateway:
    gateway.refresh_from_db()
    return gateway


def wake(gateway: Gateway) -> None:
    Gateway.objects.filter(pk=gateway.pk).update(rests_until=timezone.now() - timedelta(seconds=1))


def offered() -> list[str]:
    return [gateway.slug for gateway in usable_gateways(purpose="thing", amount=PRICE)]


def told(name: str) -> list[dict]:
    return list(OutboxEvent.objects.filter(name=name).order_by("pk").values_list("payload", flat=True))


def test_a_bank_that_fails_five_times_in_a_row_is_not_offered_for_a_minute(sara, shelf, gateway, other, bank):
    bank.trouble("request", "down", times=-1)

    fail(sara, 4)
    assert offered() == ["zarinpal", "other"]
    fail(sara, 1)

    assert offered() == ["other"]
    assert timedelta(seconds=50) < as_it_is(gateway).rests_until - timezone.now() <= timedelta(seconds=60)
    assert [(fact["gateway"], fact["failures"]) for fact in told("gateway.resting")] == [("zarinpal", 5)]
    assert AuditEntry.objects.get(action="gateway.resting").subject_ref == "zarinpal"


def test_nobody_starts_at_a_resting_bank_while_another_is_awake(sara, shelf, gateway, other, bank):
    bank.trouble("request", "down", times=5)
    fail(sara, 5)

    with pytest.raises(GatewayUnavailable):
        start(sara, reference="t-2")

    assert start(sara, reference="t-3", gateway_slug=None).gateway == other


def test_where_all_rest_all_are_offered(sara, shelf, gateway, bank):
    bank.trouble("request", "down", times=5)
    fail(sara, 5)

    assert offered() == ["zarinpal"]
    assert open_handoff(payment=start(sara, reference="t-2")).url


def test_a_rest_ends_by_itself_and_the_next_failure_makes_it_longer(sara, shelf, gateway, other, bank):
    bank.trouble("request", "down", times=-1)
    fail(sara, 5)
    rests = []

    for _ in range(5):
        wake(gateway)
        assert offered() == ["zarinpal", "other"]
        fail(sara, 1)
        assert offered() == ["other"]
        rests.append(round((as_it_is(gateway).rests_until - timezone.now()).total_seconds() / 60))

    assert rests == [2, 4, 8, 10, 10]


def test_an_answer_brings_it_back_and_forgets_the_failures(sara, shelf, gateway, other, bank):
    bank.trouble("request", "down", times=5)
    fail(sara, 5)
    wake(gateway)

    open_handoff(payment=start(sara, reference="t-2"))

    assert (as_it_is(gateway).failures_in_row, gateway.rests_until) == (0, None)
    assert [fact["gateway"] for fact in told("gateway.back")] == ["zarinpal"]
    assert AuditEntry.objects.get(action="gateway.back").subject_ref == "zarinpal"


def test_failures_that_are_not_in_a_row_rest_nobody(sara, shelf, gateway, bank):
    for _ in range(3):
        bank.trouble("request", "down", times=2)
        fail(sara, 2)
        open_handoff(payment=start(sara, reference=f"t-{timezone.now()}"))

    assert as_it_is(gateway).failures_in_row == 0
    assert told("gateway.resting") == told("gateway.back") == []


def test_a_bank_that_refuses_us_has_answered(sara, shelf, gateway, bank):
    bank.trouble("request", "code", code="-11", times=6)
    for number in range(6):
        with pytest.raises(Exception, match="gateway_refused"):
            open_handoff(payment=start(sara, reference=f"t-{number}"))

    assert as_it_is(gateway).failures_in_row == 0
    assert gateway_health(gateway, timezone.now() - timedelta(hours=1)).total.failures == 6


def test_what_is_open_at_a_resting_bank_is_still_asked_about(at_bank, gateway, bank, shelf):
    Gateway.objects.update(rests_until=timezone.now() + timedelta(hours=1), failures_in_row=5)
    bank.trouble("verify", "down")
    assert ask_bank(payment_id=at_bank.pk).status == "redirected"
    assert as_it_is(gateway).failures_in_row == 5
    bank.pay(at_bank)

    assert ask_bank(payment_id=at_bank.pk).status == "captured"
    assert as_it_is(gateway).rests_until is None


def test_a_gateway_may_be_asked_for_less_time_than_others(at_bank, gateway, bank, shelf):
    gateway.ask_for_seconds = 40 * 60
    gateway.save()
    bank.trouble("verify", "down", times=-1)
    later(at_bank, minutes=41)

    ask_bank(payment_id=at_bank.pk)

    at_bank.refresh_from_db()
    assert (at_bank.status, at_bank.next_ask_at) == ("expired", None)


def test_the_panel_shows_calls_and_what_went_wrong(sara, shelf, gateway, at_bank, bank):
    bank.trouble("verify", "down")
    bank.pay(at_bank)
    ask_bank(payment_id=at_bank.pk)
    ask_bank(payment_id=at_bank.pk)
    lost = start(sara, reference="t-2")
    type(lost).objects.filter(pk=lost.pk).update(status="expired")

    health = gateway_health(gateway, timezone.now() - timedelta(days=1))

    assert (health.total.calls, health.total.failures) == (3, 1)
    assert round(health.total.success_rate, 3) == Decimal("0.667")
    assert health.total.average_ms is not None
    assert {name: calls.calls for name, calls in health.by_operation.items()} == {"request": 1, "verify": 2}
    assert sum(calls.calls for _hour, calls in health.by_hour) == 3
    assert [(trouble.operation, trouble.code) for trouble in health.troubles] == [("verify", "not JSON")]
    assert (health.ended, health.captured, health.capture_rate) == (2, 1, Decimal("0.5"))


def test_a_gateway_nobody_used_has_no_rates(gateway):
    health = gateway_health(gateway, timezone.now() - timedelta(days=1))

    assert (health.total.success_rate, health.total.average_ms, health.capture_rate) == (None, None, None)


def test_pulses_are_forgotten_after_a_month(at_bank, bank):
    GatewayPulse.objects.update(minute=timezone.now() - timedelta(days=31))

    assert forget_old_pulses() == 1
    assert not GatewayPulse.objects.exists()
