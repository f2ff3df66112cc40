from rest_framework import serializers

from commerce.foundation.core.rest.fields import CleanTextField, MoneyField

LARGEST_RIALS = 10**14


class PlaceOut(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()


class ProfileOut(serializers.Serializer):
    handle = serializers.CharField()
    name = serializers.CharField()
    status = serializers.CharField()
    tagline = serializers.CharField()
    description = serializers.CharField()
    phone = serializers.CharField()
    logo = serializers.CharField(allow_null=True)
    cover = serializers.CharField(allow_null=True)
    city = PlaceOut(allow_null=True)
    province = PlaceOut(allow_null=True)
    dispatch_days = serializers.IntegerField()
    shipping_price = MoneyField()
    free_shipping_from = MoneyField(allow_null=True)
    takes_cash = serializers.BooleanField(help_text="Whether buyers may pay in cash at the door.")
    rights = serializers.ListField(child=serializers.CharField(), help_text="What the one who asks may do here.")


class ProfileIn(serializers.Serializer):
    name = CleanTextField(max_length=120, required=False)
    tagline = CleanTextField(max_length=200, required=False, allow_blank=True)
    description = CleanTextField(max_length=5000, required=False, allow_blank=True, multiline=True)
    phone = CleanTextField(max_length=20, required=False, allow_blank=True)
    city = serializers.SlugField(max_length=80, required=False, allow_null=True)
    dispatch_days = serializers.IntegerField(min_value=0, max_value=60, required=False)
    shipping_price = serializers.IntegerField(min_value=0, max_value=LARGEST_RIALS, required=False)
    free_shipping_from = serializers.IntegerField(min_value=0, max_value=LARGEST_RIALS, required=False, allow_null=True)
    takes_cash = serializers.BooleanField(required=False)
