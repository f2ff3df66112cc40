from commerce.money.payments.models.chargeback import Chargeback
from commerce.money.payments.models.gateway import Gateway
from commerce.money.payments.models.note import PaymentNote
from commerce.money.payments.models.payment import Payment
from commerce.money.payments.models.platform_account import PlatformAccount
from commerce.money.payments.models.pulse import GatewayPulse
from commerce.money.payments.models.refund import Refund
from commerce.money.payments.models.transfer_receipt import TransferReceipt

__all__ = [
    "Chargeback",
    "Gateway",
    "GatewayPulse",
    "Payment",
    "PaymentNote",
    "PlatformAccount",
    "Refund",
    "TransferReceipt",
]
