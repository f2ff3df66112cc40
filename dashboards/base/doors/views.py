"""The pages of the one door: who are you, your code, your authenticator."""

import base64
from typing import Any

import segno
from django.conf import settings
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from commerce.foundation.accounts import services
from commerce.foundation.accounts.models import Audience, User
from commerce.foundation.accounts.selectors import has_authenticator
from commerce.foundation.core.rest.addresses import client_address
from commerce.foundation.core.validators import display_mobile
from dashboards.base.access import standing_of
from dashboards.base.doors import entering
from dashboards.base.doors.door import Door
from dashboards.base.doors.forms import CodeForm, NumberForm, PasswordForm, TokenForm


class LoginDoor(Door):
    """Both ways in on one page; `way` says which form was sent."""

    template = "dashboards/login/login.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        standing = standing_of(request)
        if standing.is_staff or standing.seats:
            return redirect("wagtailadmin_home")
        entering.remember_next(request)
        return self.show(request, self.form_class())

    @property
    def is_staff_way(self) -> bool:
        return self.request.POST.get("way", self.request.GET.get("way")) == "staff"

    @property
    def form_class(self) -> type[Form]:  # type: ignore[override]
        return PasswordForm if self.is_staff_way else NumberForm

    def enter(self, request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
        return self._by_password(request, typed) if self.is_staff_way else self._by_code(request, typed["mobile"])

    def _by_password(self, request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
        user = services.check_password(
            mobile=typed["mobile"], password=typed["password"], address=client_address(request)
        )
        if has_authenticator(user=user):
            entering.stand_halfway(request, user)
            return redirect("door:authenticator")
        if settings.STAFF_TOTP_REQUIRED:
            entering.stand_halfway(request, user)
            return redirect("door:enrol")
        return entering.let_staff_in(request, user)

    def _by_code(self, request: HttpRequest, mobile: str) -> HttpResponse:
        services.ask_login_code(mobile=mobile, language=_language(), address=client_address(request))
        request.session[entering.NUMBER] = mobile
        return redirect("door:code")

    def context(self, request: HttpRequest) -> dict[str, Any]:
        return {"staff_way": self.is_staff_way}


class CodeDoor(Door):
    """The code that came to a vendor's phone."""

    template = "dashboards/login/code.html"
    form_class = CodeForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if entering.NUMBER not in request.session:
            return redirect("door:login")
        return super().dispatch(request, *args, **kwargs)

    def enter(self, request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
        user = services.prove_number(
            mobile=request.session[entering.NUMBER],
            code=typed["code"],
            audience=Audience.VENDOR,
            address=client_address(request),
            language=_language(),
        )
        return entering.let_vendor_in(request, user)

    def context(self, request: HttpRequest) -> dict[str, Any]:
        mobile = request.session[entering.NUMBER]
        return {
            "mobile": mobile,
            "shown": display_mobile(mobile, language=_language()),
            "resend_seconds": settings.CODE_RESEND_SECONDS,
        }


class HalfwayDoor(Door):
    """A page for who has given a right password."""

    form_class = TokenForm
    user: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        user = entering.who_stands_halfway(request)
        if user is None:
            return redirect("door:login")
        self.user = user
        return super().dispatch(request, *args, **kwargs)


class AuthenticatorDoor(HalfwayDoor):
    """The six digits that the authenticator shows."""

    template = "dashboards/login/authenticator.html"

    def enter(self, request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
        device = services.check_totp(user=self.user, token=typed["token"])
        return entering.let_staff_in(request, self.user, device)


class EnrolDoor(HalfwayDoor):
    """A first authenticator, scanned from a QR code drawn here."""

    template = "dashboards/login/enrol.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        user = entering.who_stands_halfway(request)
        if user and has_authenticator(user=user):
            return redirect("door:authenticator")
        return super().dispatch(request, *args, **kwargs)

    def enter(self, request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
        device = services.confirm_enrolment(user=self.user, token=typed["token"])
        return entering.let_staff_in(request, self.user, device)

    def context(self, request: HttpRequest) -> dict[str, Any]:
        device = services.begin_enrolment(user=self.user)
        picture = segno.make(device.config_url, error="m").svg_inline(border=2, omitsize=True)
        key = base64.b32encode(device.bin_key).decode().rstrip("=")
        return {"qr": mark_safe(picture), "key": key}  # noqa: S308  drawn by us from a key of ours


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE
