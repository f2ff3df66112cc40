"""The parts of a payout, in words and with a way to what earned them."""

from collections.abc import Callable, Iterable
from typing import Any

from commerce.earnings.payouts.models import PayoutItem
from commerce.money.settlement.models import Earning

MOST_ITEMS = 200


def told_items(items: Iterable[PayoutItem], *, sale_url: Callable[[str], str] | None) -> list[dict[str, Any]]:
    """Parts of a payout as a screen shows them; `sale_url` leads to a sale where the reader may go there."""
    labels = dict(Earning.Kind.choices)
    return [
        {
            "title": labels.get(item.kind, item.kind),
            "ref": item.ref,
            "amount": item.amount,
            "url": sale_url(item.ref) if sale_url and item.kind == Earning.Kind.SALE else "",
        }
        for item in items
    ]
