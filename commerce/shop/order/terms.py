"""How an order, or what is in a cart, may be paid."""

from collections.abc import Iterable

from commerce.money.payments.models import Payment
from commerce.money.payments.purposes import Asker, Owner, Terms
from commerce.shop.basket.kinds import line_kinds
from commerce.shop.basket.selectors.carts import cart_of
from commerce.shop.basket.services import Holder
from commerce.shop.markets.models import Market
from commerce.shop.order.selectors.orders import order_of

METHODS = frozenset({Payment.Method.GATEWAY.value, Payment.Method.WALLET.value, Payment.Method.TRANSFER.value})


def terms_for(asker: Asker, reference: str) -> Terms:
    """What the asker may choose for an order of theirs or, where none is named, for what is in the cart."""
    sold = list(_in_order(asker, reference) if reference else _in_cart(asker))
    markets = {market.public_id for market, _is_delivered in sold}
    for_cash = bool(sold) and all(market.has_cash and is_delivered for market, is_delivered in sold)
    return Terms(
        methods=METHODS | {Payment.Method.COD.value} if for_cash else METHODS,
        seller=Owner("market", markets.pop()) if len(markets) == 1 else None,
    )


def _in_order(asker: Asker, number: str) -> Iterable[tuple[Market, bool]]:
    order = order_of(user_id=asker.user.pk if asker.user else 0, number=number)
    markets = {part.pk: part.market for part in order.vendor_orders.all()}
    for line in order.lines.all():
        yield markets[line.vendor_order_id], line_kinds.get(line.kind).needs_delivery


def _in_cart(asker: Asker) -> Iterable[tuple[Market, bool]]:
    holder = Holder(asker.user.pk if asker.user else None, asker.cart_token)
    for line in cart_of(holder=holder).priced.lines:
        yield line.row.market, line.kind.needs_delivery
