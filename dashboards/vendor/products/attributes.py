"""What a product's class asks about it, and what was answered, as form fields take it."""

from typing import Any

from commerce.shop.catalogue.models import Product, ProductAttribute


def attributes_of(product: Product) -> list[ProductAttribute]:
    """The attributes of a product's class, with their options."""
    attributes = product.product_class.attributes.select_related("option_group")
    return list(attributes.prefetch_related("option_group__options").order_by("pk"))


def values_of(product: Product) -> dict[str, Any]:
    """The answers, by the name of their field."""
    rows = product.attribute_values.select_related("attribute", "value_option").prefetch_related("value_multi_option")
    return {f"attributes.{row.attribute.code}": _as_typed(row) for row in rows}


def _as_typed(row: Any) -> Any:
    attribute = row.attribute
    if attribute.is_multi_option:
        return [option.option for option in row.value_multi_option.all()]
    if attribute.is_option:
        return row.value_option.option if row.value_option else ""
    if attribute.type == ProductAttribute.BOOLEAN:
        return "yes" if row.value_boolean else "no"
    return row.value
