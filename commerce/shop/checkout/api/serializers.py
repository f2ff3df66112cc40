"""What checkout is told and what it answers."""

from rest_framework import serializers

from commerce.foundation.core.rest.fields import CleanTextField, MobileField, MoneyField, PostalCodeField
from commerce.money.payments.models import Payment
from commerce.shop.basket.api.serializers import CartGroupOut, ProblemOut, TotalsOut
from commerce.shop.order.api.serializers import OrderOut, OrderPaymentOut


class CheckoutAddressIn(serializers.Serializer):
    first_name = CleanTextField(max_length=80)
    last_name = CleanTextField(max_length=80)
    mobile = MobileField(max_length=30)
    province = serializers.SlugField(max_length=60)
    city = serializers.SlugField(max_length=80)
    line = CleanTextField(max_length=255)
    postal_code = PostalCodeField(max_length=20, required=False, allow_blank=True, default="")
    lat = serializers.DecimalField(
        max_digits=9, decimal_places=6, min_value=-90, max_value=90, required=False, allow_null=True
    )
    lng = serializers.DecimalField(
        max_digits=9, decimal_places=6, min_value=-180, max_value=180, required=False, allow_null=True
    )


class PaymentWishIn(serializers.Serializer):
    method = serializers.ChoiceField(choices=Payment.Method.choices, default="gateway")
    gateway = serializers.SlugField(required=False, allow_null=True, help_text="The first that fits, unless told.")
    wallet_amount = serializers.IntegerField(required=False, min_value=0, max_value=10**15, help_text="In rials.")
    app_link = serializers.CharField(
        required=False, max_length=300, help_text="Where the app is opened after the bank."
    )


class CheckoutIn(serializers.Serializer):
    address = CheckoutAddressIn(required=False, allow_null=True)
    address_id = serializers.CharField(required=False, allow_null=True, max_length=24)
    deliveries = serializers.DictField(child=serializers.CharField(), required=False, help_text="Market handle → code.")
    payment = PaymentWishIn(required=False, allow_null=True)


class PlaceIn(CheckoutIn):
    quote = serializers.CharField(required=False, allow_null=True, help_text="From `checkout/quote/`.")
    client_total = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=10**15, help_text="The total the shopper saw, in rials."
    )


class QuoteReason(serializers.Serializer):
    code = serializers.CharField()
    text = serializers.CharField()
    amount = MoneyField()


class QuoteOut(serializers.Serializer):
    quote = serializers.CharField()
    totals = TotalsOut()
    prices_include_tax = serializers.BooleanField(help_text="False: `totals.tax` comes on top of the items.")
    groups = CartGroupOut(many=True)
    reasons = QuoteReason(many=True)
    problems = ProblemOut(many=True)


class CheckoutOut(serializers.Serializer):
    order = OrderOut()
    payment = OrderPaymentOut(allow_null=True)
