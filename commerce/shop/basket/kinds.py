"""Line kinds: what a cart line may be. A new kind (a booking) is one registration; basket never hears of it.

A kind says its price and problems; its *keeper* holds what is scarce (stock, later a calendar) for an order line,
takes it for good at payment, and lets it go when the order ends unpaid or is called off.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from commerce.foundation.core.registries import Registry
from commerce.shop.basket.models import Line
from commerce.shop.basket.problems import Problem


@dataclass(frozen=True, slots=True)
class Claim:
    """What one order line wants kept: so many of an offer, under the line's own reference."""

    kind: str
    offer_id: int
    reference: str
    quantity: int


class Keeper(Protocol):
    """Keeps scarce things for order lines, all of a batch or none; raises OutOfStock when they cannot be had."""

    def hold(self, claims: Sequence[Claim], *, until: datetime) -> None: ...
    def extend(self, claims: Sequence[Claim], *, until: datetime) -> None: ...
    def rehold(self, claims: Sequence[Claim], *, until: datetime) -> None: ...
    def release(self, claims: Sequence[Claim]) -> None: ...
    def confirm(self, claims: Sequence[Claim]) -> None: ...
    def put_back(self, claims: Sequence[Claim]) -> None: ...


@dataclass(frozen=True, slots=True)
class LineKind:
    """What basket and order ask of a kind of line."""

    name: str
    needs_delivery: bool
    price: Callable[[Line], int]
    problems: Callable[[Line], list[Problem]]
    keeper: Keeper


line_kinds: Registry[LineKind] = Registry("line kind")


def kind_of(line: Line) -> LineKind:
    """The kind of a cart line."""
    return line_kinds.get(line.product.kind)


def hold(claims: Iterable[Claim], *, until: datetime) -> None:
    """Hold all claims until a moment. Raises OutOfStock when one of them cannot be had."""
    for keeper, part in _by_keeper(claims):
        keeper.hold(part, until=until)


def extend(claims: Iterable[Claim], *, until: datetime) -> None:
    """Hold for longer, while a bank is asked."""
    for keeper, part in _by_keeper(claims):
        keeper.extend(part, until=until)


def rehold(claims: Iterable[Claim], *, until: datetime) -> None:
    """Hold again what was let go. Raises OutOfStock when any of it cannot be had by now."""
    for keeper, part in _by_keeper(claims):
        keeper.rehold(part, until=until)


def release(claims: Iterable[Claim]) -> None:
    """Let go of what is held; what is not held any more is left alone."""
    for keeper, part in _by_keeper(claims):
        keeper.release(part)


def confirm(claims: Iterable[Claim]) -> None:
    """Take what is held for good. Raises OutOfStock when any of it is no longer held."""
    for keeper, part in _by_keeper(claims):
        keeper.confirm(part)


def put_back(claims: Iterable[Claim]) -> None:
    """Return what was taken, for lines that will not be sent."""
    for keeper, part in _by_keeper(claims):
        keeper.put_back(part)


def _by_keeper(claims: Iterable[Claim]) -> list[tuple[Keeper, list[Claim]]]:
    parts: dict[int, tuple[Keeper, list[Claim]]] = {}
    batches: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        batches[claim.kind].append(claim)
    for kind, batch in sorted(batches.items()):
        keeper = line_kinds.get(kind).keeper
        parts.setdefault(id(keeper), (keeper, []))[1].extend(batch)
    return list(parts.values())
