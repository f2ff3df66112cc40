"""The shapes of the read side, for the schema; the dicts themselves are made by `cards` and `pages`."""

from rest_framework import serializers

from commerce.foundation.core.rest.fields import CleanTextField, MoneyField


class ListOut(serializers.Serializer):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class NamedOut(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()


class SellerOut(serializers.Serializer):
    handle = serializers.CharField()
    name = serializers.CharField()


class PictureOut(serializers.Serializer):
    url = serializers.CharField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class RatingOut(serializers.Serializer):
    average = serializers.FloatField()
    count = serializers.IntegerField()


class ProductCardOut(serializers.Serializer):
    id = serializers.CharField()
    title = serializers.CharField()
    slug = serializers.CharField()
    kind = serializers.CharField()
    thumbnail = PictureOut(allow_null=True)
    price = MoneyField()
    list_price = MoneyField(allow_null=True)
    discount_percent = serializers.IntegerField()
    in_stock = serializers.BooleanField()
    rating = RatingOut()
    market = SellerOut()
    offer = serializers.CharField()


class ProductListOut(ListOut):
    results = ProductCardOut(many=True)


class FacetValueOut(serializers.Serializer):
    value = serializers.CharField()
    title = serializers.CharField()
    count = serializers.IntegerField()
    selected = serializers.BooleanField()


class FacetOut(serializers.Serializer):
    code = serializers.CharField()
    title = serializers.CharField()
    values = FacetValueOut(many=True)


class ProductImageOut(serializers.Serializer):
    id = serializers.CharField()
    url = serializers.CharField()
    caption = serializers.CharField()
    thumbnail = PictureOut(allow_null=True)


class TraitOut(serializers.Serializer):
    code = serializers.CharField()
    title = serializers.CharField()
    value = serializers.CharField()
    text = serializers.CharField()


class VariantOut(serializers.Serializer):
    id = serializers.CharField()
    title = serializers.CharField()
    attributes = TraitOut(many=True)
    images = ProductImageOut(many=True)
    offer = serializers.CharField(allow_null=True)
    price = MoneyField(allow_null=True)
    list_price = MoneyField(allow_null=True)
    in_stock = serializers.BooleanField()


class WhyOut(serializers.Serializer):
    code = serializers.CharField()
    text = serializers.CharField()


class OfferOut(serializers.Serializer):
    id = serializers.CharField()
    variant = serializers.CharField(allow_null=True)
    market = SellerOut()
    price = MoneyField()
    list_price = MoneyField(allow_null=True)
    discount_percent = serializers.IntegerField()
    in_stock = serializers.BooleanField()
    dispatch_days = serializers.IntegerField()
    why = WhyOut(many=True)


class ProductPageOut(ProductCardOut):
    description = serializers.CharField()
    brand = NamedOut(allow_null=True)
    categories = NamedOut(many=True)
    images = ProductImageOut(many=True)
    attributes = TraitOut(many=True)
    variants = VariantOut(many=True)
    offers = OfferOut(many=True)
    questions_count = serializers.IntegerField()
    share_url = serializers.URLField()


class MarketCardOut(SellerOut):
    tagline = serializers.CharField()
    logo = serializers.CharField(allow_null=True)
    city = NamedOut(allow_null=True)
    province = NamedOut(allow_null=True)


class MarketListOut(ListOut):
    results = MarketCardOut(many=True)


class MarketPageOut(MarketCardOut):
    description = serializers.CharField()
    cover = serializers.CharField(allow_null=True)
    phone = serializers.CharField()
    dispatch_days = serializers.IntegerField()
    shipping_price = MoneyField()
    free_shipping_from = MoneyField(allow_null=True)
    products_count = serializers.IntegerField()
    published_at = serializers.DateTimeField()


class OpenMarketIn(serializers.Serializer):
    handle = serializers.CharField(max_length=60)
    name = CleanTextField(max_length=120)
    city = serializers.SlugField(max_length=80, required=False, allow_null=True)


class OpenedMarketOut(MarketCardOut):
    status = serializers.CharField()
    audiences = serializers.ListField(
        child=serializers.CharField(), help_text="The surfaces its maker may now sign in to."
    )


class SuggestionsOut(serializers.Serializer):
    products = ProductCardOut(many=True)
    categories = NamedOut(many=True)
    markets = MarketCardOut(many=True)
