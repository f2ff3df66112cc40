"""What Django itself answers: a problem for an API path, a page for a person."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views import csrf, defaults

from commerce.foundation.core.rest.problems import django_problem

API = "/api/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: a request Django could not take; 413 where it was too long."""
    if _is_api(request) and isinstance(exception, RequestDataTooBig):
        return django_problem(request, status=413, code="too_large", detail=_("The request is too long."))
    if _is_api(request):
        return django_problem(request, status=400, code="bad_request", detail=_("The request could not be read."))
    return defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    if _is_api(request):
        return django_problem(request, status=403, code="forbidden", detail=_("You may not do this."))
    return defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404; a missing slash at the end is one too, never a redirect."""
    if _is_api(request):
        return django_problem(request, status=404, code="not_found", detail=_("This was not found."))
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake, whose words stay in the log."""
    if _is_api(request):
        return django_problem(request, status=500, code="server_error", detail=_("Something went wrong on our side."))
    return defaults.server_error(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token."""
    if _is_api(request):
        return django_problem(request, status=403, code="csrf_failed", detail=_("The form has expired; open it again."))
    return csrf.csrf_failure(request, reason)


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(API)
