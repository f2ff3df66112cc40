"""What every way in is built from: a page with one form, never kept."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from commerce.foundation.core.errors import DomainError


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class Door(View):
    """A page with one form; what the trade refuses is said beside it, with its own status."""

    template = ""
    form_class: type[Form] = Form

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request, self.form_class())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.show(request, form, status=400)
        try:
            return self.enter(request, form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error.detail))
            return self.show(request, form, status=error.status, headers=error.headers)

    def enter(self, request: HttpRequest, typed: dict[str, Any]) -> HttpResponse:
        raise NotImplementedError

    def show(self, request: HttpRequest, form: Form, **answer: Any) -> HttpResponse:
        headers = answer.pop("headers", {})
        response = render(request, self.template, {"form": form, **self.context(request)}, **answer)
        for name, value in headers.items():
            response[name] = value
        return response

    def context(self, request: HttpRequest) -> dict[str, Any]:
        return {}
