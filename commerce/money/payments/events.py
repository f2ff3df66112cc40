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


@dataclass(frozen=True)
class GatewayResting(Event):
    """A bank did not answer so often in a row that its gateway is not offered for a while."""

    name = "gateway.resting"

    gateway: str
    failures: int
    until: str


@dataclass(frozen=True)
class GatewayBack(Event):
    """The bank of a resting gateway answered again."""

    name = "gateway.back"

    gateway: str


@dataclass(frozen=True)
class TransferShown(Event):
    """A shopper says to have transferred the money; staff are to look."""

    name = "payment.transfer_shown"

    payment: str
    purpose: str
    reference: str
    payer: str


@dataclass(frozen=True)
class TransferRefused(Event):
    """Staff found no such transfer; the payment waits again."""

    name = "payment.transfer_refused"

    payment: str
    purpose: str
    reference: str
    payer: str
    reason: str


@dataclass(frozen=True)
class PaymentChargedBack(Event):
    """The payer's bank took money of a payment back."""

    name = "payment.charged_back"

    payment: str
    purpose: str
    reference: str
    chargeback: str
    amount: int


@dataclass(frozen=True)
class ChargebackEnded(Event):
    """A chargeback was won or lost."""

    name = "payment.chargeback_ended"

    payment: str
    purpose: str
    reference: str
    chargeback: str
    amount: int
    outcome: str
