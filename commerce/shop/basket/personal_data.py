"""The cart's part of an export and of a farewell."""

from typing import Any

from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.personal_data import erasers, exporters
from commerce.shop.basket.models import Basket, Line


@exporters.register("cart")
def export(user: User) -> list[dict[str, Any]]:
    lines = Line.objects.filter(basket__owner=user, basket__status=Basket.OPEN)
    return list(lines.values("public_id", "product__title", "quantity", "options", "date_created"))


@erasers.register("cart")
def erase(user: User) -> None:
    Basket.objects.filter(owner=user).delete()
