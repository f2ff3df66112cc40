"""Locks of settlement: sales, their lines, what markets took in of them, then earnings; the ledger comes after."""

from collections.abc import Collection

from django.db.models import F

from commerce.money.settlement.models import DirectSale, Earning, Sale, SoldLine


def lock_sales(sale_refs: Collection[str]) -> dict[str, Sale]:
    """These sales by their references, in the order of their ids, until the transaction ends."""
    rows = Sale.objects.select_for_update(no_key=True).filter(sale_ref__in=sale_refs).order_by("id")
    return {sale.sale_ref: sale for sale in rows}


def lock_lines_of(sale_refs: Collection[str]) -> list[SoldLine]:
    """All lines of sales, in the order of their ids, until the transaction ends; locked after the sales."""
    return list(SoldLine.objects.select_for_update(no_key=True).filter(sale_ref__in=sale_refs).order_by("id"))


def lock_direct_sales(sale_refs: Collection[str]) -> dict[str, DirectSale]:
    """What markets took in themselves of these sales, by sale; locked after the lines."""
    rows = DirectSale.objects.select_for_update(no_key=True).filter(sale_ref__in=sale_refs).order_by("id")
    return {direct.sale_ref: direct for direct in rows}


def lock_earnings(kind: str, refs: Collection[str]) -> None:
    """Earnings of these causes, until the transaction ends; before the ledger's accounts."""
    rows = Earning.objects.select_for_update(no_key=True).filter(kind=kind, ref__in=refs)
    list(rows.order_by("at", "id").values_list("pk"))


def lock_open_earnings(market_ref: str) -> list[Earning]:
    """What of a market's earnings is not used up, or used beyond what they are, the oldest first."""
    rows = Earning.objects.select_for_update(no_key=True).filter(market_ref=market_ref)
    return list(rows.exclude(freed=F("used")).order_by("at", "id"))


def lock_idle_earnings(market_ref: str) -> list[Earning]:
    """As `lock_open_earnings`, but only those that nobody else has: for whoever has the ledger's accounts already."""
    rows = Earning.objects.select_for_update(no_key=True, skip_locked=True).filter(market_ref=market_ref)
    return list(rows.exclude(freed=F("used")).order_by("at", "id"))
