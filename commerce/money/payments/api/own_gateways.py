"""How a market's own gateways are told and asked for. Credentials go in and never come out."""

from typing import Any

from rest_framework import serializers

from commerce.foundation.core.rest.fields import CleanTextField, MoneyField
from commerce.money.payments.contracts import LONGEST, credentials_entered
from commerce.money.payments.gateways import banks
from commerce.money.payments.models import Gateway

LARGEST_RIALS = 10**13


class TermsIn(serializers.Serializer):
    credentials = serializers.DictField(
        child=serializers.CharField(allow_blank=True, allow_null=True, max_length=LONGEST),
        required=False,
        help_text="By the names that the bank's entry in `banks` tells; what is blank stays as it was.",
    )
    title_fa = CleanTextField(max_length=80, required=False)
    title_en = CleanTextField(max_length=80, required=False)
    is_active = serializers.BooleanField(required=False)
    is_test = serializers.BooleanField(required=False, help_text="The bank's test contract; not offered to shoppers.")
    min_amount = serializers.IntegerField(min_value=1, max_value=LARGEST_RIALS, required=False, help_text="In rials.")
    max_amount = serializers.IntegerField(min_value=1, max_value=LARGEST_RIALS, required=False, help_text="In rials.")

    def asked(self) -> dict[str, Any]:
        """The arguments of a service: `secrets`, and `terms` as the rest."""
        terms = dict(self.validated_data)
        return {"secrets": terms.pop("credentials", {}), "terms": terms}


class NewGatewayIn(TermsIn):
    bank = serializers.ChoiceField(choices=[(name, name) for name in banks])
    title_fa = CleanTextField(max_length=80)
    title_en = CleanTextField(max_length=80)

    def asked(self) -> dict[str, Any]:
        asked = super().asked()
        return {**asked, "bank": asked["terms"].pop("bank")}


class OwnGatewayOut(serializers.Serializer):
    slug = serializers.SlugField()
    bank = serializers.CharField(source="adapter")
    title_fa = serializers.CharField()
    title_en = serializers.CharField()
    is_active = serializers.BooleanField()
    is_test = serializers.BooleanField()
    min_amount = MoneyField()
    max_amount = MoneyField()
    credentials_entered = serializers.SerializerMethodField(help_text="Which are known; never what they are.")

    def get_credentials_entered(self, gateway: Gateway) -> list[str]:
        return credentials_entered(gateway)


class SpokenBankOut(serializers.Serializer):
    bank = serializers.CharField()
    credentials_needed = serializers.ListField(child=serializers.CharField())
    credentials_optional = serializers.ListField(child=serializers.CharField())


class OwnGatewaysOut(serializers.Serializer):
    gateways = OwnGatewayOut(many=True)
    is_allowed = serializers.BooleanField(help_text="Whether the platform lets this market have its own gateway.")
    banks = SpokenBankOut(many=True, help_text="The banks one may have a contract with, and what each gives one.")
