"""Delicate acts ask for a fresh code from the phone, which the cookie session remembers for some minutes."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from commerce.foundation.accounts.models import Audience
from commerce.foundation.accounts.policies import Credentials, is_stepped_up
from commerce.foundation.accounts.services import ask_step_up, confirm_step_up
from commerce.foundation.core.errors import DomainError
from commerce.foundation.core.rest.addresses import client_address
from dashboards.base.actions import show_refusal
from dashboards.base.doors.forms import CodeForm
from dashboards.base.screens import Screen

CONFIRMED = "step_up.confirmed"
TEMPLATE = "dashboards/base/step_up.html"


def credentials_of(request: HttpRequest) -> Credentials:
    """What the cookie session proves: when a fresh code was typed in it last."""
    confirmed = request.session.get(CONFIRMED) or {}
    is_theirs = confirmed.get("by") == request.user.pk
    return Credentials(
        audience=Audience.VENDOR,
        session_public_id="",
        stepped_up_at=datetime.fromisoformat(confirmed["at"]) if is_theirs else None,
    )


class StepUp(Screen):
    """Sends a code, takes it, and leads back to where it was asked for."""

    template_name = TEMPLATE
    page_title = _("Confirm that it is you")
    header_icon = "lock"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "send" in request.POST:
            return self.send(request)
        form = CodeForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            confirm_step_up(
                user=request.user,  # type: ignore[arg-type]
                session_public_id="",
                code=form.cleaned_data["code"],
                address=client_address(request),
            )
        except DomainError as error:
            show_refusal(form, error)
            return self.show(form, status=422)
        request.session[CONFIRMED] = {"by": request.user.pk, "at": timezone.now().isoformat()}
        return redirect(self.next)

    def send(self, request: HttpRequest) -> HttpResponse:
        try:
            ask_step_up(user=request.user, address=client_address(request))  # type: ignore[arg-type]
        except DomainError as error:
            messages.error(request, str(error.detail))
            return self.show(CodeForm(), status=422)
        return self.show(CodeForm())

    def show(self, form: CodeForm, *, status: int = 200) -> HttpResponse:
        context = self.get_context_data(code_form=form, is_sent=True)
        answer: HttpResponse = self.render_to_response(context, status=status)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"next": self.next, **super().get_context_data(**kwargs)}

    @property
    def next(self) -> str:
        wanted = self.request.POST.get("next", "")
        is_ours = url_has_allowed_host_and_scheme(
            wanted, {self.request.get_host()}, require_https=self.request.is_secure()
        )
        return wanted if is_ours else reverse("wagtailadmin_home")


class Delicate:
    """A form that opens only for some minutes after a fresh code; before, its address asks for one."""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_stepped_up(credentials=self.credentials):
            return self.ask_for_code(request, status=200)
        answer: HttpResponse = super().get(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_stepped_up(credentials=self.credentials):
            return self.ask_for_code(request, status=403)
        answer: HttpResponse = super().post(request, *args, **kwargs)  # type: ignore[misc]
        return answer

    @property
    def credentials(self) -> Credentials:
        return credentials_of(self.request)  # type: ignore[attr-defined]

    def ask_for_code(self, request: Any, *, status: int) -> HttpResponse:
        context = self.get_context_data() | {"next": request.get_full_path()}  # type: ignore[attr-defined]
        return TemplateResponse(request, TEMPLATE, context, status=status)
