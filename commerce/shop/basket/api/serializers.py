"""The bodies a cart takes, and the cart it answers with."""

from rest_framework import serializers

from commerce.foundation.core.rest.fields import CleanTextField, MoneyField
from commerce.shop.basket.policies import MOST_OF_ONE


class AddLineIn(serializers.Serializer):
    offer = serializers.CharField(max_length=24, help_text="The public id of an offer.")
    quantity = serializers.IntegerField(min_value=1, max_value=MOST_OF_ONE, default=1)
    options = serializers.DictField(
        child=CleanTextField(max_length=200), required=False, help_text="What the buyer chose, by name."
    )


class ChangeLineIn(serializers.Serializer):
    quantity = serializers.IntegerField(min_value=0, max_value=MOST_OF_ONE, help_text="None removes the line.")


class MarketRef(serializers.Serializer):
    handle = serializers.CharField()
    name = serializers.CharField()


class Thumbnail(serializers.Serializer):
    url = serializers.CharField()
    width = serializers.IntegerField(allow_null=True)
    height = serializers.IntegerField(allow_null=True)


class CartProductOut(serializers.Serializer):
    id = serializers.CharField()
    title = serializers.CharField()
    variant = serializers.CharField(allow_blank=True)
    slug = serializers.CharField()
    kind = serializers.CharField()
    thumbnail = Thumbnail(allow_null=True)


class VoucherIn(serializers.Serializer):
    code = CleanTextField(max_length=128)


class ProblemOut(serializers.Serializer):
    code = serializers.CharField()
    text = serializers.CharField()
    voucher = serializers.CharField(required=False)
    line = serializers.CharField(required=False)
    market = serializers.CharField(required=False)
    old = serializers.JSONField(required=False, help_text="Money, or a quantity.")
    new = serializers.JSONField(required=False, help_text="Money, or a quantity.")


class CartLineOut(serializers.Serializer):
    id = serializers.CharField()
    offer = serializers.CharField()
    product = CartProductOut()
    options = serializers.DictField(child=serializers.CharField())
    quantity = serializers.IntegerField()
    unit_price = MoneyField()
    discount = MoneyField()
    tax = MoneyField(help_text="Inside the price or on top of it; `total` holds it either way.")
    total = MoneyField()
    market = MarketRef()
    problems = ProblemOut(many=True)


class DeliveryOut(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    price = MoneyField()
    eta = serializers.DateField(allow_null=True)


class CartGroupOut(serializers.Serializer):
    market = MarketRef()
    subtotal = MoneyField()
    deliveries = DeliveryOut(many=True)
    delivery = serializers.CharField(help_text="The code of the delivery that the totals count.")


class TotalsOut(serializers.Serializer):
    items = MoneyField()
    discount = MoneyField()
    shipping = MoneyField()
    tax = MoneyField(help_text="Inside the items, or on top of them; the reasons of a quote say which.")
    payable = MoneyField()


class CartVoucherOut(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()
    market = MarketRef(allow_null=True, help_text="Whose goods it is for; null: the platform's.")
    applies = serializers.BooleanField()
    discount = MoneyField()


class CartOut(serializers.Serializer):
    id = serializers.CharField(allow_null=True)
    lines = CartLineOut(many=True)
    groups = CartGroupOut(many=True)
    vouchers = CartVoucherOut(many=True)
    totals = TotalsOut()
    prices_include_tax = serializers.BooleanField(help_text="False: `totals.tax` comes on top of the items.")
    problems = ProblemOut(many=True)
    token = serializers.CharField(
        required=False, help_text="Only when a guest's cart was made: send it back as X-Cart-Token."
    )
