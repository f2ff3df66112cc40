from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.earnings.payouts.api.simulator_shapes import SimulationOut, SimulatorIn, document_of
from commerce.earnings.payouts.simulating import simulate
from commerce.foundation.core.rest.views import VendorView


class SimulatorView(VendorView):
    rights_needed = {"POST": "money.view"}

    @extend_schema(request=SimulatorIn, responses=SimulationOut)
    def post(self, request: Request, handle: str) -> Response:
        """What would become of a sale of this market's offers: each number with its reason, and nothing written."""
        body = SimulatorIn(data=request.data)
        body.is_valid(raise_exception=True)
        told = body.validated_data
        found = simulate(
            lines=[(line["offer"], line["quantity"]) for line in told["lines"]],
            vouchers=told["vouchers"],
            deliveries={handle: told["delivery"]} if told.get("delivery") else None,
            payment=told["payment"],
            on=told.get("on"),
            delivered_on=told.get("delivered_on"),
            for_market=self.tenant.ref,
        )
        return Response(document_of(found))
