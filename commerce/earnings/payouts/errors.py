"""What payouts refuse."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class NoSuchMonth(DomainError):
    code = "no_such_month"
    message = _("Name a month of the Jalali calendar, like 1405-08.")


class MonthNotBegun(DomainError):
    code = "month_not_begun"
    message = _("This month has not begun.")


class TermsBackdated(DomainError):
    code = "terms_backdated"
    message = _("Terms hold from today on at the earliest; what was delivered before keeps its hold.")


class EarlyNotAllowed(DomainError):
    code = "early_payout_not_allowed"
    status = 409
    message = _("Your terms allow no early payouts.")


class CannotBePaid(DomainError):
    """The message is the reason; `outcome` names it."""

    code = "cannot_be_paid"
    status = 409
    message = _("This cannot be paid out now.")


class FeeAboveAmount(DomainError):
    code = "fee_above_amount"
    status = 409
    message = _("The fee would take all of it.")


class QuoteChanged(DomainError):
    code = "early_quote_changed"
    status = 409
    message = _("What is free has changed since you were told; look again.")


class AlwaysClosed(DomainError):
    code = "always_closed"
    message = _("At least one day of the week has to be a working day.")
