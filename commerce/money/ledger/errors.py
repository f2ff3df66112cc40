"""What the ledger refuses: one thing a person can run into, and two mistakes of a programmer."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class InsufficientFunds(DomainError):
    code = "insufficient_funds"
    status = 409
    message = _("There is not enough money for this.")


class Unbalanced(ValueError):
    """Debits and credits of an entry differ: a bug of the caller."""


class KeyReused(ValueError):
    """An entry of this key was booked before with other postings: a bug of the caller."""
