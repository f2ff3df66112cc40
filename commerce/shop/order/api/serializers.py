"""Orders as the API reads and writes them."""

from typing import Any

from rest_framework import serializers

from commerce.foundation.core.rest.fields import CleanTextField, MoneyField
from commerce.money.payments.api.serializers import TransferOut
from commerce.money.payments.models import Payment, Refund
from commerce.shop.basket.api.serializers import MarketRef, TotalsOut
from commerce.shop.order.models import Order, Parcel, VendorOrder


class OrderLineBrief(serializers.Serializer):
    title = serializers.CharField()
    variant = serializers.CharField(allow_blank=True)
    thumbnail = serializers.CharField(allow_null=True)
    quantity = serializers.IntegerField()


class OrderLineOut(OrderLineBrief):
    id = serializers.CharField()
    kind = serializers.CharField()
    product = serializers.CharField(allow_null=True)
    offer = serializers.CharField(allow_null=True)
    unit_price = MoneyField()
    discount = MoneyField()
    tax = MoneyField(help_text="Inside the price or on top of it; `total` holds it either way.")
    total = MoneyField()
    cancelled_quantity = serializers.IntegerField()
    shipped_quantity = serializers.IntegerField()
    returned_quantity = serializers.IntegerField()


class ParcelLineOut(serializers.Serializer):
    line = serializers.CharField()
    quantity = serializers.IntegerField()


class ParcelOut(serializers.Serializer):
    id = serializers.CharField()
    carrier = serializers.CharField()
    tracking = serializers.CharField(allow_blank=True)
    tracking_url = serializers.CharField(allow_blank=True)
    status = serializers.ChoiceField(choices=Parcel.Status.choices)
    lines = ParcelLineOut(many=True)
    shipped_at = serializers.DateTimeField()
    delivered_at = serializers.DateTimeField(allow_null=True)


class OrderDelivery(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()


class OrderPartBrief(serializers.Serializer):
    id = serializers.CharField()
    market = MarketRef()
    status = serializers.ChoiceField(choices=VendorOrder.Status.choices)


class OrderPartOut(OrderPartBrief):
    delivery = OrderDelivery()
    reason = serializers.CharField(allow_blank=True)
    parcels = ParcelOut(many=True)
    lines = OrderLineOut(many=True)
    totals = TotalsOut()


class OrderAddressOut(serializers.Serializer):
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    mobile = serializers.CharField()
    province = serializers.CharField()
    city = serializers.CharField()
    line = serializers.CharField()
    postal_code = serializers.CharField(allow_blank=True)
    lat = serializers.FloatField(allow_null=True)
    lng = serializers.FloatField(allow_null=True)


class OrderPaymentOut(serializers.Serializer):
    id = serializers.CharField()
    method = serializers.ChoiceField(choices=Payment.Method.choices)
    part_of = serializers.CharField(
        allow_null=True, help_text="In a split payment the wallet's part names the payment that it completes."
    )
    gateway = serializers.CharField(allow_null=True)
    status = serializers.ChoiceField(choices=Payment.Status.choices)
    amount = MoneyField()
    redirect_url = serializers.CharField(allow_null=True)
    transfer = TransferOut(allow_null=True)


class OrderRefundOut(serializers.Serializer):
    amount = MoneyField()
    way = serializers.ChoiceField(choices=Refund.Way.choices)
    status = serializers.ChoiceField(choices=["pending", "sent"])
    at = serializers.DateTimeField()


class TimelineEntry(serializers.Serializer):
    at = serializers.DateTimeField()
    code = serializers.CharField()
    text = serializers.CharField()


class OrderSummary(serializers.Serializer):
    number = serializers.CharField()
    status = serializers.ChoiceField(choices=Order.Status.choices)
    placed_at = serializers.DateTimeField()
    payment_deadline_at = serializers.DateTimeField(allow_null=True)
    paid_at = serializers.DateTimeField(allow_null=True)
    lines = OrderLineBrief(many=True)
    vendor_orders = OrderPartBrief(many=True)
    totals = TotalsOut()
    prices_include_tax = serializers.BooleanField(help_text="False: `totals.tax` comes on top of the items.")


class OrderOut(OrderSummary):
    lines = OrderLineOut(many=True)
    vendor_orders = OrderPartOut(many=True)
    address = OrderAddressOut(allow_null=True)
    payments = OrderPaymentOut(many=True)
    refunds = OrderRefundOut(many=True)
    timeline = TimelineEntry(many=True)
    invoice_url = serializers.CharField(allow_null=True)


class Page(serializers.Serializer):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class OrderPage(Page):
    results = OrderSummary(many=True)


class PayIn(serializers.Serializer):
    method = serializers.ChoiceField(choices=Payment.Method.choices, default="gateway")
    gateway = serializers.SlugField(required=False, allow_null=True)
    wallet_amount = serializers.IntegerField(
        required=False, min_value=0, max_value=10**15, default=0, help_text="In rials."
    )
    app_link = serializers.CharField(required=False, max_length=300, default="")


class PayOut(serializers.Serializer):
    order = OrderOut()
    payment = OrderPaymentOut(allow_null=True)


class VendorOrderLineBrief(OrderLineBrief):
    id = serializers.CharField()


class VendorOrderHead(serializers.Serializer):
    id = serializers.CharField()
    order = serializers.CharField()
    status = serializers.ChoiceField(choices=VendorOrder.Status.choices)
    received_at = serializers.DateTimeField()
    totals = TotalsOut()


class VendorOrderSummary(VendorOrderHead):
    lines = VendorOrderLineBrief(many=True)


class Buyer(serializers.Serializer):
    name = serializers.CharField(allow_blank=True)
    mobile = serializers.CharField()


class VendorOrderOut(VendorOrderHead):
    lines = OrderLineOut(many=True)
    placed_at = serializers.DateTimeField()
    delivery = OrderDelivery()
    reason = serializers.CharField(allow_blank=True)
    buyer = Buyer(allow_null=True)
    address = OrderAddressOut(allow_null=True)
    parcels = ParcelOut(many=True)
    timeline = TimelineEntry(many=True)


class VendorOrderPage(Page):
    results = VendorOrderSummary(many=True)


class VendorOrdersIn(serializers.Serializer):
    status = serializers.ChoiceField(choices=VendorOrder.Status.choices, required=False)
    q = CleanTextField(required=False, max_length=40, help_text="The beginning of an order number.")

    def get_fields(self) -> dict[str, Any]:
        # `from` is a word of Python and cannot be declared as an attribute.
        bounds = {"from": serializers.DateField(required=False), "to": serializers.DateField(required=False)}
        return {**super().get_fields(), **bounds}


class RejectIn(serializers.Serializer):
    reason = CleanTextField(max_length=300)


class ShippedLineIn(serializers.Serializer):
    line = serializers.CharField(max_length=24)
    quantity = serializers.IntegerField(min_value=1)


class RefusedIn(RejectIn):
    put_back = serializers.BooleanField(default=False, help_text="Whether the goods are fit to be sold again.")
    lines = ShippedLineIn(
        many=True, required=False, help_text="What was not taken; all of it, unless told. The rest was taken and paid."
    )


class ShipIn(serializers.Serializer):
    carrier = CleanTextField(max_length=80)
    tracking = CleanTextField(max_length=80, required=False, allow_blank=True, default="")
    tracking_url = serializers.URLField(max_length=200, required=False, allow_blank=True, default="")
    lines = ShippedLineIn(many=True, required=False, help_text="All that is left to send, unless told.")
