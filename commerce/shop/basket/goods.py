"""The kinds of line that are sold from stock: goods, services and digital things."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from commerce.foundation.core.money import Money
from commerce.shop.basket.errors import OutOfStock
from commerce.shop.basket.kinds import Claim, LineKind, line_kinds
from commerce.shop.basket.models import Line
from commerce.shop.basket.problems import (
    MARKET_CLOSED,
    NOT_ENOUGH_STOCK,
    OFFER_GONE,
    OUT_OF_STOCK,
    PRICE_CHANGED,
    Problem,
)
from commerce.shop.partner import errors as stock_errors
from commerce.shop.partner.services import stock


class Shelf:
    """Keeps units of stock; offers whose stock is not counted are always there."""

    def hold(self, claims: Sequence[Claim], *, until: datetime) -> None:
        holds = [(claim.offer_id, claim.reference, claim.quantity) for claim in claims]
        with _shortages():
            stock.hold_stock(holds=holds, until=until)

    def extend(self, claims: Sequence[Claim], *, until: datetime) -> None:
        stock.extend_holds(references=_references(claims), until=until)

    def rehold(self, claims: Sequence[Claim], *, until: datetime) -> None:
        with _shortages():
            stock.rehold_stock(references=_references(claims), until=until)

    def release(self, claims: Sequence[Claim]) -> None:
        stock.release_stock(references=_references(claims))

    def confirm(self, claims: Sequence[Claim]) -> None:
        with _shortages():
            stock.take_stock(references=_references(claims))

    def put_back(self, claims: Sequence[Claim]) -> None:
        for claim in sorted(claims, key=lambda claim: claim.offer_id):
            stock.put_back_stock(reference=claim.reference, quantity=claim.quantity)


@contextmanager
def _shortages() -> Iterator[None]:
    try:
        yield
    except (stock_errors.OutOfStock, stock_errors.HoldLost) as error:
        raise OutOfStock() from error


def _references(claims: Sequence[Claim]) -> list[str]:
    return [claim.reference for claim in claims]


def price_of(line: Line) -> int:
    """The offer's price today; nought where it has none any more."""
    return int(line.offer.price or 0)


def problems_of(line: Line) -> list[Problem]:
    """What is wrong with a line now, the gravest alone, and a changed price beside it."""
    gravest = _gravest(line)
    if gravest and gravest.code in {OFFER_GONE, MARKET_CLOSED}:
        return [gravest]
    return [problem for problem in (gravest, _price_change(line)) if problem]


def is_sold(line: Line) -> bool:
    """Whether the offer is still on sale."""
    product, parent = line.product, line.product.parent
    shown = product.is_public and (parent is None or parent.is_public)
    return bool(shown and line.offer.is_active and line.offer.price is not None)


def _gravest(line: Line) -> Problem | None:
    market, available = line.market, line.offer.available
    if not market.sells:
        return Problem(MARKET_CLOSED, line.public_id, market.handle)
    if not is_sold(line):
        return Problem(OFFER_GONE, line.public_id, market.handle)
    if available is None or available >= max(line.quantity, line.wanted_in_all):
        return None
    if available <= 0:
        return Problem(OUT_OF_STOCK, line.public_id, market.handle)
    return Problem(NOT_ENOUGH_STOCK, line.public_id, market.handle, old=line.quantity, new=available)


def _price_change(line: Line) -> Problem | None:
    if line.price_incl_tax is None or int(line.price_incl_tax) == price_of(line):
        return None
    seen = Money(int(line.price_incl_tax))
    return Problem(PRICE_CHANGED, line.public_id, line.market.handle, old=seen, new=Money(price_of(line)))


SHELF = Shelf()
for name, needs_delivery in (("good", True), ("service", False), ("digital", False)):
    line_kinds.add(name, LineKind(name, needs_delivery, price_of, problems_of, SHELF))
