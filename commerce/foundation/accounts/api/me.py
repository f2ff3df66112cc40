"""A person's own account."""

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.accounts import bootstrap, services
from commerce.foundation.accounts.api import serializers as shapes
from commerce.foundation.accounts.api.signing_in import code_sent
from commerce.foundation.core.rest.views import SignedInView


class MeView(SignedInView):
    query_parameters = frozenset()

    @extend_schema(responses=shapes.MeOut)
    def get(self, request: Request) -> Response:
        """Who I am."""
        return Response(shapes.MeOut(self.person).data)

    @extend_schema(request=shapes.MeIn, responses=shapes.MeOut)
    def patch(self, request: Request) -> Response:
        """Change what I say of myself."""
        given = shapes.MeIn(data=request.data)
        given.is_valid(raise_exception=True)
        user = services.change_profile(user=self.person, changes=given.validated_data)
        return Response(shapes.MeOut(user).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request) -> Response:
        """Close my account; asks for a step-up first."""
        services.leave(actor=self.actor, user=self.person, credentials=self.credentials)
        return Response(status=204)


class BootstrapView(SignedInView):
    query_parameters = frozenset()

    @extend_schema(responses=shapes.BootstrapOut)
    def get(self, request: Request) -> Response:
        """What an app needs at its start, in one answer."""
        return Response({"user": shapes.MeOut(self.person).data, **bootstrap.gather(self.person, self.credentials)})


class MobileView(SignedInView):
    @extend_schema(request=shapes.NewMobileIn, responses={200: shapes.MeOut, 202: shapes.CodeSentOut})
    def post(self, request: Request) -> Response:
        """Change my number, after a step-up. Without `code` one is sent to the new number; with it, it is mine."""
        given = shapes.NewMobileIn(data=request.data)
        given.is_valid(raise_exception=True)
        mobile, code = given.validated_data["mobile"], given.validated_data.get("code")
        if code is None:
            sent = services.ask_new_mobile(
                user=self.person, credentials=self.credentials, mobile=mobile, address=self.client_address
            )
            return code_sent(sent)
        user = services.change_mobile(
            actor=self.actor, user=self.person, credentials=self.credentials, mobile=mobile, code=code
        )
        return Response(shapes.MeOut(user).data)


class ExportView(SignedInView):
    query_parameters = frozenset()

    @extend_schema(responses={200: OpenApiTypes.OBJECT})
    def get(self, request: Request) -> Response:
        """Everything the platform holds about me, by part."""
        return Response(services.export(user=self.person))
