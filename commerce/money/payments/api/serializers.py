from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from commerce.foundation.core.pictures import public_url
from commerce.foundation.core.rest.fields import MoneyField
from commerce.money.payments import selectors
from commerce.money.payments.models import Gateway, Payment


class GatewaysIn(serializers.Serializer):
    purpose = serializers.SlugField(required=False, help_text="What is to be paid, such as `order`.")
    amount = serializers.IntegerField(min_value=1, max_value=10**15, required=False, help_text="In rials.")

    def validate_purpose(self, name: str) -> str:
        if not selectors.is_payable(name):
            raise serializers.ValidationError(_("There is no such purpose."), code="invalid_choice")
        return name


class GatewayOut(serializers.Serializer):
    method = serializers.SerializerMethodField(help_text="By which method one pays there.")
    slug = serializers.SlugField()
    title = serializers.CharField()
    logo = serializers.SerializerMethodField(help_text="A picture's address; null where the app draws its own.")
    min_amount = MoneyField()
    max_amount = MoneyField()

    def get_method(self, gateway: Gateway) -> str:
        return Payment.Method.GATEWAY.value

    def get_logo(self, gateway: Gateway) -> str | None:
        return public_url(gateway.logo.name) or None


class GatewayList(serializers.Serializer):
    results = GatewayOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class PaymentOut(serializers.Serializer):
    """One attempt to pay, by one tender."""

    id = serializers.CharField(source="public_id")
    method = serializers.ChoiceField(choices=Payment.Method.choices)
    gateway = serializers.SlugField(source="gateway.slug", default=None, allow_null=True)
    status = serializers.ChoiceField(choices=Payment.Status.choices)
    amount = MoneyField()
    redirect_url = serializers.SerializerMethodField(
        help_text="Open it in a browser; null where nothing is left to pay."
    )
    message = serializers.SerializerMethodField(help_text="What the bank said last, in words.")
    receipt = serializers.CharField(help_text="The bank's receipt, once it is paid.")
    created_at = serializers.DateTimeField()
    captured_at = serializers.DateTimeField(allow_null=True)

    def get_redirect_url(self, payment: Payment) -> str | None:
        return selectors.redirect_url(payment)

    def get_message(self, payment: Payment) -> str:
        return str(selectors.explanation(payment))
