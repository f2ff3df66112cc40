"""Taking a sale back, whole or in part: every holder gives back in proportion, to the rial."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from commerce.foundation.core import money
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.settlement import locks
from commerce.money.settlement.errors import MoreThanSold, ReversalDiffers, SaleNotPosted
from commerce.money.settlement.models import LineReversal, LineShare, SoldLine
from commerce.money.settlement.selectors import is_posted, reversal_key

REFUNDS_PAYABLE = AccountRef("refunds_payable")


@dataclass(frozen=True, slots=True)
class LinePart:
    """What to take back of a line: a quantity, or an amount where pieces stay with the buyer."""

    line_ref: str
    quantity: int = 0
    amount: int | None = None


def reverse_line(
    *, line_ref: str, key: str, quantity: int = 0, amount: int | None = None, reason: str = "refund"
) -> LineReversal:
    """Take back a part of one line; see `reverse_lines`."""
    return reverse_lines(parts=[LinePart(line_ref, quantity, amount)], key=key, reason=reason)[0]


@transaction.atomic
def reverse_lines(*, parts: Sequence[LinePart], key: str, reason: str = "refund") -> list[LineReversal]:
    """Take back parts of sold lines in one entry, from every holder to what we owe the buyer.

    A quantity takes its part of what is left of the price. Asked again with the same key, it answers with what it did.
    Raises MoreThanSold when less is left.
    """
    lines = locks.lock_lines([part.line_ref for part in parts])
    wanted = {part.line_ref: part for part in parts}
    if len(lines) != len(parts):
        raise LookupError(f"Not every line was sold, or one is named twice: {sorted(wanted)}.")
    if done := _done_before(key):
        _refuse_other_parts(done, wanted)
        return done
    return _take_back([_reversal(line, wanted[line.line_ref], key) for line in lines], key, reason)


@transaction.atomic
def reverse_sale(*, sale_ref: str, key: str, reason: str = "refund") -> list[LineReversal]:
    """Take back whatever is left of a sale."""
    lines = locks.lock_sale(sale_ref)
    if done := _done_before(key):
        return done
    left = [line for line in lines if line.quantity_left or line.amount_left]
    whole = [LineReversal(key=key, line=line, quantity=line.quantity_left, amount=line.amount_left) for line in left]
    return _take_back(whole, key, reason)


def _reversal(line: SoldLine, part: LinePart, key: str) -> LineReversal:
    if not 0 <= part.quantity <= line.quantity_left:
        raise MoreThanSold(line=line.line_ref)
    amount = part.amount
    if amount is None:
        amount = money.share(line.amount_left, [part.quantity, line.quantity_left - part.quantity])[0]
    if not 0 <= amount <= line.amount_left:
        raise MoreThanSold(line=line.line_ref)
    return LineReversal(key=key, line=line, quantity=part.quantity, amount=amount)


def _take_back(reversals: list[LineReversal], key: str, reason: str) -> list[LineReversal]:
    _refuse_unposted({reversal.line.sale_ref for reversal in reversals if reversal.amount})
    debits = _take_from_holders(reversals)
    _take_from_sellers(reversals, debits)
    for reversal in reversals:
        reversal.line.reversed_quantity += reversal.quantity
        reversal.line.reversed_amount += reversal.amount
    SoldLine.objects.bulk_update([made.line for made in reversals], ["reversed_quantity", "reversed_amount"])
    if total := debits.total():
        post_entry(
            key=reversal_key(key),
            reason=reason,
            cause_kind="reversal",
            cause_ref=key,
            postings=[
                *(PostingDraft(account, amount) for account, amount in sorted(debits.items()) if amount),
                PostingDraft(REFUNDS_PAYABLE, -total),
            ],
        )
    return LineReversal.objects.bulk_create(reversals)


def _take_from_holders(reversals: list[LineReversal]) -> Counter[AccountRef]:
    """Take from each holder in proportion to what it still has, so that the last reversal leaves nobody a rial."""
    shares = list(LineShare.objects.filter(line__in=[made.line_id for made in reversals]).order_by("line_id", "id"))
    taken: Counter[AccountRef] = Counter()
    for reversal in reversals:
        of_line = [share for share in shares if share.line_id == reversal.line_id]
        parts = money.share(reversal.amount, [share.amount_left for share in of_line])
        for share, part in zip(of_line, parts, strict=True):
            share.reversed_amount += part
            taken[share.account] += part
    LineShare.objects.bulk_update(shares, ["reversed_amount"])
    return taken


def _take_from_sellers(reversals: list[LineReversal], debits: Counter[AccountRef]) -> None:
    """A market that took the money in itself gives it back from what it has with us, and no longer owes the fees."""
    taken: Counter[str] = Counter()
    for reversal in reversals:
        taken[reversal.line.sale_ref] += reversal.amount
    for sale_ref, direct in locks.lock_direct_sales(taken).items():
        left = sum(line.amount_left for line in SoldLine.objects.filter(sale_ref=sale_ref))
        back = money.share(taken[sale_ref], [direct.amount_left, left - direct.amount_left])[0]
        held = direct.account("vendor_held")
        owed = direct.account("vendor_debt") if direct.amount_left == left else held
        own = debits.pop(held, 0)
        debits[owed] += own - back
        debits[direct.account("vendor_free")] += back
        direct.reversed_amount += back
        direct.save(update_fields=["reversed_amount"])


def _refuse_unposted(sale_refs: set[str]) -> None:
    if unposted := [ref for ref in sorted(sale_refs) if not is_posted(ref)]:
        raise SaleNotPosted(", ".join(unposted))


def _done_before(key: str) -> list[LineReversal]:
    return list(LineReversal.objects.filter(key=key).select_related("line").order_by("line_id"))


def _refuse_other_parts(done: list[LineReversal], wanted: dict[str, LinePart]) -> None:
    if {reversal.line.line_ref for reversal in done} != set(wanted):
        raise ReversalDiffers(done[0].key)
    for reversal in done:
        part = wanted[reversal.line.line_ref]
        if part.quantity != reversal.quantity or part.amount not in (None, reversal.amount):
            raise ReversalDiffers(reversal.key)
