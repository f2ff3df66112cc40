"""Coming in and going out: a number, the code that came to it, and a button."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views import View

from commerce.foundation.accounts import services as accounts
from commerce.foundation.accounts.models import Audience
from commerce.foundation.core.rest.addresses import client_address
from commerce.foundation.core.validators import display_mobile
from dashboards.base.doors.door import Door
from dashboards.base.doors.forms import CodeForm, NumberForm
from storefront.account import visiting


class ShopDoor(Door):
    """A way in; whoever is in already goes on to where they were going."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if visiting.shopper_of(request) is not None:
            return redirect(wanted(request))
        return super().dispatch(request, *args, **kwargs)

    def context(self, request: HttpRequest) -> dict[str, Any]:
        number = request.session.get(visiting.NUMBER, "")
        return {"mobile": display_mobile(number) if number else ""}


class SignInDoor(ShopDoor):
    """Whose account: a code is sent to the number."""

    template = "site/account/sign_in.html"
    form_class = NumberForm

    def enter(self, request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
        address = client_address(request)
        accounts.ask_login_code(mobile=typed["mobile"], language=get_language() or "fa", address=address)
        request.session[visiting.NUMBER] = typed["mobile"]
        return redirect("account:code")


class CodeDoor(ShopDoor):
    """The code that came to the phone; the first one proven for a number makes its account."""

    template = "site/account/code.html"
    form_class = CodeForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if visiting.NUMBER not in request.session:
            return redirect("account:sign_in")
        return super().dispatch(request, *args, **kwargs)

    def enter(self, request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
        user = accounts.prove_number(
            mobile=request.session[visiting.NUMBER],
            code=typed["code"],
            audience=Audience.SHOPPER,
            address=client_address(request),
            language=get_language() or "fa",
        )
        request.session.pop(visiting.NUMBER)
        visiting.let_in(request, user)
        return redirect(wanted(request))


class SignOutDoor(View):
    """A button, never a link: a page of strangers must not sign anyone out."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        visiting.let_out(request)
        return redirect("/")


def wanted(request: HttpRequest) -> str:
    """Where somebody was going before the door; only our own pages are ever kept there."""
    return str(request.session.pop(visiting.NEXT, None) or "/account/")
