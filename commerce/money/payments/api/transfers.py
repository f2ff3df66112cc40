"""What a payer shows for a bank transfer, and the file that only payer and staff may see."""

from typing import Any

from django.http import Http404, HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core.rest.fields import DigitsField
from commerce.foundation.core.rest.views import ShopperView, SignedInView
from commerce.money.payments import selectors
from commerce.money.payments.api.serializers import PaymentOut
from commerce.money.payments.papers import paper_response
from commerce.money.payments.services.transferring import DECIDE, show_transfer


class ReceiptIn(serializers.Serializer):
    file = serializers.FileField(required=False, help_text="A picture or a PDF of the receipt, up to 5 MB.")
    tracking = DigitsField(required=False, default="", max_length=40, help_text="The tracking number, in digits.")
    paid_on = serializers.DateField(required=False, allow_null=True, default=None)


class ReceiptView(ShopperView):
    parser_classes = (MultiPartParser,)

    @extend_schema(request={"multipart/form-data": ReceiptIn}, responses={201: PaymentOut})
    def post(self, request: Request, public_id: str) -> Response:
        """Show the receipt of a bank transfer; staff look whether the money came."""
        payment = selectors.payment_of_payer(payer=self.actor.ref, public_id=public_id)
        if payment is None:
            raise Http404
        body = ReceiptIn(data=request.data)
        body.is_valid(raise_exception=True)
        told: dict[str, Any] = {"file": None, **body.validated_data}
        show_transfer(payment=payment, **told)
        shown = selectors.payment_of_payer(payer=self.actor.ref, public_id=public_id)
        return Response(PaymentOut(shown).data, status=201)


class ReceiptFileView(SignedInView):
    query_parameters = frozenset()

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY, (200, "image/webp"): OpenApiTypes.BINARY})
    def get(self, request: Request, public_id: str) -> HttpResponse:
        """The file that was shown last for a transfer, for its payer and for staff who look at transfers."""
        is_staff = self.credentials.audience == "staff" and self.person.has_perm(DECIDE)
        receipt = selectors.last_receipt(public_id=public_id, payer=None if is_staff else self.actor.ref)
        if receipt is None or not receipt.file:
            raise Http404
        return paper_response(receipt.file)
