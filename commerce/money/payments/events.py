"""Facts about payments."""

from dataclasses import dataclass

from commerce.foundation.core.events import Event


@dataclass(frozen=True)
class PaymentCaptured(Event):
    """The bank itself said that the money is ours."""

    name = "payment.captured"

    payment: str
    purpose: str
    reference: str
    amount: int


@dataclass(frozen=True)
class PaymentEnded(Event):
    """An attempt ended without money: failed, cancelled or expired."""

    name = "payment.ended"

    payment: str
    purpose: str
    reference: str
    status: str


@dataclass(frozen=True)
class PaymentRefunded(Event):
    """Money of a payment left for its payer, by `way`."""

    name = "payment.refunded"

    payment: str
    purpose: str
    reference: str
    refund: str
    payer: str
    amount: int
    way: str
