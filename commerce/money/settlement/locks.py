"""Locks of settlement: after the vendor order and its stock, before the ledger's accounts."""

from collections.abc import Collection

from commerce.money.settlement.models import DirectSale, SoldLine


def lock_lines(line_refs: Collection[str]) -> list[SoldLine]:
    """These sold lines, in the order of their ids, until the transaction ends."""
    return list(SoldLine.objects.select_for_update(no_key=True).filter(line_ref__in=line_refs).order_by("id"))


def lock_sale(sale_ref: str) -> list[SoldLine]:
    """All lines of a sale, in the order of their ids, until the transaction ends."""
    return list(SoldLine.objects.select_for_update(no_key=True).filter(sale_ref=sale_ref).order_by("id"))


def lock_direct_sales(sale_refs: Collection[str]) -> dict[str, DirectSale]:
    """What markets took in themselves of these sales, by sale; locked after the lines."""
    rows = DirectSale.objects.select_for_update(no_key=True).filter(sale_ref__in=sale_refs).order_by("id")
    return {direct.sale_ref: direct for direct in rows}
