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


class SaleNotFrozen(LookupError):
    """Nothing of this sale was frozen, so nothing of it can be booked: a bug of the caller."""


class EarningDiffers(ValueError):
    """An earning of this cause was noted before with another amount: a bug of the caller."""


class NotThatMuchFree(DomainError):
    code = "not_that_much_free"
    status = 409
    message = _("The market has less money free than this.")


class NothingToGive(DomainError):
    code = "nothing_to_give"
    message = _("Say how much is given.")
