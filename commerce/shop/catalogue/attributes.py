"""Reading what a vendor says of a product's attributes against what its class knows."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import InvalidInput, Text
from commerce.foundation.core.text import clean_text, fold
from commerce.shop.catalogue.drafts import AttributeValue
from commerce.shop.catalogue.models import AttributeOption, Product, ProductAttribute, ProductClass

Attributes = dict[str, ProductAttribute]
Problems = dict[str, list[tuple[str, Text]]]


def attributes_of(product_class: ProductClass) -> Attributes:
    """A class's attributes by code, with their options at hand."""
    attributes = product_class.attributes.select_related("option_group").prefetch_related("option_group__options")
    return {attribute.code: attribute for attribute in attributes}


def read_values(values: Mapping[str, AttributeValue], known: Attributes) -> dict[str, Any]:
    """Values as the columns take them; refuses codes the class lacks and values it does not offer."""
    problems: Problems = {}
    read = {}
    for code, typed in values.items():
        if code not in known:
            problems[f"attributes.{code}"] = [("unknown_attribute", _("This kind of product has no such attribute."))]
            continue
        value = _read(known[code], typed)
        if value is None:
            problems[f"attributes.{code}"] = [("unknown_value", _("This attribute cannot be that."))]
        read[code] = value
    if problems:
        raise InvalidInput(problems)
    return read


def write_values(product: Product, values: Mapping[str, Any], known: Attributes) -> None:
    """Keep the values of a product or variant; those not named stay as they were."""
    for code, value in values.items():
        known[code].save_value(product, value)


def summary_of(values: Mapping[str, Any]) -> str:
    """A variant's title where the vendor gave none: its values, one after the other."""
    return " / ".join(str(value) for value in values.values())


def _read(attribute: ProductAttribute, typed: AttributeValue) -> Any:
    if attribute.is_option:
        return _option(attribute, typed)
    if attribute.is_multi_option:
        many = typed if isinstance(typed, (list, tuple)) else [typed]
        options = [_option(attribute, one) for one in many]
        return options if options and None not in options else None
    reader = _READERS.get(attribute.type)
    return reader(typed) if reader else None


def _option(attribute: ProductAttribute, typed: AttributeValue) -> AttributeOption | None:
    wanted = fold(str(typed))
    options = attribute.option_group.options.all()
    return next((one for one in options if typed == one.code or fold(one.option) == wanted), None)


def _text(typed: AttributeValue) -> str | None:
    return clean_text(typed)[:500] or None if isinstance(typed, str) else None


def _integer(typed: AttributeValue) -> int | None:
    if not isinstance(typed, int) or isinstance(typed, bool):
        return None
    return typed if abs(typed) < 2**31 else None


def _number(typed: AttributeValue) -> float | None:
    return float(typed) if isinstance(typed, (int, float)) and not isinstance(typed, bool) else None


def _truth(typed: AttributeValue) -> bool | None:
    return typed if isinstance(typed, bool) else None


_READERS = {
    ProductAttribute.TEXT: _text,
    ProductAttribute.RICHTEXT: _text,
    ProductAttribute.INTEGER: _integer,
    ProductAttribute.FLOAT: _number,
    ProductAttribute.BOOLEAN: _truth,
}
