"""What a cart refuses."""

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import DomainError


class EmptyCart(DomainError):
    code = "empty_cart"
    message = _("The cart is empty.")


class CartFull(DomainError):
    code = "cart_full"
    message = _("The cart holds no more items.")


class QuantityTooLarge(DomainError):
    code = "quantity_too_large"
    message = _("That is more than one order may hold.")


class CartConflict(DomainError):
    """The cart is no longer what the shopper agreed to; the answer carries it as it is now."""

    status = 409


class PriceChanged(CartConflict):
    code = "price_changed"
    message = _("Prices have changed since you saw them.")


class OutOfStock(CartConflict):
    code = "out_of_stock"
    message = _("Something in the cart can no longer be had.")


class MarketClosed(CartConflict):
    code = "market_closed"
    message = _("A market in the cart is closed at the moment.")
