"""Taking a sale back, whole or in part: every holder gives back in proportion, to the rial."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction

from commerce.foundation.core import clock, money
from commerce.foundation.core.events import record
from commerce.money.settlement import locks
from commerce.money.settlement.errors import MoreThanSold, ReversalDiffers, SaleNotPosted
from commerce.money.settlement.events import SaleReversed
from commerce.money.settlement.models import DirectSale, LineReversal, LineShare, Sale, SoldLine
from commerce.money.settlement.selectors import reversal_key
from commerce.money.settlement.services.balancing import Change, book
from commerce.money.settlement.shares import VENDOR


@dataclass(frozen=True, slots=True)
class LinePart:
    """What to take back of a line: a quantity, or an amount of the buyer's money where pieces stay with the buyer."""

    line_ref: str
    quantity: int = 0
    amount: int | None = None


@dataclass(slots=True)
class Locked:
    """Sales with their lines, and what markets took in of them, all locked."""

    sales: dict[str, Sale]
    lines: list[SoldLine]
    direct: dict[str, DirectSale]

    @classmethod
    def of(cls, sale_refs: Collection[str]) -> "Locked":
        return cls(locks.lock_sales(sale_refs), locks.lock_lines_of(sale_refs), locks.lock_direct_sales(sale_refs))


def reverse_line(
    *, line_ref: str, key: str, quantity: int = 0, amount: int | None = None, reason: str = "refund"
) -> LineReversal:
    """Take back a part of one line; see `reverse_lines`."""
    return reverse_lines(parts=[LinePart(line_ref, quantity, amount)], key=key, reason=reason)[0]


@transaction.atomic
def reverse_lines(*, parts: Sequence[LinePart], key: str, reason: str = "refund") -> list[LineReversal]:
    """Take back parts of sold lines in one entry, from every holder to what we owe the buyer, and to our promotions.

    A quantity takes its part of what is left of the price. Asked again with the same key, it answers with what it did.
    Raises MoreThanSold when less is left.
    """
    wanted = {part.line_ref: part for part in parts}
    sold = SoldLine.objects.filter(line_ref__in=wanted)
    locked = Locked.of(set(sold.values_list("sale_ref", flat=True)))
    lines = [line for line in locked.lines if line.line_ref in wanted]
    if len(lines) != len(parts):
        raise LookupError(f"Not every line was sold, or one is named twice: {sorted(wanted)}.")
    if done := done_before(key=key):
        _refuse_other_parts(done, wanted)
        return done
    return _take_back(locked, [_reversal(line, wanted[line.line_ref], key) for line in lines], reason)


@transaction.atomic
def reverse_sale(*, sale_ref: str, key: str, reason: str = "refund") -> list[LineReversal]:
    """Take back whatever is left of a sale."""
    locked = Locked.of([sale_ref])
    if done := done_before(key=key):
        return done
    left = [line for line in locked.lines if line.quantity_left or line.amount_left]
    return _take_back(locked, [_rest_of(line, key) for line in left], reason)


def done_before(*, key: str) -> list[LineReversal]:
    """What was taken back with this key."""
    return list(LineReversal.objects.filter(key=key).select_related("line").order_by("line_id"))


def _reversal(line: SoldLine, part: LinePart, key: str) -> LineReversal:
    if not 0 <= part.quantity <= line.quantity_left:
        raise MoreThanSold(line=line.line_ref)
    if part.amount is None:
        weights = [part.quantity, line.quantity_left - part.quantity]
        amount, discount = (money.share(left, weights)[0] for left in (line.paid_left, line.discount_left))
    elif not 0 <= part.amount <= line.paid_left:
        raise MoreThanSold(line=line.line_ref)
    else:
        amount = part.amount
        discount = money.divide_half_up(line.discount_left * amount, line.paid_left) if amount else 0
    return LineReversal(key=key, line=line, quantity=part.quantity, amount=amount, discount=discount)


def _rest_of(line: SoldLine, key: str) -> LineReversal:
    return LineReversal(
        key=key, line=line, quantity=line.quantity_left, amount=line.paid_left, discount=line.discount_left
    )


def _take_back(locked: Locked, reversals: list[LineReversal], reason: str) -> list[LineReversal]:
    if not reversals:
        return []
    by_sale: dict[str, list[LineReversal]] = defaultdict(list)
    for reversal in reversals:
        by_sale[reversal.line.sale_ref].append(reversal)
    if unposted := by_sale.keys() - locked.sales.keys():
        raise SaleNotPosted(", ".join(sorted(unposted)))
    key, shares = reversals[0].key, _shares_by_line(reversals)
    changes = [_change(locked, ref, of_sale, shares) for ref, of_sale in sorted(by_sale.items())]
    moves = [change.apply() for change in changes]
    SoldLine.objects.bulk_update(
        [made.line for made in reversals], ["reversed_quantity", "reversed_amount", "reversed_discount"]
    )
    LineShare.objects.bulk_update([share for of_line in shares.values() for share in of_line], ["reversed_amount"])
    book(moves=moves, key=reversal_key(key), reason=reason, cause=("reversal", key))
    for change in changes:
        close(sale=change.sale, lines=[line for line in locked.lines if line.sale_ref == change.sale.sale_ref])
        sale = change.sale
        record(SaleReversed(key=key, sale=sale.sale_ref, market=sale.market_ref, amount=change.amount))
    return LineReversal.objects.bulk_create(reversals)


def close(*, sale: Sale, lines: Sequence[SoldLine]) -> None:
    """Save a sale that changed; one of which nothing is left will never be released."""
    is_over = not sale.amount_left and (bool(sale.amount) or not any(line.quantity_left for line in lines))
    sale.reversed_at = (sale.reversed_at or clock.now()) if is_over else None
    sale.save(update_fields=["reversed_amount", "vendor_reversed", "held", "reversed_at"])


def _shares_by_line(reversals: Sequence[LineReversal]) -> dict[int, list[LineShare]]:
    shares: dict[int, list[LineShare]] = defaultdict(list)
    for share in LineShare.objects.filter(line__in=[made.line_id for made in reversals]).order_by("line_id", "id"):
        shares[share.line_id].append(share)
    return shares


def _change(
    locked: Locked, sale_ref: str, reversals: Sequence[LineReversal], shares: dict[int, list[LineShare]]
) -> Change:
    change = Change(locked.sales[sale_ref], locked.direct.get(sale_ref))
    collected_left = change.direct.amount_left if change.direct else 0
    paid_left = sum(line.paid_left for line in locked.lines if line.sale_ref == sale_ref)
    for made in reversals:
        made.collected = money.share(made.amount, [collected_left, paid_left - collected_left])[0]
        collected_left, paid_left = collected_left - made.collected, paid_left - made.amount
        _take_from_holders(change, made, shares[made.line_id])
        change.amount += made.amount
        change.discount += made.discount
        change.collected += made.collected
        made.line.reversed_quantity += made.quantity
        made.line.reversed_amount += made.base
        made.line.reversed_discount += made.discount
    return change


def _take_from_holders(change: Change, made: LineReversal, shares: Sequence[LineShare]) -> None:
    """Take from each holder in proportion to what it still has, so that the last reversal leaves nobody a rial."""
    parts = money.share(made.base, [share.amount_left for share in shares])
    for share, part in zip(shares, parts, strict=True):
        share.reversed_amount += part
        made.parts[share.holder] = part
        if share.holder == VENDOR:
            change.own += part
        else:
            change.others[share.account] += part


def _refuse_other_parts(done: list[LineReversal], wanted: dict[str, LinePart]) -> None:
    if {reversal.line.line_ref for reversal in done} != set(wanted):
        raise ReversalDiffers(done[0].key)
    for reversal in done:
        part = wanted[reversal.line.line_ref]
        if part.quantity != reversal.quantity or part.amount not in (None, reversal.amount):
            raise ReversalDiffers(reversal.key)
