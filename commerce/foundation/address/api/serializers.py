"""An address as the API speaks of it, over Oscar's columns."""

from typing import Any

from rest_framework import serializers

from commerce.foundation.core.rest.fields import CleanTextField, MobileField, PostalCodeField


class AddressIn(serializers.Serializer[Any]):
    first_name = CleanTextField(max_length=80)
    last_name = CleanTextField(max_length=80)
    mobile = MobileField(max_length=40)
    province = serializers.SlugField(max_length=60)
    city = serializers.SlugField(max_length=80)
    line = CleanTextField(max_length=255, source="line1")
    postal_code = PostalCodeField(max_length=40, required=False, allow_blank=True, source="postcode")
    lat = serializers.DecimalField(
        max_digits=9, decimal_places=6, min_value=-90, max_value=90, required=False, allow_null=True, source="latitude"
    )
    lng = serializers.DecimalField(
        max_digits=9,
        decimal_places=6,
        min_value=-180,
        max_value=180,
        required=False,
        allow_null=True,
        source="longitude",
    )
    is_default = serializers.BooleanField(required=False, source="is_default_for_shipping")


class AddressOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    mobile = serializers.CharField()
    province = serializers.CharField()
    city = serializers.CharField()
    line = serializers.CharField(source="line1")
    postal_code = serializers.CharField(source="postcode")
    lat = serializers.FloatField(source="latitude", allow_null=True)
    lng = serializers.FloatField(source="longitude", allow_null=True)
    is_default = serializers.BooleanField(source="is_default_for_shipping")


class AddressList(serializers.Serializer[Any]):
    results = AddressOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
