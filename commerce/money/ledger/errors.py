"""What the ledger refuses: things a person can run into, and two mistakes of a programmer."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class InsufficientFunds(DomainError):
    code = "insufficient_funds"
    status = 409
    message = _("There is not enough money for this.")


class PeriodClosed(DomainError):
    code = "period_closed"
    status = 409
    message = _("The books of that month are closed; book it today, with its reason.")


class PeriodNotOver(DomainError):
    code = "period_not_over"
    status = 409
    message = _("A month is closed after it has ended.")


class NothingToClose(DomainError):
    code = "nothing_to_close"
    status = 409
    message = _("There is no month with entries that is still open.")


class PeriodInUse(DomainError):
    code = "period_in_use"
    status = 409
    message = _("Somebody is booking in that month right now; try again in a minute.")


class BooksOutOfOrder(DomainError):
    code = "books_out_of_order"
    status = 409
    message = _("The books of that month do not hold; check them and find out why.")


class CheckUnderWay(DomainError):
    code = "check_under_way"
    status = 409
    message = _("A check is under way already.")


class TooMuchForWorkbook(DomainError):
    code = "too_much_for_workbook"
    status = 409
    message = _("A workbook cannot hold so many rows; ask for CSV or for fewer days.")


class Unbalanced(ValueError):
    """Debits and credits of an entry differ: a bug of the caller."""


class KeyReused(ValueError):
    """An entry of this key was booked before with other postings: a bug of the caller."""
