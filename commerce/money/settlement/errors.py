"""What settlement refuses."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class MoreThanSold(DomainError):
    code = "more_than_sold"
    status = 409
    message = _("This is more than was sold and not yet taken back.")


class SharesBeyondPrice(ValueError):
    """Share-holders ask for more than the buyer pays: a bug, or rates that cannot be."""


class SaleDiffers(ValueError):
    """The sale was frozen before with other lines: a bug of the caller."""


class SaleNotPosted(LookupError):
    """The money of this sale is not in the books, so nothing of it can be reversed: a bug of the caller."""


class ReversalDiffers(ValueError):
    """A reversal of this key was made before for other lines or amounts: a bug of the caller."""
