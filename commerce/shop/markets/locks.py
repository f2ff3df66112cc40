"""Locks of markets: the last of all rows, after the ledger's accounts."""

from commerce.shop.markets.models import Market


def lock_market(public_id: str) -> Market | None:
    """A market until the transaction ends; orders of it go on being written meanwhile."""
    return Market.objects.select_for_update(no_key=True).filter(public_id=public_id).first()
