"""Rows that one writer at a time may work on."""

from commerce.shop.catalogue.models import Product


def lock_product(pk: int) -> None:
    """Let nobody else change what belongs to a product (its pictures, its place in the listing) until we are done."""
    lock_products([pk])


def lock_products(pks: list[int]) -> list[int]:
    """The same for several, in the order of their ids; says which exist."""
    rows = Product.objects.select_for_update(no_key=True, of=("self",)).filter(pk__in=pks).order_by("pk")
    return list(rows.values_list("pk", flat=True))
