"""Rows of the listing are written by one refresher at a time, product by product in the order of their ids."""

from collections.abc import Collection

from commerce.shop.catalogue.models import Product


def lock_products(pks: Collection[int]) -> list[int]:
    """Those of the products that exist, ours to read until the transaction ends; foreign keys to them may be made."""
    rows = Product.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=pks).order_by("pk")
    return list(rows.values_list("pk", flat=True))
