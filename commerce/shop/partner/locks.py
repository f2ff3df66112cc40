"""Stock is locked in one order: holds by offer, then offers by id."""

from collections.abc import Sequence

from commerce.shop.partner.models import StockHold


def lock_holds(references: Sequence[str]) -> list[StockHold]:
    """The holds of these references, ours until the transaction ends."""
    holds = StockHold.objects.select_for_update().filter(reference__in=references)
    return list(holds.order_by("offer_id", "pk"))


def lock_expired_holds(limit: int) -> list[StockHold]:
    """Holds whose time is over and on which nobody works."""
    holds = StockHold.objects.select_for_update(skip_locked=True).due()
    return list(holds.order_by("offer_id", "pk")[:limit])
