"""A person's own address book."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.address import selectors, services
from commerce.foundation.address.api.serializers import AddressIn, AddressList, AddressOut
from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.foundation.core.rest.views import ShopperView


class AddressesView(ShopperView):
    query_parameters = PAGED

    @extend_schema(responses=AddressList)
    def get(self, request: Request) -> Response:
        """My addresses, newest first."""
        return Response(
            page_of(
                request,
                selectors.addresses_of(user=self.person),
                sort=Sort("newest", "-date_created"),
                render=lambda rows: list(AddressOut(rows, many=True).data),
            )
        )

    @extend_schema(request=AddressIn, responses={201: AddressOut})
    def post(self, request: Request) -> Response:
        """Add an address; the first one is the default."""
        given = AddressIn(data=request.data)
        given.is_valid(raise_exception=True)
        address = services.add_address(user=self.person, columns=given.validated_data)
        return Response(AddressOut(address).data, status=201)


class AddressView(ShopperView):
    query_parameters = frozenset()

    @extend_schema(responses=AddressOut)
    def get(self, request: Request, address_id: str) -> Response:
        """One of my addresses."""
        return Response(AddressOut(selectors.address_of(user=self.person, public_id=address_id)).data)

    @extend_schema(request=AddressIn(partial=True), responses=AddressOut)
    def patch(self, request: Request, address_id: str) -> Response:
        """Correct an address or make it the default."""
        given = AddressIn(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        address = services.change_address(user=self.person, public_id=address_id, columns=given.validated_data)
        return Response(AddressOut(address).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, address_id: str) -> Response:
        """Remove an address."""
        services.remove_address(user=self.person, public_id=address_id)
        return Response(status=204)
