"""Oscar's order creator, writing from priced cart lines: in bulk, by market, with stock left to its keeper."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from oscar.apps.order.utils import OrderCreator as CoreOrderCreator

from commerce.foundation.core.ids import random_id
from commerce.shop.basket.models import Basket
from commerce.shop.basket.selectors.pictures import Picture, pictures_of
from commerce.shop.basket.selectors.pricing import MarketPart, PricedCart, PricedLine
from commerce.shop.order.models import Line, Order, ShippingAddress, VendorOrder

NUMBER_LENGTH = 12


def new_number() -> str:
    """An order number that nobody can guess; Oscar's would be the cart's id plus 100000."""
    return random_id(NUMBER_LENGTH)


@dataclass(frozen=True, slots=True)
class WrittenOrder:
    """An order with the rows written beside it."""

    order: Order
    parts: list[VendorOrder]
    lines: list[Line]


class OrderCreator(CoreOrderCreator):
    """Writes an order with its vendor orders and lines; allocates nothing and sends no signal."""

    def place_order(  # type: ignore[override]
        self,
        basket: Basket,
        *,
        priced: PricedCart,
        user: Any,
        shipping_address: ShippingAddress | None,
        payment_deadline_at: datetime,
    ) -> WrittenOrder:
        order = self._create_order(basket, priced, user, shipping_address, payment_deadline_at)
        parts = self._create_vendor_orders(order, priced)
        lines = self._create_lines(order, priced, {part.market_id: part for part in parts})
        return WrittenOrder(order, parts, lines)

    def update_stock_records(self, line: Any) -> None:
        """Oscar allocates without a condition and so oversells; line kinds keep their own."""

    def _create_order(
        self, basket: Basket, priced: PricedCart, user: Any, address: ShippingAddress | None, deadline: datetime
    ) -> Order:
        order: Order = Order.objects.create(
            number=new_number(),
            basket=basket,
            user=user,
            currency="IRR",
            total_incl_tax=priced.payable,
            total_excl_tax=priced.payable - priced.tax,
            shipping_incl_tax=sum(part.delivery.price + part.delivery_tax.on_top for part in priced.parts),
            shipping_excl_tax=sum(part.delivery_tax.split(part.delivery.price)[0] for part in priced.parts),
            shipping_address=address,
            status=Order.Status.PENDING_PAYMENT,
            payment_deadline_at=deadline,
        )
        return order

    def _create_vendor_orders(self, order: Order, priced: PricedCart) -> list[VendorOrder]:
        drafts = sorted(priced.parts, key=lambda part: part.market.pk)
        return VendorOrder.objects.bulk_create(draft_vendor_order(order, part) for part in drafts)

    def _create_lines(self, order: Order, priced: PricedCart, parts: dict[int, VendorOrder]) -> list[Line]:
        pictures = pictures_of(products=[line.row.product for line in priced.lines])
        drafts = [
            draft_line(order, parts[line.row.market.pk], line, pictures.get(line.row.product_id))
            for line in priced.lines
        ]
        made: list[Line] = Line.objects.bulk_create(drafts)
        return made


def draft_vendor_order(order: Order, part: MarketPart) -> VendorOrder:
    """A market's part of an order, not written yet."""
    return VendorOrder(
        order=order,
        market=part.market,
        items_total=part.items,
        discount_total=part.discount,
        platform_discount_total=part.platform_discount,
        shipping_total=part.delivery.price,
        shipping_tax=part.delivery_tax.amount,
        shipping_tax_percent=part.delivery_tax.percent,
        tax_total=part.tax,
        tax_on_top=part.tax_on_top,
        total=part.total,
        delivery_code=part.delivery.code,
        delivery_name=str(part.delivery.name),
        placed_at=order.date_placed,
    )


def draft_line(order: Order, vendor_order: VendorOrder, line: PricedLine, picture: Picture | None) -> Line:
    """A line of an order, not written yet."""
    row, product, tax = line.row, line.row.product, line.tax
    unit_excl, unit_incl = tax.split(line.unit_price)
    before_excl, before_incl = tax.split(line.before_discount)
    return Line(
        order=order,
        vendor_order=vendor_order,
        partner=row.offer.partner,
        partner_name=row.market.name,
        partner_sku=row.offer.partner_sku,
        stockrecord=row.offer,
        product=product,
        title=(product.parent or product).title,
        variant=_variant(product, row.options),
        upc=product.upc,
        kind=line.kind.name,
        thumbnail=picture.url[:255] if picture else "",
        quantity=row.quantity,
        line_price_incl_tax=line.sold_for,
        line_price_excl_tax=line.sold_for - tax.amount,
        line_price_before_discounts_incl_tax=before_incl,
        line_price_before_discounts_excl_tax=before_excl,
        unit_price_incl_tax=unit_incl,
        unit_price_excl_tax=unit_excl,
        tax_class=tax.tax_class,
        tax_percent=tax.percent,
        tax=tax.amount,
        tax_on_top=tax.on_top,
        market_discount=line.market_discount,
        platform_discount=line.platform_discount,
        status="placed",
        num_allocated=0,
    )


def _variant(product: Any, options: dict[str, str]) -> str:
    chosen = [product.title] if product.parent else []
    return ", ".join([*chosen, *(f"{name}: {value}" for name, value in options.items())])[:200]
