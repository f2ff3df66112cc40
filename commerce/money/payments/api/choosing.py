"""The ways to pay that someone may choose from."""

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.fields import MoneyField
from commerce.foundation.core.rest.pages import whole
from commerce.foundation.core.rest.views import OpenView
from commerce.money.payments import selectors
from commerce.money.payments.choices import ways_to_pay
from commerce.money.payments.models import Payment
from commerce.money.payments.purposes import Asker

CART_TOKEN = OpenApiParameter("X-Cart-Token", str, OpenApiParameter.HEADER, description="A guest's cart.")


class GatewaysIn(serializers.Serializer):
    purpose = serializers.SlugField(required=False, help_text="What is to be paid, such as `order`.")
    amount = serializers.IntegerField(min_value=1, max_value=10**15, required=False, help_text="In rials.")
    order = serializers.CharField(
        max_length=80, required=False, help_text="What is paid again; else what is in the cart."
    )

    def validate_purpose(self, name: str) -> str:
        if not selectors.is_payable(name):
            raise serializers.ValidationError(_("There is no such purpose."), code="invalid_choice")
        return name


class GatewayOut(serializers.Serializer):
    slug = serializers.SlugField()
    title = serializers.CharField()
    logo = serializers.CharField(allow_null=True, help_text="A picture's address; null where the app draws its own.")
    method = serializers.ChoiceField(choices=Payment.Method.choices)
    min_amount = MoneyField()
    max_amount = MoneyField()
    balance = MoneyField(allow_null=True, help_text="What the wallet can pay with; null for every other way.")


class GatewayList(serializers.Serializer):
    results = GatewayOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class GatewaysView(OpenView):
    query_parameters = frozenset({"purpose", "amount", "order"})

    @extend_schema(parameters=[GatewaysIn, CART_TOKEN], responses=GatewayList)
    def get(self, request: Request) -> Response:
        """The ways to pay for a purpose and an amount: gateways first, then one's wallet, a transfer, cash."""
        asked = GatewaysIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        told = asked.validated_data
        ways = ways_to_pay(
            asker=Asker(
                user=self.person if self.person.is_authenticated else None,
                cart_token=request.headers.get("X-Cart-Token", ""),
            ),
            purpose=told.get("purpose", ""),
            reference=told.get("order", ""),
            amount=told.get("amount"),
        )
        return Response(whole(list(GatewayOut(ways, many=True).data)))
