"""A paper of a market for tests of screens."""

from typing import Any

from commerce.money.invoices.models import Invoice
from tests.commerce.money.invoices.papers import buyer, numbered, row, seller


def paper_of(shop: Any) -> Invoice:
    """The market's numbered invoice for its order."""
    order = shop.order
    known = Invoice.objects.filter(sale_ref=order.public_id).first()
    if known:
        return known
    return numbered(
        row(1_000_000, name=shop.product.title),
        cause=f"sale:{order.public_id}",
        issuer=seller(shop.market.public_id, name=shop.market.name),
        buyer=buyer(order.order.user.public_id),
        sale_ref=order.public_id,
        order_number=order.order.number,
    )
