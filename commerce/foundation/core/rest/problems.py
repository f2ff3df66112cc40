"""Every error of the API is a problem document (RFC 9457) with a stable `code`."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from commerce.foundation.core.errors import DomainError
from commerce.foundation.core.rest.rendering import dumps

CONTENT_TYPE = "application/problem+json"


def document(*, status: int, code: str, detail: Any, **members: Any) -> dict[str, Any]:
    """The members of a problem."""
    title = HTTPStatus(status).phrase
    return {"type": f"/errors/{code}", "title": title, "status": status, "code": code, "detail": str(detail), **members}


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler; None lets a bug surface as a 500."""
    headers: dict[str, str] = {}
    if isinstance(error, DomainError):
        body = document(status=error.status, code=error.code, detail=error.detail, **error.extra)
        headers = error.headers
    elif isinstance(error, Http404):
        body = document(status=404, code="not_found", detail=_("This was not found."))
    elif isinstance(error, PermissionDenied):
        body = document(status=403, code="forbidden", detail=_("You may not do this."))
    elif isinstance(error, exceptions.ValidationError):
        body = _invalid(error)
    elif isinstance(error, exceptions.APIException):
        body = document(status=error.status_code, code=_code_of(error), detail=_detail_of(error))
        headers = _headers_of(error)
    else:
        return None
    set_rollback()
    return Response(body, status=body["status"], headers=headers, content_type=CONTENT_TYPE)


def django_problem(request: HttpRequest, *, status: int, code: str, detail: str) -> HttpResponse:
    """A problem for an API path that no view of ours answered."""
    body = document(status=status, code=code, detail=detail)
    return HttpResponse(dumps(body), status=status, content_type=CONTENT_TYPE)


def _invalid(error: exceptions.ValidationError) -> dict[str, Any]:
    details = error.get_full_details()
    fields = details if isinstance(details, dict) and not _is_leaf(details) else {"non_field_errors": details}
    errors: dict[str, list[dict[str, str]]] = {}
    for field, problem in fields.items():
        _flatten(str(field), problem, errors)
    return document(status=400, code="invalid", detail=_("Some fields are not valid."), errors=errors)


def _flatten(path: str, problem: Any, into: dict[str, list[dict[str, str]]]) -> None:
    if _is_leaf(problem):
        into.setdefault(path, []).append({"code": str(problem["code"]), "detail": str(problem["message"])})
    elif isinstance(problem, dict):
        for key, inner in problem.items():
            _flatten(f"{path}.{key}", inner, into)
    else:
        for index, inner in enumerate(problem):
            _flatten(path if _is_leaf(inner) else f"{path}.{index}", inner, into)


def _is_leaf(problem: Any) -> bool:
    """Whether it is one problem and not problems by field, of which one may well be called `message`."""
    return isinstance(problem, dict) and isinstance(problem.get("message"), str)


CODES = {
    "not_authenticated": "not_authenticated",
    "authentication_failed": "invalid_token",
    "permission_denied": "forbidden",
    "parse_error": "malformed",
}


def _code_of(error: exceptions.APIException) -> str:
    code = error.get_codes()
    code = code if isinstance(code, str) else error.default_code
    return CODES.get(code, code)


def _detail_of(error: exceptions.APIException) -> Any:
    # A parser's own words may repeat the input; ours do not.
    return _("The body could not be read.") if isinstance(error, exceptions.ParseError) else error.detail


def _headers_of(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if (wait := getattr(error, "wait", None)) is not None:
        headers["Retry-After"] = str(int(wait) + 1)
    return headers
