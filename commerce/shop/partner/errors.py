from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError, InvalidInput, NotFound


class UnknownOffer(NotFound):
    message = _("There is no such offer.")


class AlreadyOffered(DomainError):
    code = "already_offered"
    status = 409
    message = _("This market offers the product already.")


class OutOfStock(DomainError):
    """`offers` names, by public id, those of which too few are left."""

    code = "out_of_stock"
    status = 409
    message = _("There is not enough left.")


class StockBelowHeld(DomainError):
    """`held` says how many units wait for orders not yet paid."""

    code = "stock_below_held"
    status = 409
    message = _("More than that is held for orders; free it first.")


class HoldLost(DomainError):
    """`references` names the holds that ran out before they were taken."""

    code = "hold_lost"
    status = 409
    message = _("The stock was not held any more.")


class PriceMissing(InvalidInput):
    """A product that is sold as it is, without variants, has a price of its own."""

    def __init__(self) -> None:
        super().__init__({"price": [("required", _("Every product, or every variant of it, has a price."))]})
