"""What every page of an account is built from: a signed-in shopper, and forms that call one service."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache

from commerce.foundation.accounts import services as accounts
from commerce.foundation.accounts.models import User
from commerce.foundation.core import idempotency
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import DomainError, NotFound, StepUpRequired
from commerce.foundation.core.ids import random_id
from commerce.foundation.core.text import clean_text
from commerce.foundation.core.validators import display_mobile
from dashboards.base.actions import show_refusal
from storefront.account import visiting
from storefront.account.forms import StepUpForm

Text = str | Promise
ONCE = "once"
NOT_OF_THE_FORM = {ONCE, "csrfmiddlewaretoken", "confirmation"}


@method_decorator(never_cache, name="dispatch")
class AccountPage(View):
    """A page of one's own; whoever is not signed in is sent to the door and comes back afterwards."""

    template = ""
    section = ""
    title: Text = ""
    shopper: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # PostgreSQL cannot even be asked for a text with a NUL in it.
        if "\0" in request.path:
            raise Http404
        shopper = visiting.shopper_of(request)
        if shopper is None:
            request.session[visiting.NEXT] = request.get_full_path() if request.method == "GET" else request.path
            return redirect("account:sign_in")
        self.shopper = shopper
        try:
            return super().dispatch(request, *args, **kwargs)
        except NotFound as missing:
            raise Http404(missing.code) from missing

    @property
    def actor(self) -> Actor:
        return visiting.actor_of(self.request, self.shopper)

    def get(self, request: HttpRequest, **named: Any) -> HttpResponse:
        return self.show(self.shown(**named))

    def shown(self, **named: Any) -> dict[str, Any]:
        """What the template reads, by what the address names."""
        return {}

    def show(self, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
        frame = {
            "shopper": self.shopper,
            "mobile": display_mobile(self.shopper.mobile),
            "section": self.section,
            "title": self.title,
        }
        return render(self.request, self.template, {**frame, **context}, status=status)


class ServicePage(AccountPage):
    """A form that calls one service. Refused, it comes back as it was typed, with the reason where it belongs.

    A delicate act is asked to be confirmed by a fresh code, typed below the same form.
    """

    template = "site/account/form.html"
    form_class: type[forms.Form] = forms.Form
    intro: Text = ""
    submit_label: Text = _("Confirm")
    done: Text = _("Done.")
    back = "account:home"

    @cached_property
    def once(self) -> str:
        """By what a form is known that is sent again."""
        return clean_text(self.request.POST.get(ONCE, ""))[:128] or random_id()

    def perform(self, typed: dict[str, Any], **named: Any) -> Any:
        """Call the service; what it answers is given to `after`."""
        raise NotImplementedError

    def after(self, outcome: Any) -> str:
        """Where the shopper goes on."""
        return self.back_url()

    def back_url(self) -> str:
        return reverse(self.back)

    def make_form(self, data: Any = None, files: Any = None) -> forms.Form:
        return self.form_class(data, files, initial=self.initial())

    def initial(self) -> dict[str, Any]:
        return {}

    def shown(self, **named: Any) -> dict[str, Any]:
        return {"form": self.make_form()}

    def show(self, context: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
        words = {
            "intro": self.intro,
            "submit_label": self.submit_label,
            "back_url": self.back_url(),
            "once": self.once,
        }
        return super().show({**words, **context}, status=status)

    def post(self, request: HttpRequest, **named: Any) -> HttpResponse:
        form = self.make_form(request.POST, request.FILES)
        confirming = StepUpForm(request.POST) if "confirmation" in request.POST else None
        if not form.is_valid() or (confirming and not confirming.is_valid()):
            return self._again(form, confirming, named)
        if confirming and not self._is_confirmed(confirming):
            return self._again(form, confirming, named)
        try:
            return self._perform_once(form, named)
        except StepUpRequired:
            return self._ask_code(form, named)
        except NotFound:
            raise
        except DomainError as error:
            show_refusal(form, error)
            return self._again(form, None, named)

    def _perform_once(self, form: forms.Form, named: Mapping[str, Any]) -> HttpResponse:
        """A form sent twice, by a double click or a reload, has one effect."""
        claim = idempotency.claim(
            actor=self.actor.key,
            method="FORM",
            path=self.request.path[:255],
            key=self.once,
            body={name: value for name, value in self.request.POST.items() if name not in NOT_OF_THE_FORM},
        )
        if claim.stored:
            return redirect(claim.stored.body)
        try:
            with transaction.atomic():
                onward = self.after(self.perform(form.cleaned_data, **named))
                idempotency.keep_answer(claim, status_code=303, body=onward)
        except BaseException:
            idempotency.release(claim)
            raise
        if self.done:
            messages.success(self.request, str(self.done))
        return redirect(onward)

    def _is_confirmed(self, confirming: StepUpForm) -> bool:
        try:
            self._confirm(confirming.cleaned_data["confirmation"])
        except DomainError as error:
            show_refusal(confirming, error)
            return False
        return True

    def _confirm(self, code: str) -> None:
        accounts.confirm_step_up(user=self.shopper, session_public_id="", code=code, address=self.actor.ip)
        visiting.note_step_up(self.request)

    def _ask_code(self, form: forms.Form, named: Mapping[str, Any]) -> HttpResponse:
        confirming = StepUpForm()
        try:
            accounts.ask_step_up(user=self.shopper, address=self.actor.ip)
        except DomainError as error:
            show_refusal(form, error)
        return self.show({**self.shown(**named), "form": form, "confirming": confirming})

    def _again(self, form: forms.Form, confirming: StepUpForm | None, named: Mapping[str, Any]) -> HttpResponse:
        return self.show({**self.shown(**named), "form": form, "confirming": confirming}, status=422)
