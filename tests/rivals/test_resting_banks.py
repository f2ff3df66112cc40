"""Fifty calls find a bank silent, or answering, at the same moment: it rests once, and every call is counted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commerce.foundation.core.errors import Unreachable
from commerce.foundation.core.models import OutboxEvent
from commerce.money.payments.models import Gateway, GatewayPulse
from commerce.money.payments.services import call_bank
from tests.commerce.money.payments.conftest import gateway  # noqa: F401
from tests.rivals.test_payments import RIVALS, all_at_once

pytestmark = [pytest.mark.rivals, pytest.mark.django_db(transaction=True)]


def silent() -> str:
    raise Unreachable("ReadTimeout")


def told(name: str) -> int:
    return OutboxEvent.objects.filter(name=name).count()


def test_a_bank_that_was_tried_again_rests_once(gateway):  # noqa: F811
    Gateway.objects.update(failures_in_row=5, rests_until=timezone.now() - timedelta(seconds=1))

    def call(number: int) -> None:
        with pytest.raises(Unreachable):
            call_bank(gateway=gateway, operation="request", ask=silent)

    all_at_once(call)

    gateway.refresh_from_db()
    assert (gateway.failures_in_row, told("gateway.resting")) == (6, 1)
    assert gateway.rests_until > timezone.now() + timedelta(seconds=60)
    assert sum(pulse.failures for pulse in GatewayPulse.objects.all()) == RIVALS


def test_a_bank_is_back_once(gateway):  # noqa: F811
    Gateway.objects.update(failures_in_row=5, rests_until=timezone.now() + timedelta(seconds=60))

    all_at_once(lambda number: call_bank(gateway=gateway, operation="verify", ask=lambda: "yes"))

    gateway.refresh_from_db()
    assert (gateway.failures_in_row, gateway.rests_until, told("gateway.back")) == (0, None, 1)
    assert sum(pulse.calls for pulse in GatewayPulse.objects.all()) == RIVALS
