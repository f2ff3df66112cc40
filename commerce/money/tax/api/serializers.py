"""A tax profile as the API speaks of it."""

from typing import Any

from rest_framework import serializers

from commerce.foundation.core.rest.fields import CleanTextField


class TaxProfileIn(serializers.Serializer[Any]):
    is_registered = serializers.BooleanField(default=False, help_text="Whether the seller takes value added tax.")
    registered_since = serializers.DateField(required=False, allow_null=True, default=None)
    legal_name = CleanTextField(required=False, allow_blank=True, default="", max_length=160)
    national_id = CleanTextField(
        required=False,
        allow_null=True,
        allow_blank=True,
        default=None,
        max_length=40,
        help_text="A company's legal id or a person's national code; left out or null, it stays as it is.",
    )
    economic_code = CleanTextField(required=False, allow_blank=True, default="", max_length=40)
    postal_code = CleanTextField(required=False, allow_blank=True, default="", max_length=40)
    address = CleanTextField(required=False, allow_blank=True, default="", max_length=300)
    phone = CleanTextField(required=False, allow_blank=True, default="", max_length=40)
    memory_id = CleanTextField(required=False, allow_blank=True, default="", max_length=20)


class TaxProfileOut(serializers.Serializer[Any]):
    is_registered = serializers.BooleanField()
    registered_since = serializers.DateField(allow_null=True)
    legal_name = serializers.CharField()
    national_id = serializers.CharField(source="national_id_mask", help_text="Masked.")
    economic_code = serializers.CharField()
    postal_code = serializers.CharField()
    address = serializers.CharField()
    phone = serializers.CharField()
    memory_id = serializers.CharField()
