"""The one row that stands for a whole cart."""

from commerce.shop.basket.models import Basket


def lock_cart(basket_id: int) -> Basket | None:
    """The cart, ours until the transaction ends; None when it was merged or submitted meanwhile."""
    rows = Basket.objects.in_full().select_for_update().filter(pk=basket_id, status=Basket.OPEN)
    cart: Basket | None = rows.first()
    return cart
