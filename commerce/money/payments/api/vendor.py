"""A market's own gateways."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.views import VendorView
from commerce.money.payments import selectors, services
from commerce.money.payments.api.own_gateways import (
    NewGatewayIn,
    OwnGatewayOut,
    OwnGatewaysOut,
    TermsIn,
)
from commerce.money.payments.contracts import spoken_banks
from commerce.money.payments.owners import may_have_own_gateway


class OwnGatewaysView(VendorView):
    rights_needed = {"GET": "money.view", "POST": "money.manage"}
    query_parameters = frozenset()

    @extend_schema(responses=OwnGatewaysOut)
    def get(self, request: Request, handle: str) -> Response:
        """The market's own gateways, and the banks it may have a contract with."""
        own = selectors.gateways_of(kind=self.tenant.kind, ref=self.tenant.ref)
        is_allowed = may_have_own_gateway(kind=self.tenant.kind, ref=self.tenant.ref)
        told = {"gateways": own, "is_allowed": is_allowed, "banks": spoken_banks()}
        return Response(OwnGatewaysOut(told).data)

    @extend_schema(request=NewGatewayIn, responses={201: OwnGatewayOut})
    def post(self, request: Request, handle: str) -> Response:
        """Enter a contract of the market with a bank; what is paid there goes straight to the vendor."""
        asked = NewGatewayIn(data=request.data)
        asked.is_valid(raise_exception=True)
        gateway = services.open_market_gateway(
            actor=self.actor, tenant=self.tenant, credentials=self.credentials, **asked.asked()
        )
        return Response(OwnGatewayOut(gateway).data, status=201)


class OwnGatewayView(VendorView):
    rights_needed = {"PATCH": "money.manage", "DELETE": "money.manage"}

    @extend_schema(request=TermsIn, responses=OwnGatewayOut)
    def patch(self, request: Request, handle: str, slug: str) -> Response:
        """Change a gateway of the market, or renew its credentials."""
        asked = TermsIn(data=request.data)
        asked.is_valid(raise_exception=True)
        gateway = services.change_market_gateway(
            actor=self.actor, tenant=self.tenant, credentials=self.credentials, slug=slug, **asked.asked()
        )
        return Response(OwnGatewayOut(gateway).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, handle: str, slug: str) -> Response:
        """Offer a gateway of the market no more; its bank is still asked about what is open there."""
        services.close_market_gateway(actor=self.actor, tenant=self.tenant, credentials=self.credentials, slug=slug)
        return Response(status=204)
