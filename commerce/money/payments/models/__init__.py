from commerce.money.payments.models.gateway import Gateway
from commerce.money.payments.models.note import PaymentNote
from commerce.money.payments.models.payment import Payment

__all__ = ["Gateway", "Payment", "PaymentNote"]
