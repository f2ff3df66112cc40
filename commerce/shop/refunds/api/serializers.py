"""Requests for refunds as the API reads and writes them."""

from rest_framework import serializers

from commerce.foundation.core.rest.fields import CleanTextField, MoneyField
from commerce.shop.basket.api.serializers import MarketRef
from commerce.shop.refunds.choices import FundedBy, Goods, Kind, Side, To
from commerce.shop.refunds.models import RefundRequest

MOST = 10**15


class RefundLineIn(serializers.Serializer):
    line = serializers.CharField(max_length=24)
    quantity = serializers.IntegerField(min_value=1, required=False, help_text="How many of it, for kind `lines`.")
    amount = serializers.IntegerField(
        min_value=1, max_value=MOST, required=False, help_text="In rials, for kind `amount`."
    )


class AskIn(serializers.Serializer):
    kind = serializers.ChoiceField(choices=[kind for kind in Kind.choices if kind[0] != Kind.GOODWILL])
    reason = serializers.SlugField(max_length=40)
    note = CleanTextField(max_length=500, required=False, allow_blank=True, default="")
    to = serializers.ChoiceField(choices=To.choices, default=To.ORIGIN)
    lines = RefundLineIn(many=True, required=False, default=list)
    amount = serializers.IntegerField(
        min_value=1, max_value=MOST, required=False, help_text="In rials: of the shipping, where not all of it."
    )


class ShopperAskIn(AskIn):
    vendor_order = serializers.CharField(
        max_length=24, required=False, default="", help_text="Needed where several markets sold the order."
    )


class VendorAskIn(AskIn):
    kind = serializers.ChoiceField(choices=Kind.choices)
    goods = serializers.ChoiceField(choices=Goods.choices, default=Goods.KEPT)


class StaffAskIn(VendorAskIn):
    vendor_order = serializers.CharField(max_length=24)
    funded_by = serializers.ChoiceField(choices=FundedBy.choices, required=False)


class ApproveIn(serializers.Serializer):
    goods = serializers.ChoiceField(choices=Goods.choices, required=False, help_text="What was found of the goods.")


class RefuseIn(serializers.Serializer):
    reason = CleanTextField(max_length=300)


class CancelLineIn(serializers.Serializer):
    line = serializers.CharField(max_length=24)
    quantity = serializers.IntegerField(min_value=1)


class CancelLinesIn(serializers.Serializer):
    reason = CleanTextField(max_length=300)
    lines = CancelLineIn(many=True, required=False, help_text="All that was not sent yet, unless told.")


class RefundLineOut(serializers.Serializer):
    line = serializers.CharField()
    quantity = serializers.IntegerField()
    amount = MoneyField(allow_null=True)


class RefundReasonOut(serializers.Serializer):
    code = serializers.CharField()
    title = serializers.CharField()


class RefundRequestOut(serializers.Serializer):
    id = serializers.CharField()
    order = serializers.CharField()
    vendor_order = serializers.CharField()
    market = MarketRef()
    side = serializers.ChoiceField(choices=Side.choices)
    kind = serializers.ChoiceField(choices=Kind.choices)
    amount = MoneyField()
    to = serializers.ChoiceField(choices=To.choices)
    goods = serializers.ChoiceField(choices=Goods.choices)
    funded_by = serializers.CharField(allow_blank=True, help_text="Of goodwill: platform or market.")
    reason = RefundReasonOut()
    note = serializers.CharField(allow_blank=True)
    status = serializers.ChoiceField(choices=RefundRequest.Status.choices)
    refused_because = serializers.CharField(allow_blank=True)
    asked_at = serializers.DateTimeField()
    market_decides_until = serializers.DateTimeField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    lines = RefundLineOut(many=True)


class RefundKindOut(serializers.Serializer):
    vendor_order = serializers.CharField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    ways = serializers.ListField(child=serializers.ChoiceField(choices=To.choices))


class RefundRequestPage(serializers.Serializer):
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = RefundRequestOut(many=True)


class OrderRefundsOut(RefundRequestPage):
    kinds = RefundKindOut(many=True, help_text="What can be asked for now, of which part, and to where.")
    reasons = RefundReasonOut(many=True)


class StatusIn(serializers.Serializer):
    status = serializers.ChoiceField(choices=RefundRequest.Status.choices, required=False)


class GiverOut(serializers.Serializer):
    account = serializers.CharField()
    title = serializers.CharField()
    amount = MoneyField(help_text="What it gives; below zero it gets.")


class TenderPartOut(serializers.Serializer):
    method = serializers.CharField()
    way = serializers.CharField()
    amount = MoneyField()


class PreviewOut(serializers.Serializer):
    amount = MoneyField()
    givers = GiverOut(many=True)
    tenders = TenderPartOut(many=True)
