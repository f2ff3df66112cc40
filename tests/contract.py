"""Every API answer of every test is held against the OpenAPI schema of the running code."""

import re
from functools import cache
from typing import Any

from django.urls import Resolver404, resolve
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator

# Answers that are no JSON (hand-off pages, callbacks, files) and the schema itself.
OUTSIDE = re.compile(r"^/api/v1/(schema|docs)/|/redirect/$|/callback/|/calendar/$")


@cache
def schema() -> dict[str, Any]:
    made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return made


def check(request: dict[str, Any], response: Any) -> None:
    """Fail with the first difference between an answer and what the schema promises for it."""
    path = request["PATH_INFO"]
    if not path.startswith("/api/v1/") or OUTSIDE.search(path):
        return
    try:
        route = resolve(path).route
    except Resolver404:
        assert response.status_code == 404, f"{path} leads nowhere."
        return
    operation = _operation(route, request["REQUEST_METHOD"].lower())
    if operation is None:
        assert response.status_code >= 400, f"{request['REQUEST_METHOD']} {path} is not in the schema."
        return
    promised = _promised(operation, response.status_code)
    assert promised is not None, f"{path}: the schema has no answer {response.status_code}."
    kind = response.headers.get("Content-Type", "").split(";")[0]
    body = promised.get("content", {}).get(kind)
    if response.status_code in {204, 304} or not response.content:
        assert "content" not in promised or response.status_code == 304, f"{path}: an empty answer was not promised."
        return
    assert body is not None, f"{path}: {kind} is not promised for {response.status_code}."
    if "application/json" not in kind and "+json" not in kind:
        return  # a file: its kind was promised
    whole = {**body.get("schema", {}), "components": schema()["components"]}
    problem = next(iter(Draft202012Validator(whole).iter_errors(response.json())), None)
    assert problem is None, f"{path}: {problem.message} at {problem.json_path}" if problem else ""


def _operation(route: str, method: str) -> dict[str, Any] | None:
    template = "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route)
    found: dict[str, Any] | None = schema()["paths"].get(template, {}).get(method)
    return found


def _promised(operation: dict[str, Any], status: int) -> dict[str, Any] | None:
    answers = operation["responses"]
    if status == 304:
        return {}
    found: dict[str, Any] | None = answers.get(str(status)) or answers.get(f"{status // 100}XX")
    return found
