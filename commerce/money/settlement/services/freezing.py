"""Freezing who gets what, in the transaction that places the order."""

from collections.abc import Sequence

from django.db import transaction

from commerce.money.settlement.errors import SaleDiffers
from commerce.money.settlement.models import LineShare, SoldLine
from commerce.money.settlement.shares import SaleLine, Share, quote


@transaction.atomic
def freeze_shares(*, sale_ref: str, lines: Sequence[SaleLine]) -> list[SoldLine]:
    """Ask every share-holder about the lines of a sale and keep the answers; later rates change nothing here.

    Asked again for the same sale and lines, it answers with what it froze.
    """
    if frozen := list(SoldLine.objects.filter(sale_ref=sale_ref).order_by("id")):
        _refuse_other_lines(frozen, lines)
        return frozen
    sold = SoldLine.objects.bulk_create([_sold_line(sale_ref, line) for line in lines])
    by_ref = {line.line_ref: line for line in sold}
    LineShare.objects.bulk_create([_line_share(by_ref[share.line_ref], share) for share in quote(lines)])
    return sold


def _sold_line(sale_ref: str, line: SaleLine) -> SoldLine:
    return SoldLine(
        sale_ref=sale_ref,
        line_ref=line.ref,
        market_ref=line.market_ref,
        kind=line.kind,
        quantity=line.quantity,
        amount=line.amount,
    )


def _line_share(line: SoldLine, share: Share) -> LineShare:
    return LineShare(
        line=line,
        holder=share.holder,
        account_kind=share.account.kind,
        owner_kind=share.account.owner_kind,
        owner_ref=share.account.owner_ref,
        amount=share.amount,
        rule=share.rule,
    )


def _refuse_other_lines(frozen: list[SoldLine], lines: Sequence[SaleLine]) -> None:
    before = {(line.line_ref, line.quantity, line.amount) for line in frozen}
    if before != {(line.ref, line.quantity, line.amount) for line in lines}:
        raise SaleDiffers(f"Sale {frozen[0].sale_ref} was frozen with other lines.")
