"""What invoices refuse."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class NotNumberedYet(DomainError):
    code = "invoice_not_numbered"
    status = 409
    message = _("This invoice gets its number in a moment; try again.")


class PaperFailed(DomainError):
    code = "invoice_paper_failed"
    status = 409
    message = _("This paper could not be made; we look after it.")


class PaperDamaged(DomainError):
    code = "invoice_paper_damaged"
    status = 409
    message = _("The kept file is not the one that was made; do not use it.")


class MonthNotOver(DomainError):
    code = "month_not_over"
    status = 409
    message = _("This month is not over yet.")


class ContentDoesNotAddUp(ValueError):
    """The lines of a paper do not give its sums: a bug of whoever asked."""


class CauseReused(ValueError):
    """A paper of this cause was asked for before with other sums: a bug of whoever asked."""


class MoreThanInvoiced(ValueError):
    """More would be credited than the paper was of: a bug of whoever asked."""
