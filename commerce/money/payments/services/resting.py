"""The circuit breaker: a bank that failed so often in a row is not offered for a while, each time for longer."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock, events
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden
from commerce.money.payments.errors import GatewayAwake
from commerce.money.payments.events import GatewayBack, GatewayResting
from commerce.money.payments.locks import lock_gateway
from commerce.money.payments.models import Gateway
from commerce.money.payments.services.changing import MANAGE_GATEWAYS


@transaction.atomic
def note_silence(*, gateway: Gateway) -> None:
    """A call went unanswered. Those of a bank that rests already do not count: it is asked about what is still open."""
    now = clock.now()
    awake = Gateway.objects.filter(pk=gateway.pk).awake(at=now)
    if not awake.update(failures_in_row=F("failures_in_row") + 1):
        return
    failures = Gateway.objects.values_list("failures_in_row", flat=True).get(pk=gateway.pk)
    if failures < settings.GATEWAY_FAILURES_TO_REST:
        return
    until = now + _rest_after(failures)
    Gateway.objects.filter(pk=gateway.pk).update(rests_until=until)
    events.record(GatewayResting(gateway.slug, failures, until.isoformat()))
    note(
        actor=SYSTEM,
        action="gateway.resting",
        subject_kind="gateway",
        subject_ref=gateway.slug,
        data={"failures": failures, "until": until.isoformat()},
    )


@transaction.atomic
def note_answer(*, gateway: Gateway) -> None:
    """A call was answered: whatever went wrong before is forgotten, and a bank that rested is back."""
    rested = Gateway.objects.filter(pk=gateway.pk, rests_until__isnull=False)
    if rested.update(rests_until=None, failures_in_row=0):
        events.record(GatewayBack(gateway.slug))
        note(actor=SYSTEM, action="gateway.back", subject_kind="gateway", subject_ref=gateway.slug)
    else:
        Gateway.objects.filter(pk=gateway.pk, failures_in_row__gt=0).update(failures_in_row=0)


@transaction.atomic
def end_rest(*, actor: Actor, slug: str) -> Gateway:
    """Somebody knows better than the breaker: a resting gateway is offered again at once."""
    if MANAGE_GATEWAYS not in actor.rights:
        raise Forbidden(wanted_right=MANAGE_GATEWAYS)
    gateway = lock_gateway(slug=slug)
    if gateway.rests_until is None:
        raise GatewayAwake
    gateway.rests_until, gateway.failures_in_row = None, 0
    gateway.save(update_fields=["rests_until", "failures_in_row"])
    events.record(GatewayBack(slug))
    note(actor=actor, action="gateway.offered_again", subject_kind="gateway", subject_ref=slug)
    return gateway


def _rest_after(failures: int) -> timedelta:
    """After a rest the first failure sends the bank back to rest, for twice as long as before."""
    rests = min(failures - settings.GATEWAY_FAILURES_TO_REST, 20)
    return timedelta(seconds=min(settings.GATEWAY_REST_SECONDS * 2**rests, settings.GATEWAY_LONGEST_REST_SECONDS))
