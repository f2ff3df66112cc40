"""Coming in and going out: a number, the code that came to it, and a button."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from commerce.foundation.accounts import services as accounts
from commerce.foundation.accounts.models import Audience
from commerce.foundation.core.errors import DomainError
from commerce.foundation.core.rest.addresses import client_address
from commerce.foundation.core.validators import display_mobile
from storefront.account import visiting
from storefront.account.forms import CodeForm, NumberForm
from storefront.account.screens import say_no


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class Door(View):
    """A page with one field; what the trade refuses is said beside it, with its own status."""

    template = ""
    form_class: type[forms.Form] = forms.Form

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if visiting.shopper_of(request) is not None:
            return redirect(wanted(request))
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(self.form_class())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            return self.enter(form.cleaned_data)
        except DomainError as error:
            say_no(form, error)
            return self.show(form, status=error.status, headers=error.headers)

    def enter(self, typed: dict[str, Any]) -> HttpResponse:
        raise NotImplementedError

    def show(self, form: forms.Form, *, status: int = 200, headers: dict[str, str] | None = None) -> HttpResponse:
        number = self.request.session.get(visiting.NUMBER, "")
        context = {"form": form, "mobile": display_mobile(number) if number else ""}
        page = render(self.request, self.template, context, status=status)
        for name, value in (headers or {}).items():
            page[name] = value
        return page


class SignInDoor(Door):
    """Whose account: a code is sent to the number."""

    template = "site/account/sign_in.html"
    form_class = NumberForm

    def enter(self, typed: dict[str, Any]) -> HttpResponse:
        address = client_address(self.request)
        accounts.ask_login_code(mobile=typed["mobile"], language=get_language() or "fa", address=address)
        self.request.session[visiting.NUMBER] = typed["mobile"]
        return redirect("account:code")


class CodeDoor(Door):
    """The code that came to the phone; the first one proven for a number makes its account."""

    template = "site/account/code.html"
    form_class = CodeForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if visiting.NUMBER not in request.session:
            return redirect("account:sign_in")
        return super().dispatch(request, *args, **kwargs)

    def enter(self, typed: dict[str, Any]) -> HttpResponse:
        user = accounts.prove_number(
            mobile=self.request.session[visiting.NUMBER],
            code=typed["code"],
            audience=Audience.SHOPPER,
            address=client_address(self.request),
            language=get_language() or "fa",
        )
        self.request.session.pop(visiting.NUMBER)
        visiting.let_in(self.request, user)
        return redirect(wanted(self.request))


class SignOutDoor(View):
    """A button, never a link: a page of strangers must not sign anyone out."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        visiting.let_out(request)
        return redirect("/")


def wanted(request: HttpRequest) -> str:
    """Where somebody was going before the door; only our own pages are ever kept there."""
    return str(request.session.pop(visiting.NEXT, None) or "/account/")
