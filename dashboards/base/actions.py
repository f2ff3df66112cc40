"""A service as a screen: a form, a confirmation, one call, and the refusal of the trade shown where it was typed."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormMixin
from wagtail.admin import messages

from commerce.foundation.core.errors import DomainError, Forbidden
from dashboards.base.screens import GuardedScreen, RowScreen

Text = str | Promise


class Confirmation(forms.Form):
    """Nothing to fill in; only to be sure."""


class ServiceForm(FormMixin):
    """Calls one service with what was typed. On refusal the page comes back as it was, with the reason."""

    template_name: Any = "dashboards/base/action.html"
    form_class: type[forms.Form] = Confirmation
    intro: Text = ""
    submit_label: Text = _("Confirm")
    done: Text = _("Done.")
    is_serious = False
    # For services that take what a form makes of its fields.
    sent_form: Any = None

    def perform(self, data: dict[str, Any]) -> Any:
        """Call the service; its answer is kept for `get_success_url` and `get_done`."""
        raise NotImplementedError

    def get_done(self) -> Text:
        return self.done

    def get_back_url(self) -> str:
        raise NotImplementedError

    def get_success_url(self) -> str:
        return self.get_back_url()

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.sent_form = self.get_form()
        if not form.is_valid():
            return self.form_invalid(form)
        try:
            self.outcome = self.perform(form.cleaned_data)
        except Forbidden:
            raise
        except DomainError as error:
            show_refusal(form, error)
            return self.form_invalid(form)
        messages.success(request, self.get_done())
        return redirect(self.get_success_url())

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        answer: HttpResponse = self.render_to_response(self.get_context_data(form=form), status=422)  # type: ignore[attr-defined]
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "intro": self.intro,
            "submit_label": self.submit_label,
            "back_url": self.get_back_url(),
            "is_serious": self.is_serious,
            "media": context["form"].media,
        }


def show_refusal(form: forms.Form, error: DomainError) -> None:
    """Put a refusal beside the fields it is about, else above the form."""
    placed = False
    for field, problems in error.extra.get("errors", {}).items():
        for problem in problems:
            known = field if field in form.fields else None
            form.add_error(known, str(problem["detail"]))
            placed = True
    if not placed:
        form.add_error(None, str(error.detail))


class RowAction(ServiceForm, RowScreen):
    """One thing a person may do to one row."""

    action = "change"


class NewRowAction(ServiceForm, GuardedScreen):
    """Making a row: the policy is asked about the model, for there is no row yet."""

    action = "add"
