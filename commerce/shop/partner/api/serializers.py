"""What a vendor writes of products and offers, and what the vendor reads back."""

from rest_framework import serializers

from commerce.foundation.core.rest.fields import CleanTextField, DigitsField, MoneyField
from commerce.money.tax.models import TaxClass
from commerce.shop.catalogue.models import Product
from commerce.shop.partner.services.offers import HIGHEST_PRICE, LARGEST_STOCK


class OfferFields(serializers.Serializer):
    price = serializers.IntegerField(min_value=1, max_value=HIGHEST_PRICE, help_text="Rials.")
    list_price = serializers.IntegerField(
        min_value=1, max_value=HIGHEST_PRICE, required=False, allow_null=True, default=None, help_text="Rials."
    )
    stock = serializers.IntegerField(
        min_value=0,
        max_value=LARGEST_STOCK,
        required=False,
        allow_null=True,
        default=None,
        help_text="Null: not counted.",
    )
    sku = CleanTextField(max_length=64, required=False, allow_blank=True, default="")


class AttributesField(serializers.DictField):
    """Values by attribute code: a text, a number, a truth, or several texts."""

    child = serializers.JSONField()


class VariantIn(OfferFields):
    title = CleanTextField(max_length=200, required=False, allow_blank=True, default="")
    attributes = AttributesField(required=False, default=dict)
    barcode = DigitsField(max_length=64, required=False, allow_blank=True, default="")


class ProductIn(OfferFields):
    price = serializers.IntegerField(min_value=1, max_value=HIGHEST_PRICE, required=False, help_text="Rials.")
    title = CleanTextField(max_length=255)
    description = CleanTextField(max_length=20_000, required=False, allow_blank=True, default="", multiline=True)
    kind = serializers.ChoiceField(Product.Kind.choices, default=Product.Kind.GOOD)
    categories = serializers.ListField(child=serializers.CharField(max_length=255), min_length=1, max_length=10)
    product_class = serializers.CharField(max_length=128, required=False, allow_blank=True, default="")
    brand = CleanTextField(max_length=120, required=False, allow_blank=True, default="")
    barcode = DigitsField(max_length=64, required=False, allow_blank=True, default="")
    tax_class = serializers.ChoiceField(TaxClass.choices, default=TaxClass.STANDARD)
    attributes = AttributesField(required=False, default=dict)
    is_public = serializers.BooleanField(default=True)
    variants = VariantIn(many=True, required=False, default=list, max_length=100)  # type: ignore[call-arg]


class ProductChangesIn(serializers.Serializer):
    title = CleanTextField(max_length=255, required=False)
    description = CleanTextField(max_length=20_000, required=False, allow_blank=True, multiline=True)
    categories = serializers.ListField(
        child=serializers.CharField(max_length=255), min_length=1, max_length=10, required=False
    )
    brand = CleanTextField(max_length=120, required=False, allow_blank=True)
    barcode = DigitsField(max_length=64, required=False, allow_blank=True)
    tax_class = serializers.ChoiceField(TaxClass.choices, required=False, help_text="Variants follow it.")
    attributes = AttributesField(required=False)
    is_public = serializers.BooleanField(required=False)


class NewOfferIn(OfferFields):
    product = serializers.CharField(max_length=24, help_text="The public id of a product or variant.")


class OfferChangesIn(serializers.Serializer):
    price = serializers.IntegerField(min_value=1, max_value=HIGHEST_PRICE, required=False, help_text="Rials.")
    list_price = serializers.IntegerField(min_value=1, max_value=HIGHEST_PRICE, required=False, allow_null=True)
    is_active = serializers.BooleanField(required=False)


class StockIn(serializers.Serializer):
    stock = serializers.IntegerField(
        min_value=0, max_value=LARGEST_STOCK, allow_null=True, help_text="Null: not counted."
    )


class OwnOfferOut(serializers.Serializer):
    id = serializers.CharField()
    product = serializers.CharField()
    title = serializers.CharField()
    price = MoneyField()
    list_price = MoneyField(allow_null=True)
    stock = serializers.IntegerField(allow_null=True)
    held = serializers.IntegerField(help_text="Units kept for orders that are not paid yet.")
    available = serializers.IntegerField(allow_null=True)
    sku = serializers.CharField()
    is_active = serializers.BooleanField()


class OwnOfferList(serializers.Serializer):
    results = OwnOfferOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class OwnProductOut(serializers.Serializer):
    id = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.CharField()
    is_public = serializers.BooleanField()
    thumbnail = serializers.CharField(allow_null=True)
    offers = OwnOfferOut(many=True)


class OwnProductList(serializers.Serializer):
    results = OwnProductOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class OwnImageOut(serializers.Serializer):
    id = serializers.CharField()
    url = serializers.CharField()
    thumbnail = serializers.CharField()
    caption = serializers.CharField()


class OwnVariantOut(serializers.Serializer):
    id = serializers.CharField()
    title = serializers.CharField()
    barcode = serializers.CharField()
    attributes = serializers.DictField(child=serializers.CharField())
    is_public = serializers.BooleanField()


class OwnProductPageOut(OwnProductOut):
    description = serializers.CharField()
    product_class = serializers.CharField()
    brand = serializers.CharField()
    barcode = serializers.CharField()
    tax_class = serializers.ChoiceField(TaxClass.choices)
    categories = serializers.ListField(child=serializers.CharField())
    attributes = serializers.DictField(child=serializers.CharField())
    images = OwnImageOut(many=True)
    variants = OwnVariantOut(many=True)
