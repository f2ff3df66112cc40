"""What other apps and doors read about payments."""

from collections.abc import Sequence

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.functional import Promise

from commerce.foundation.core import clock
from commerce.money.payments.attempts import bank_of
from commerce.money.payments.models import Gateway, Payment
from commerce.money.payments.states import IN_DOUBT, WAITING

HANDOFF_SALT = "asoud.payments.handoff"


def payments_of(purpose: str, reference: str) -> Sequence[Payment]:
    """Every attempt to pay for one thing, oldest first."""
    return Payment.objects.paying_for(purpose, reference).select_related("gateway").order_by("id")


def in_doubt(purpose: str, reference: str) -> bool:
    """Whether money may be on its way that no bank has answered for; the thing stays held meanwhile."""
    return Payment.objects.paying_for(purpose, reference).filter(status__in=IN_DOUBT).exists()


def usable_gateways(*, purpose: str = "", amount: int | None = None) -> Sequence[Gateway]:
    """The platform's gateways that take a purpose and an amount, in their order."""
    return Gateway.objects.open().of_platform().taking(purpose=purpose, amount=amount)


def redirect_url(payment: Payment) -> str | None:
    """Our hand-off page for an attempt that can still be made: absolute, signed, and short-lived."""
    if payment.status not in WAITING or payment.gateway_id is None or payment.deadline_at <= clock.now():
        return None
    token = signing.dumps(payment.public_id, salt=HANDOFF_SALT)
    return f"{settings.PUBLIC_URL}{reverse('payments:handoff', args=[payment.public_id])}?token={token}"


def opens_handoff(*, public_id: str, token: str) -> bool:
    """Whether the token was signed by us for this payment, lately."""
    try:
        named = signing.loads(token, salt=HANDOFF_SALT, max_age=settings.HANDOFF_LINK_SECONDS)
    except signing.BadSignature:
        return False
    return bool(named == public_id)


def explanation(payment: Payment) -> str | Promise:
    """What the bank said last, in words; empty where it said nothing."""
    return bank_of(payment).explain(payment.last_code) if payment.gateway_id and payment.last_code else ""
