"""Taking a reversal back: the sale stands again, and its holders have again what they gave."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction

from commerce.foundation.core.events import record
from commerce.money.settlement.events import SaleRestored
from commerce.money.settlement.models import LineRestoration, LineReversal, LineShare, SoldLine
from commerce.money.settlement.selectors import restoration_key
from commerce.money.settlement.services.balancing import Change, book
from commerce.money.settlement.services.reversing import Locked, close, done_before
from commerce.money.settlement.shares import VENDOR


@transaction.atomic
def restore_reversals(*, key: str) -> list[LineReversal]:
    """Take back what was taken back with this key, once, in a counter-entry: we owe its buyer that much less.

    What of a sale was released meanwhile is free at once. Raises LookupError where nothing was reversed so.
    """
    sale_refs = set(LineReversal.objects.filter(key=key).values_list("line__sale_ref", flat=True))
    locked = Locked.of(sale_refs)
    lines = {line.pk: line for line in locked.lines}
    made = done_before(key=key)
    if not made:
        raise LookupError(f"Nothing was taken back with {key}.")
    if LineRestoration.objects.filter(reversal__in=made).exists():
        return made
    changes = []
    for sale_ref in sorted(sale_refs):
        of_sale = [reversal for reversal in made if reversal.line.sale_ref == sale_ref]
        changes.append(_change(locked, sale_ref, of_sale, lines))
    moves = [change.apply() for change in changes]
    SoldLine.objects.bulk_update(
        [lines[reversal.line_id] for reversal in made], ["reversed_quantity", "reversed_amount", "reversed_discount"]
    )
    book(moves=moves, key=restoration_key(key), reason="reversal_restored", cause=("reversal", key))
    for change in changes:
        sale = change.sale
        close(sale=sale, lines=[line for line in locked.lines if line.sale_ref == sale.sale_ref])
        record(SaleRestored(key=key, sale=sale.sale_ref, market=sale.market_ref, amount=-change.amount))
    LineRestoration.objects.bulk_create([LineRestoration(reversal=reversal) for reversal in made])
    return made


def _change(locked: Locked, sale_ref: str, reversals: Sequence[LineReversal], lines: dict[int, SoldLine]) -> Change:
    change = Change(locked.sales[sale_ref], locked.direct.get(sale_ref))
    shares: dict[int, dict[str, LineShare]] = defaultdict(dict)
    for share in LineShare.objects.filter(line__in=[made.line_id for made in reversals]):
        shares[share.line_id][share.holder] = share
    for made in reversals:
        line = lines[made.line_id]
        line.reversed_quantity -= made.quantity
        line.reversed_amount -= made.base
        line.reversed_discount -= made.discount
        change.amount -= made.amount
        change.discount -= made.discount
        change.collected -= made.collected
        for holder, part in made.parts.items():
            share = shares[made.line_id][holder]
            share.reversed_amount -= part
            if holder == VENDOR:
                change.own -= part
            else:
                change.others[share.account] -= part
    LineShare.objects.bulk_update(
        [share for of_line in shares.values() for share in of_line.values()], ["reversed_amount"]
    )
    return change
