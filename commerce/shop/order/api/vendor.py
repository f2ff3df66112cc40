from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.foundation.core.rest.views import VendorView
from commerce.shop.order import services
from commerce.shop.order.api.serializers import (
    RefusedIn,
    RejectIn,
    ShipIn,
    VendorOrderOut,
    VendorOrderPage,
    VendorOrdersIn,
)
from commerce.shop.order.models import VendorOrder
from commerce.shop.order.selectors.vendor_orders import (
    vendor_order_document,
    vendor_order_of,
    vendor_order_summary,
    vendor_orders_of,
)

NEWEST = Sort("newest", "-shown_at")


class VendorOrdersView(VendorView):
    rights_needed = {"GET": "orders.view"}
    query_parameters = PAGED | {"status", "q", "from", "to"}

    @extend_schema(parameters=[VendorOrdersIn], responses=VendorOrderPage)
    def get(self, request: Request, handle: str) -> Response:
        """This market's orders, the newest first."""
        asked = VendorOrdersIn(data=request.query_params)
        asked.is_valid(raise_exception=True)
        told = asked.validated_data
        found = vendor_orders_of(
            tenant=self.tenant,
            status=told.get("status", ""),
            number=told.get("q", ""),
            first_day=told.get("from"),
            last_day=told.get("to"),
        )
        return Response(page_of(request, found, sort=NEWEST, render=_summaries))


class VendorOrderView(VendorView):
    rights_needed = {"GET": "orders.view"}
    query_parameters = frozenset()

    @extend_schema(responses=VendorOrderOut)
    def get(self, request: Request, handle: str, vendor_order: str) -> Response:
        """One order in full, with the buyer and the address."""
        return Response(vendor_order_document(vendor_order_of(tenant=self.tenant, public_id=vendor_order)))


class StepView(VendorView):
    """What the steps of an order share: who takes them, and that each answers the order as it is then."""

    rights_needed = {"POST": "orders.manage"}

    def names(self, vendor_order: str) -> dict[str, Any]:
        return {"actor": self.actor, "tenant": self.tenant, "vendor_order": vendor_order}

    def answer(self, vendor_order: str) -> Response:
        return Response(vendor_order_document(vendor_order_of(tenant=self.tenant, public_id=vendor_order)))


class AcceptView(StepView):
    @extend_schema(request=None, responses=VendorOrderOut)
    def post(self, request: Request, handle: str, vendor_order: str) -> Response:
        """Take the order on."""
        services.accept_vendor_order(**self.names(vendor_order))
        return self.answer(vendor_order)


class RejectView(StepView):
    @extend_schema(request=RejectIn, responses=VendorOrderOut)
    def post(self, request: Request, handle: str, vendor_order: str) -> Response:
        """Refuse the order; the buyer's money goes back."""
        body = RejectIn(data=request.data)
        body.is_valid(raise_exception=True)
        services.reject_vendor_order(**self.names(vendor_order), reason=body.validated_data["reason"])
        return self.answer(vendor_order)


class PackView(StepView):
    @extend_schema(request=None, responses=VendorOrderOut)
    def post(self, request: Request, handle: str, vendor_order: str) -> Response:
        """Say that the order is packed."""
        services.pack_vendor_order(**self.names(vendor_order))
        return self.answer(vendor_order)


class ShipView(StepView):
    @extend_schema(request=ShipIn, responses=VendorOrderOut)
    def post(self, request: Request, handle: str, vendor_order: str) -> Response:
        """Send a parcel with its tracking code."""
        body = ShipIn(data=request.data)
        body.is_valid(raise_exception=True)
        services.ship_vendor_order(**self.names(vendor_order), shipment=_shipment(body.validated_data))
        return self.answer(vendor_order)


class DeliverView(StepView):
    @extend_schema(request=None, responses=VendorOrderOut)
    def post(self, request: Request, handle: str, vendor_order: str) -> Response:
        """Say that everything arrived."""
        services.mark_delivered(**self.names(vendor_order))
        return self.answer(vendor_order)


class RefusedView(StepView):
    @extend_schema(request=RefusedIn, responses=VendorOrderOut)
    def post(self, request: Request, handle: str, vendor_order: str) -> Response:
        """Say that the buyer did not take the goods and pay for them at the door."""
        body = RefusedIn(data=request.data)
        body.is_valid(raise_exception=True)
        told = dict(body.validated_data)
        lines = _lines(told.pop("lines", None))
        services.refuse_delivery(**self.names(vendor_order), **told, lines=lines)
        return self.answer(vendor_order)


def _shipment(told: dict[str, Any]) -> services.Shipment:
    lines = _lines(told.pop("lines", None))
    return services.Shipment(**told, lines=lines)


def _lines(rows: Sequence[dict[str, Any]] | None) -> dict[str, int] | None:
    if rows is None:
        return None
    lines = {row["line"]: row["quantity"] for row in rows}
    if len(lines) < len(rows):
        raise InvalidInput({"lines": [("line_twice", _("Name each line once."))]})
    return lines


def _summaries(parts: Sequence[VendorOrder]) -> list[dict[str, Any]]:
    return [vendor_order_summary(part) for part in parts]
