"""What was asked back and charged back in a shop of the tests."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.money.payments.models import Chargeback, Payment
from commerce.shop.refunds.models import RefundPolicy, RefundReason, RefundRequest
from commerce.shop.refunds.services import Wish, ask_refund

ASKER = Actor("user", "asker", rights=frozenset({"refunds.add_refundrequest"}))


@dataclass(frozen=True)
class Refunding:
    request: RefundRequest
    policy: RefundPolicy
    reason: RefundReason
    chargeback: Chargeback


def request_of(shop: Any) -> RefundRequest:
    """A refund of a shop's order that staff asked for and nobody has decided."""
    known = RefundRequest.objects.filter(vendor_order=shop.order).first()
    wish = Wish(kind="whole", reason="other")
    return known or ask_refund(actor=ASKER, side="staff", vendor_order=shop.order.public_id, wish=wish)


def some_refunds(shop: Any) -> Refunding:
    payment = Payment.objects.get(reference=shop.order.order.number)
    told = {
        "amount": 1_000,
        "reason": "شکایت",
        "deadline_on": clock.today() + timedelta(days=7),
        "recorded_by": "user:x",
    }
    chargeback, _made = Chargeback.objects.get_or_create(payment=payment, defaults=told)
    return Refunding(
        request_of(shop), RefundPolicy.objects.earliest("pk"), RefundReason.objects.earliest("pk"), chargeback
    )
