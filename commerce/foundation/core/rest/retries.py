"""`@idempotent`: a POST that moves money or stock asks for an Idempotency-Key and has one effect."""

import functools
from collections.abc import Callable
from typing import Any

import orjson
from django.db import transaction
from rest_framework.request import Request
from rest_framework.response import Response

from commerce.foundation.core import idempotency
from commerce.foundation.core.errors import DomainError, IdempotencyKeyRequired
from commerce.foundation.core.rest.problems import document
from commerce.foundation.core.rest.rendering import dumps

HEADER = "Idempotency-Key"
KEPT_ERRORS = range(400, 500)
NOT_KEPT = {401, 429}
# What the same request may overcome a moment later.
PASSING = {"in_flight", "step_up_required", "payment_in_doubt"}


def idempotent(method: Callable[..., Response]) -> Callable[..., Response]:
    """Run the decorated method once per (actor, method, path, key); repeats get the first answer.

    The effect and its 2xx answer commit together; a business 4xx is kept after its rollback; 401, 429 and 5xx
    are not kept. The view may define `replay(answer_body) -> body` to answer a repeat with current facts.
    """

    @functools.wraps(method)
    def wrapper(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get(HEADER, "")
        if not 1 <= len(key) <= 128:
            raise IdempotencyKeyRequired()
        claim = idempotency.claim(
            actor=view.idempotency_actor(request),
            method=str(request.method),
            path=request.path[:255],
            key=key,
            body=request.data,
        )
        if claim.stored:
            return _replayed(view, claim.stored)
        return _answered_once(claim, lambda: method(view, request, *args, **kwargs))

    wrapper.is_idempotent = True  # type: ignore[attr-defined]
    return wrapper


class RetrySafe:
    """Mixed into views with `@idempotent` methods: whose key it is."""

    def idempotency_actor(self, request: Request) -> str:
        person: Any = request.user  # of the accounts app, of which this one knows nothing
        return f"user:{person.public_id}"


def _answered_once(claim: idempotency.Claim, run: Callable[[], Response]) -> Response:
    try:
        with transaction.atomic():
            response = run()
            idempotency.keep_answer(claim, status_code=response.status_code, body=_plain(response.data))
    except DomainError as error:
        if error.status in KEPT_ERRORS and error.status not in NOT_KEPT and error.code not in PASSING:
            body = document(status=error.status, code=error.code, detail=error.detail, **error.extra)
            idempotency.keep_answer(claim, status_code=error.status, body=_plain(body))
        else:
            idempotency.release(claim)
        raise
    except BaseException:
        idempotency.release(claim)
        raise
    return response


def _replayed(view: Any, stored: idempotency.Answer) -> Response:
    body = stored.body
    if stored.status_code < 300 and hasattr(view, "replay"):
        body = view.replay(body)
    content_type = "application/problem+json" if stored.status_code >= 400 else None
    return Response(
        body, status=stored.status_code, content_type=content_type, headers={"Idempotency-Replayed": "true"}
    )


def _plain(body: Any) -> Any:
    return orjson.loads(dumps(body))
