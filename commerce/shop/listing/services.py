"""Keeping the listing true: rows are written from the tables behind them, many in one statement."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from django.db import connection, transaction

from commerce.shop.catalogue.models import Product
from commerce.shop.listing.locks import lock_products

BATCH = 1000
_REFRESH = (Path(__file__).resolve().parent / "sql" / "refresh_rows.sql").read_text(encoding="utf-8")


@transaction.atomic
def refresh_rows(*, product_ids: Collection[int]) -> None:
    """Write the rows of these products (keys of parents and stand-alone ones) from what is true now.

    The products are locked first, so that of two refreshers the later one sees what the other saw, and more.
    """
    ids = lock_products(product_ids)
    with connection.cursor() as cursor:
        cursor.execute(_REFRESH, {"ids": ids})


def refresh_products(*, public_ids: Iterable[str]) -> None:
    """The same for products named by public id; a variant stands for its parent."""
    found = Product.objects.filter(public_id__in=set(public_ids)).values_list("pk", "parent")
    refresh_rows(product_ids=_heads(found))


def refresh_market(*, public_id: str) -> None:
    """Write the rows of everything a market offers."""
    offered = Product.objects.filter(stockrecords__partner__market__public_id=public_id)
    _refresh_many(_heads(offered.values_list("pk", "parent")))


def refresh_category(*, slug: str) -> None:
    """Write the rows of everything in a category and below it."""
    inside = Product.objects.filter(categories__slug=slug) | Product.objects.filter(
        listing_row__categories__contains=[slug]
    )
    _refresh_many(set(inside.values_list("pk", flat=True)))


def rebuild_listing() -> int:
    """Write all rows anew; says how many products were looked at. Readers see the old rows until each batch is done."""
    return _refresh_many(Product.objects.filter(parent=None).values_list("pk", flat=True))


def _heads(pairs: Iterable[tuple[int, int | None]]) -> set[int]:
    return {parent or pk for pk, parent in pairs}


def _refresh_many(ids: Iterable[int]) -> int:
    total = 0
    for batch in _batches(ids):
        refresh_rows(product_ids=batch)
        total += len(batch)
    return total


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    return (ordered[start : start + BATCH] for start in range(0, len(ordered), BATCH))
