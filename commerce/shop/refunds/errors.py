"""What refunds refuse."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class RefundNotAllowed(DomainError):
    code = "refund_not_allowed"
    status = 409
    message = _("Such a refund cannot be asked for now.")


class WayClosed(DomainError):
    code = "refund_way_closed"
    status = 409
    message = _("The money of this cannot go back that way.")


class RefundOpen(DomainError):
    code = "refund_open"
    status = 409
    message = _("A refund of this is being looked at already.")


class RefundClosed(DomainError):
    code = "refund_closed"
    status = 409
    message = _("This refund was decided already.")


class MarketsTurn(DomainError):
    code = "markets_turn"
    status = 409
    message = _("The market decides about this first.")


class NotMarketsTurn(DomainError):
    code = "not_markets_turn"
    status = 409
    message = _("The platform decides about this one.")


class RefundNeedsAnother(DomainError):
    code = "refund_needs_another"
    status = 409
    message = _("Another person has to decide about this.")


class NothingToRefund(DomainError):
    code = "nothing_to_refund"
    status = 409
    message = _("Nothing of this is left to be given back.")


class MarketCannotCover(DomainError):
    code = "market_cannot_cover"
    status = 409
    message = _("The market has not that much with us; let it give the money back by hand, or ask the platform.")


class PartNotNamed(DomainError):
    code = "part_not_named"
    message = _("Several markets sold this order; say which of their parts is meant.")
