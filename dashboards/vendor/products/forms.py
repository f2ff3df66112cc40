"""What a vendor says of a product, as forms."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import clean_text, persian_digits, to_ascii_digits
from commerce.money.tax.models import TaxClass
from commerce.shop.catalogue.models import Product, ProductAttribute
from commerce.shop.catalogue.selectors import public_categories
from dashboards.base.fields import TomanField
from dashboards.base.languages import language

NUMBER = re.compile(r"[0-9]{1,9}")
MOST_VARIANTS = 100
LONGEST_VARIANT = 200


MOST_DIGITS = 12
MOST_VARIANTS = 100
LONGEST_VARIANT = 200


# What `update_product` takes as it was typed.
SAID = ("title", "categories", "brand", "barcode", "description")


class CategoryField(forms.MultipleChoiceField):
    """Branches of the tree, by slug, indented as they hang."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=category_choices, **kwargs)


def category_choices() -> list[tuple[str, str]]:
    return [(one.slug, f"{'— ' * (one.depth - 1)}{one.name}") for one in public_categories()]


class StockField(forms.CharField):
    """A count in any digits; empty means that stock is not counted."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("Leave it empty to sell without counting.")
        super().__init__(required=False, max_length=MOST_DIGITS, help_text=help_text, **kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "dir": "ltr"})

    def prepare_value(self, value: Any) -> Any:
        return persian_digits(value) if isinstance(value, int) and language() == "fa" else value

    def clean(self, value: Any) -> int | None:
        typed = to_ascii_digits(clean_text(super().clean(value)))
        if not typed:
            return None
        if not NUMBER.fullmatch(typed):
            raise forms.ValidationError(_("A stock is a whole number, zero or more."))
        return int(typed)


class ProductForm(forms.Form):
    """What is said of a product; its attributes follow from its class."""

    title = forms.CharField(label=_("Title"), max_length=200)
    categories = CategoryField(label=_("Categories"))
    brand = forms.CharField(label=_("Brand"), max_length=120, required=False)
    barcode = forms.CharField(label=_("Barcode"), max_length=64, required=False)
    tax_class = forms.ChoiceField(
        label=_("Tax class"),
        choices=TaxClass.choices,
        initial=TaxClass.STANDARD,
        required=False,
        help_text=_(
            "It counts once your market is registered for VAT. Most goods are standard; the law names what is exempt, "
            "taxed at zero or by a special rate. Variants follow the product."
        ),
    )
    description = forms.CharField(
        label=_("Description"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6}), required=False
    )

    def __init__(self, *args: Any, attributes: list[ProductAttribute], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.attributes = attributes
        self.fields["barcode"].widget.attrs["dir"] = "ltr"
        for attribute in attributes:
            self.fields[f"attributes.{attribute.code}"] = attribute_field(attribute)

    def clean_barcode(self) -> str:
        return to_ascii_digits(clean_text(self.cleaned_data["barcode"]))

    def changes(self) -> dict[str, Any]:
        """As `update_product` takes them."""
        plain = {name: self.cleaned_data[name] for name in SAID}
        if tax_class := self.cleaned_data["tax_class"]:
            plain["tax_class"] = tax_class
        return {**plain, "attributes": self.attribute_values()}

    def attribute_values(self) -> dict[str, Any]:
        typed = {attribute.code: self.cleaned_data[f"attributes.{attribute.code}"] for attribute in self.attributes}
        return {code: value for code, value in typed.items() if value not in ("", None, [])}


class NewProductForm(ProductForm):
    """A first product needs its price too."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Product.Kind.choices)
    price = TomanField(label=_("Price"), min_value=10)
    list_price = TomanField(
        label=_("Price before discount"), required=False, help_text=_("Shown struck through beside the price.")
    )
    stock = StockField(label=_("Stock"))
    variants = forms.CharField(
        label=_("Variants"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, like “red, size 42”. All begin with this price and stock; leave it empty for none."),
    )
    order = (
        "title",
        "kind",
        "categories",
        "price",
        "list_price",
        "stock",
        "brand",
        "description",
        "variants",
        "barcode",
        "tax_class",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(self.order)

    def clean_variants(self) -> list[str]:
        lines = [clean_text(line) for line in self.cleaned_data["variants"].splitlines()]
        variants = list(dict.fromkeys(line for line in lines if line))
        if len(variants) > MOST_VARIANTS or any(len(line) > LONGEST_VARIANT for line in variants):
            raise forms.ValidationError(_("Write at most 100 variants, each with at most 200 letters."))
        return variants


class VariantForm(forms.Form):
    """One more version of a product."""

    title = forms.CharField(label=_("Variant"), max_length=200, help_text=_("For example “red, size 42”."))
    price = TomanField(label=_("Price"), min_value=10)
    stock = StockField(label=_("Stock"))


class PriceForm(forms.Form):
    price = TomanField(label=_("Price"), min_value=10)
    list_price = TomanField(
        label=_("Price before discount"), required=False, help_text=_("Shown struck through beside the price.")
    )


class StockForm(forms.Form):
    stock = StockField(label=_("Stock"))


def attribute_field(attribute: ProductAttribute) -> forms.Field:
    """The field that an attribute's kind of value asks for."""
    label = attribute.name
    if attribute.is_option or attribute.is_multi_option:
        options = [(option.option, option.option) for option in attribute.option_group.options.all()]
        if attribute.is_option:
            return forms.ChoiceField(label=label, choices=[("", "—"), *options], required=False)
        return forms.MultipleChoiceField(label=label, choices=options, required=False)
    if attribute.type == ProductAttribute.BOOLEAN:
        choices = [("", "—"), ("yes", _("yes")), ("no", _("no"))]
        return forms.TypedChoiceField(
            label=label, choices=choices, required=False, coerce=lambda typed: typed == "yes", empty_value=None
        )
    if attribute.type == ProductAttribute.INTEGER:
        return forms.IntegerField(label=label, required=False, localize=language() == "fa")
    if attribute.type == ProductAttribute.FLOAT:
        return forms.FloatField(label=label, required=False, localize=language() == "fa")
    return forms.CharField(label=label, max_length=500, required=False)


def chosen_categories(product: Product) -> list[str]:
    return [category.slug for category in product.categories.all()]
