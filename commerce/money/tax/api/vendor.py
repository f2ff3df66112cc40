"""How a market stands with the tax office."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.views import VendorView
from commerce.money.tax import selectors, services
from commerce.money.tax.api.serializers import TaxProfileIn, TaxProfileOut
from commerce.money.tax.profiles import TaxDetails


class TaxProfileView(VendorView):
    rights_needed = {"GET": "money.view", "PUT": "market.manage"}
    query_parameters = frozenset()

    @property
    def owner(self) -> dict[str, str]:
        return {"owner_kind": self.tenant.kind, "owner_ref": self.tenant.ref}

    @extend_schema(responses=TaxProfileOut)
    def get(self, request: Request, handle: str) -> Response:
        """How the market stands with the tax office."""
        return Response(TaxProfileOut(selectors.profile_of(**self.owner)).data)

    @extend_schema(request=TaxProfileIn, responses=TaxProfileOut)
    def put(self, request: Request, handle: str) -> Response:
        """Say how the market stands with the tax office; earlier sales keep the tax they had."""
        body = TaxProfileIn(data=request.data)
        body.is_valid(raise_exception=True)
        details = TaxDetails(**body.validated_data)
        made = services.set_profile(actor=self.actor, tenant=self.tenant, details=details, **self.owner)
        return Response(TaxProfileOut(made).data)
