"""What can go wrong between a shopper and a bank."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class GatewayUnavailable(DomainError):
    code = "gateway_unavailable"
    status = 409
    message = _("This gateway cannot be used for this payment; choose another.")


class GatewayExists(DomainError):
    code = "gateway_exists"
    status = 409
    message = _("There is such a gateway already; change it instead.")


class GatewayAwake(DomainError):
    code = "gateway_awake"
    status = 409
    message = _("This gateway does not rest any more.")


class OwnGatewayNotAllowed(DomainError):
    code = "own_gateway_not_allowed"
    status = 409
    message = _("This market may not have a gateway of its own; ask the platform for it.")


class AmountOutOfRange(DomainError):
    code = "amount_out_of_range"
    status = 409
    message = _("The gateway does not take this amount; choose another.")


class PaymentMethodUnavailable(DomainError):
    code = "payment_method_unavailable"
    message = _("This cannot be paid that way.")


class TooManyAttempts(DomainError):
    code = "too_many_attempts"
    status = 409
    message = _("This was tried too often; write to support if you want to go on.")


class ReceiptDecided(DomainError):
    code = "receipt_decided"
    status = 409
    message = _("This receipt was decided upon already.")


class ReceiptWaiting(DomainError):
    code = "receipt_waiting"
    status = 409
    message = _("Your receipt is being looked at.")


class TrackingUsed(DomainError):
    code = "tracking_used"
    status = 409
    message = _("A transfer of this tracking number has paid something already.")


class GatewayUnreachable(DomainError):
    code = "gateway_unreachable"
    status = 503
    message = _("The bank does not answer at the moment. Try again shortly or choose another gateway.")


class GatewayRefused(DomainError):
    code = "gateway_refused"
    status = 409
    message = _("The bank did not accept this payment. Choose another gateway.")


class PaymentClosed(DomainError):
    code = "payment_closed"
    status = 409
    message = _("This payment can no longer be made; start a new one from your order.")


class HandoffInProgress(DomainError):
    code = "handoff_in_progress"
    status = 409
    message = _("The bank page is being prepared.")


class MoreThanPaid(DomainError):
    code = "more_than_paid"
    status = 409
    message = _("More than what was paid and not returned yet cannot be returned.")


class RefundNotOpen(DomainError):
    code = "refund_not_open"
    status = 409
    message = _("Nothing is to be decided about this refund.")


class HandoffLinkExpired(DomainError):
    code = "handoff_link_expired"
    status = 403
    message = _("This payment link has expired; open it again from your order.")


class ChargebackNotOpen(DomainError):
    code = "chargeback_not_open"
    status = 409
    message = _("This chargeback is decided already.")


class ChargebackKnown(DomainError):
    code = "chargeback_known"
    status = 409
    message = _("A chargeback of this payment is open already.")


class ChargebackNeedsAnother(DomainError):
    code = "chargeback_needs_another"
    status = 409
    message = _("Another person has to check this chargeback.")
