"""An order's vendor orders as settlement knows them: one sale each, a line an item, and the delivery."""

from collections.abc import Iterable, Sequence

from commerce.money.settlement.models import SoldLine
from commerce.money.settlement.services import SaleLine, freeze_sales
from commerce.shop.order.models import Line, VendorOrder

DELIVERY = "delivery"


def delivery_ref(*, part: VendorOrder) -> str:
    """By which name settlement knows the delivery of a part."""
    return f"{part.public_id}-d"


def sold_lines(*, refs: Iterable[str]) -> list[SoldLine]:
    """What settlement keeps of these lines."""
    return list(SoldLine.objects.filter(line_ref__in=list(refs)))


def freeze_order(*, parts: Iterable[VendorOrder], lines: Sequence[Line], payment: str) -> None:
    """Freeze who gets what of every market's part; `payment` is the way of paying chosen at placement."""
    freeze_sales(sales={part.public_id: sale_of(part=part, lines=lines, payment=payment) for part in parts})


def sale_of(*, part: VendorOrder, lines: Sequence[Line], payment: str) -> list[SaleLine]:
    """A part of an order as settlement knows it, written or not."""
    items = [_item(part, line, payment) for line in lines if line.vendor_order_id == part.pk]
    return [*items, *_delivery(part, payment)]


def _item(vendor_order: VendorOrder, line: Line, payment: str) -> SaleLine:
    return SaleLine(
        ref=line.public_id,
        market_ref=vendor_order.market.public_id,
        product_ref=line.product.public_id if line.product else "",
        kind=line.kind,
        amount=int(line.line_price_incl_tax),
        quantity=line.quantity,
        tax=line.tax,
        platform_discount=line.platform_discount,
        payment=payment,
    )


def _delivery(vendor_order: VendorOrder, payment: str) -> list[SaleLine]:
    on_top = vendor_order.shipping_tax if vendor_order.tax_on_top else 0
    amount = vendor_order.shipping_total + on_top
    if not amount:
        return []
    return [
        SaleLine(
            ref=delivery_ref(part=vendor_order),
            market_ref=vendor_order.market.public_id,
            product_ref="",
            kind=DELIVERY,
            amount=amount,
            tax=vendor_order.shipping_tax,
            shipping=True,
            payment=payment,
        )
    ]
