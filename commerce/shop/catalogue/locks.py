"""Rows that one writer at a time may work on."""

from commerce.shop.catalogue.models import Product


def lock_product(pk: int) -> None:
    """Let nobody else change a product's pictures until we are done."""
    Product.objects.select_for_update(no_key=True, of=("self",)).get(pk=pk)
