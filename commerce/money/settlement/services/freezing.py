"""Freezing who gets what, in the transaction that places the order."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from commerce.money.settlement.errors import SaleDiffers
from commerce.money.settlement.models import LineShare, SoldLine
from commerce.money.settlement.shares import SaleLine, Share, quote


def freeze_shares(*, sale_ref: str, lines: Sequence[SaleLine]) -> list[SoldLine]:
    """Ask every share-holder about the lines of a sale and keep the answers; later rates change nothing here.

    Asked again for the same sale and lines, it answers with what it froze.
    """
    return freeze_sales(sales={sale_ref: lines})


@transaction.atomic
def freeze_sales(*, sales: Mapping[str, Sequence[SaleLine]]) -> list[SoldLine]:
    """Freeze the sales of one order (sale reference → lines) together, at the price of one."""
    if frozen := list(SoldLine.objects.filter(sale_ref__in=sales).order_by("id")):
        _refuse_other_lines(frozen, sales)
        return frozen
    sold = SoldLine.objects.bulk_create(
        [_sold_line(sale_ref, line) for sale_ref, lines in sales.items() for line in lines]
    )
    by_ref = {line.line_ref: line for line in sold}
    shares = quote([line for lines in sales.values() for line in lines])
    LineShare.objects.bulk_create([_line_share(by_ref[share.line_ref], share) for share in shares])
    return sold


def _sold_line(sale_ref: str, line: SaleLine) -> SoldLine:
    return SoldLine(
        sale_ref=sale_ref,
        line_ref=line.ref,
        market_ref=line.market_ref,
        kind=line.kind,
        quantity=line.quantity,
        amount=line.amount,
        platform_discount=line.platform_discount,
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


def _refuse_other_lines(frozen: list[SoldLine], sales: Mapping[str, Sequence[SaleLine]]) -> None:
    before = {(line.sale_ref, line.line_ref, line.quantity, line.amount, line.platform_discount) for line in frozen}
    wanted = {
        (sale, line.ref, line.quantity, line.amount, line.platform_discount)
        for sale, lines in sales.items()
        for line in lines
    }
    if before != wanted:
        raise SaleDiffers(f"Sale {frozen[0].sale_ref} was frozen with other lines.")
