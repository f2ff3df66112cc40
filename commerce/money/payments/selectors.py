"""What other apps and doors read about payments."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.core import signing
from django.db.models import Q, QuerySet, Sum
from django.urls import reverse
from django.utils.functional import Promise

from commerce.foundation.core import clock
from commerce.foundation.core.actors import PLATFORM
from commerce.foundation.core.money import Money
from commerce.money.payments.attempts import bank_of
from commerce.money.payments.attention import needing_attention as needing_attention
from commerce.money.payments.attention import needs_attention as needs_attention
from commerce.money.payments.health import gateway_health as gateway_health
from commerce.money.payments.models import Gateway, Payment, Refund, TransferReceipt
from commerce.money.payments.models.gateway import GatewayQuerySet
from commerce.money.payments.models.payment import PaymentQuerySet
from commerce.money.payments.purposes import is_awaited, purpose_of, purposes
from commerce.money.payments.states import IN_DOUBT, OPEN, PAID, REFUNDABLE, WAITING, outcome_of

HANDOFF_SALT = "asoud.payments.handoff"


def payments_of(purpose: str, reference: str) -> PaymentQuerySet:
    """Every attempt to pay for one thing, oldest first."""
    return payments_for([(purpose, reference)])


def are_refundable(purpose: str, reference: str) -> bool:
    """Whether money for a thing was captured and not all of it went back."""
    return payments_of(purpose, reference).filter(status__in=sorted(REFUNDABLE)).exists()


def refunds_of(purpose: str, reference: str) -> QuerySet[Refund]:
    """What goes or went back of the payments for one thing, oldest first."""
    rows = Refund.objects.filter(payment__purpose=purpose, payment__reference=reference)
    return rows.select_related("payment").order_by("id")


def payments_for(things: Sequence[tuple[str, str]]) -> PaymentQuerySet:
    """Every attempt to pay for several things (purpose, reference), oldest first."""
    wanted = Q()
    for purpose, reference in things:
        wanted |= Q(purpose=purpose, reference=reference)
    return Payment.objects.filter(wanted).select_related("gateway", "part_of", "transfer_to").order_by("id")


def refund_explanation(refund: Refund) -> str | Promise:
    """What the bank said last about a refund, in words; empty where it said nothing."""
    payment = refund.payment
    return bank_of(payment).explain(refund.last_code) if payment.gateway_id and refund.last_code else ""


def has_paid(status: str) -> bool:
    """Whether an attempt in that state brought money, also if it went back later."""
    return status in PAID


def is_open(status: str) -> bool:
    """Whether an attempt in that state may still bring money in time."""
    return status in OPEN


def tendered(payment: Payment) -> int:
    """What an attempt brought, with the parts that were taken beside it."""
    parts = Payment.objects.filter(part_of=payment, status__in=sorted(PAID)).aggregate(all=Sum("amount", default=0))
    return payment.amount + int(parts["all"])


def is_with_seller(payment: Payment) -> bool:
    """Whether the money went straight to who sells: cash at the door, or a gateway of the seller's own."""
    if payment.method == Payment.Method.COD:
        return True
    return payment.gateway is not None and payment.gateway.owner_kind != PLATFORM.kind


def in_doubt(purpose: str, reference: str) -> bool:
    """Whether money may be on its way that no bank has answered for; the thing stays held meanwhile."""
    return Payment.objects.paying_for(purpose, reference).filter(status__in=IN_DOUBT).exists()


def usable_gateways(*, purpose: str = "", amount: int | None = None) -> GatewayQuerySet:
    """The platform's gateways that take a purpose and an amount, in their order."""
    return Gateway.objects.of_platform().taking(purpose=purpose, amount=amount).offered()


def gateways_of(*, kind: str, ref: str) -> GatewayQuerySet:
    """An owner's gateways, those switched off too."""
    return Gateway.objects.of_owner(kind, ref)


def is_payable(purpose: str) -> bool:
    """Whether anything registered under that name can be paid for."""
    return purpose in purposes


def payment_of_payer(*, payer: str, public_id: str) -> Payment | None:
    """A payment as its own payer may see it."""
    return Payment.objects.of_payer(payer).select_related("gateway", "transfer_to").filter(public_id=public_id).first()


def payment_named(public_id: str) -> Payment | None:
    """A payment for whoever holds its unguessable id."""
    return Payment.objects.select_related("gateway", "payer").filter(public_id=public_id).first()


def title_of(payment: Payment) -> str:
    """What is paid for, in words."""
    return purpose_of(payment).title(payment.reference)


def link_of(payment: Payment) -> str:
    """Where the thing that is paid for is shown; empty where it has no page."""
    return purpose_of(payment).link(payment.reference)


def result_url(payment: Payment) -> str:
    """The page that shows how a payment stands."""
    return f"{settings.PUBLIC_URL}{reverse('payment_pages:result', args=[payment.public_id])}"


def return_url(payment: Payment) -> str:
    """Where a browser goes after the bank: into the app it came from, or to the result page."""
    parts = urlsplit(payment.app_link)
    if parts.scheme not in settings.APP_LINK_SCHEMES:
        return result_url(payment)
    told = urlencode({"payment": payment.public_id, "status": payment.status})
    return urlunsplit(parts._replace(query=f"{parts.query}&{told}".lstrip("&")))


def result_of(payment: Payment) -> dict[str, Any]:
    """What the result page shows; `outcome` is paid, checking, waiting, unpaid or taken_back."""
    return {
        "payment": payment,
        "amount": Money(payment.amount),
        "title": title_of(payment),
        "link": link_of(payment),
        "outcome": outcome_of(payment.status),
        "explanation": explanation(payment),
    }


def transfer_of(payment: Payment) -> dict[str, Any] | None:
    """Where the money of a payment is to be transferred, and until when; None for every other way to pay."""
    account = payment.transfer_to
    if account is None:
        return None
    return {
        "iban": account.iban,
        "card": account.card,
        "holder": account.holder,
        "bank": account.bank,
        "amount": Money(payment.amount),
        "deadline": payment.deadline_at,
    }


def receipt_of(payment: Payment) -> dict[str, Any] | None:
    """What was shown last for a transfer, and what staff said."""
    shown = payment.transfer_receipts.order_by("-id").first() if payment.transfer_to else None
    if shown is None:
        return None
    file = reverse("payments:receipt-file", args=[payment.public_id])
    return {
        "tracking": shown.tracking,
        "uploaded_at": shown.uploaded_at,
        "decision": shown.decision,
        "reason": shown.reason,
        "file_url": f"{settings.PUBLIC_URL}{file}" if shown.file else None,
    }


def last_receipt(*, public_id: str, payer: str | None) -> TransferReceipt | None:
    """What was shown last for a payment of a payer, or of anyone."""
    shown = TransferReceipt.objects.filter(payment__public_id=public_id)
    if payer is not None:
        shown = shown.filter(payment__payer__public_id=payer)
    return shown.order_by("-id").first()


def redirect_url(payment: Payment) -> str | None:
    """Our hand-off page for an attempt that can still be made: absolute, signed, and short-lived."""
    if payment.status not in WAITING or payment.gateway_id is None or payment.deadline_at <= clock.now():
        return None
    if not is_awaited(payment):
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
