"""Coming in, staying in, going out."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.accounts import selectors, services
from commerce.foundation.accounts.api import serializers as shapes
from commerce.foundation.accounts.models import Session
from commerce.foundation.core.rest.pages import PAGED, Sort, page_of
from commerce.foundation.core.rest.views import ApiView, PublicView, SignedInView


def device_of(view: ApiView, named: dict[str, str] | None = None) -> services.Device:
    """The device behind a request, as it names itself and as its connection tells."""
    agent = view.request.headers.get("User-Agent", "")
    return services.Device(**(named or {}), agent=agent, address=view.client_address)


class OneTimeCodeView(PublicView):
    @extend_schema(request=shapes.MobileIn, responses={202: shapes.CodeSentOut})
    def post(self, request: Request) -> Response:
        """Send a login code to a mobile number, whether or not it has an account."""
        asked = shapes.MobileIn(data=request.data)
        asked.is_valid(raise_exception=True)
        sent = services.ask_login_code(
            mobile=asked.validated_data["mobile"], language=language(), address=self.client_address
        )
        return code_sent(sent)


class VerifyView(PublicView):
    @extend_schema(request=shapes.VerifyIn, responses=shapes.SignedInOut)
    def post(self, request: Request) -> Response:
        """Sign in by a login code; the first one makes the account."""
        given = shapes.VerifyIn(data=request.data)
        given.is_valid(raise_exception=True)
        asked: dict[str, Any] = given.validated_data
        entered = services.sign_in_with_code(
            mobile=asked["mobile"],
            code=asked["code"],
            audience=asked["audience"],
            device=device_of(self, asked.get("device")),
            language=language(),
            invite=asked["invite"],
        )
        return signed_in_answer(entered)


class StaffView(PublicView):
    @extend_schema(request=shapes.StaffIn, responses=shapes.SignedInOut)
    def post(self, request: Request) -> Response:
        """Sign a member of staff in by password and authenticator."""
        given = shapes.StaffIn(data=request.data)
        given.is_valid(raise_exception=True)
        asked: dict[str, Any] = given.validated_data
        entered = services.sign_in_staff(
            mobile=asked["mobile"],
            password=asked["password"],
            totp=asked["totp"],
            device=device_of(self, asked.get("device")),
        )
        return signed_in_answer(entered)


class RefreshView(PublicView):
    @extend_schema(request=shapes.RefreshIn, responses=shapes.TokensOut)
    def post(self, request: Request) -> Response:
        """A new pair of tokens; the refresh token is used up."""
        given = shapes.RefreshIn(data=request.data)
        given.is_valid(raise_exception=True)
        pair = services.refresh_session(refresh=given.validated_data["refresh"], device=device_of(self))
        return Response(shapes.TokensOut(pair).data)


class StepUpView(SignedInView):
    @extend_schema(request=shapes.StepUpIn, responses={200: shapes.SteppedUpOut, 202: shapes.CodeSentOut})
    def post(self, request: Request) -> Response:
        """Confirm this session for delicate acts: without `code` one is sent, with it the session is confirmed."""
        given = shapes.StepUpIn(data=request.data)
        given.is_valid(raise_exception=True)
        if "code" not in given.validated_data:
            return code_sent(services.ask_step_up(user=self.person, address=self.client_address))
        services.confirm_step_up(
            user=self.person,
            session_public_id=self.credentials.session_public_id,
            code=given.validated_data["code"],
            address=self.client_address,
        )
        return Response({"expires_in": settings.STEP_UP_SECONDS})


class LogoutView(SignedInView):
    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """End this session."""
        ending = Session.Ending.LOGOUT
        services.end_session(user=self.person, public_id=self.credentials.session_public_id, ending=ending)
        return Response(status=204)


class SessionsView(SignedInView):
    query_parameters = PAGED

    @extend_schema(responses=shapes.SessionList)
    def get(self, request: Request) -> Response:
        """The devices on which this person is signed in."""
        context = {"current": self.credentials.session_public_id}
        return Response(
            page_of(
                request,
                selectors.sessions_of(user=self.person),
                sort=Sort("newest", "-created_at"),
                render=lambda rows: list(shapes.SessionOut(rows, many=True, context=context).data),
            )
        )


class SessionView(SignedInView):
    @extend_schema(responses={204: None})
    def delete(self, request: Request, session_id: str) -> Response:
        """Sign one device out."""
        services.end_session(user=self.person, public_id=session_id)
        return Response(status=204)


def code_sent(sent: services.SentCode) -> Response:
    body = shapes.CodeSentOut(sent).data
    return Response(body, status=202, headers=sent.allowance.headers())


def signed_in_answer(entered: services.SignedIn) -> Response:
    pair = entered.tokens
    user = shapes.UserOut(entered.user).data
    return Response({"access": pair.access, "refresh": pair.refresh, "user": user, "is_new": entered.is_new})


def language() -> str:
    return get_language() or settings.LANGUAGE_CODE
