"""Lists page by a signed keyset on (sort, id): stable under inserts and ties, flat at any depth.

DRF's CursorPagination filters on the first order field only and repeats rows on ties (architecture 5.14).
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet
from rest_framework.request import Request

from commerce.foundation.core.errors import InvalidInput

DEFAULT_LIMIT = 24
LARGEST_LIMIT = 100
# What a door that gives pages understands beside its filters.
PAGED = frozenset({"limit", "cursor"})
SALT = "asoud.keyset"


@dataclass(frozen=True)
class Sort:
    """A named order: one never-null column or annotation, then the id; `-` for descending."""

    name: str
    column: str

    @property
    def field(self) -> str:
        return self.column.lstrip("-")

    @property
    def descending(self) -> bool:
        return self.column.startswith("-")


@dataclass(frozen=True)
class _Cursor:
    backwards: bool
    value: Any
    pk: int


def page_of(
    request: Request,
    rows: "QuerySet[Any, Any]",
    *,
    sort: Sort,
    render: Callable[[Sequence[Any]], list[Any]],
) -> dict[str, Any]:
    """One page of `rows` as `{results, next, previous}`; a cursor is bound to its sort and filters.

    Raises InvalidInput for a limit out of range and for a cursor that is forged or made for another list.
    """
    limit, cursor = limit_of(request), _read_cursor(request, sort)
    backwards = bool(cursor and cursor.backwards)
    found = list(_ordered(_after(rows, sort, cursor), sort, backwards)[: limit + 1])
    more, found = len(found) > limit, found[:limit]
    if backwards:
        found.reverse()
    has_next = bool(found) if backwards else more
    has_previous = more if backwards else cursor is not None and bool(found)
    return {
        "results": render(found),
        "next": _link(request, sort, found[-1], backwards=False) if has_next else None,
        "previous": _link(request, sort, found[0], backwards=True) if has_previous else None,
    }


def whole(results: list[Any]) -> dict[str, Any]:
    """A closed list (provinces, gateways, categories), which always comes whole."""
    return {"results": results, "next": None, "previous": None}


def limit_of(request: Request) -> int:
    """The page size asked for: 24 unless told, at most 100."""
    raw = request.query_params.get("limit", str(DEFAULT_LIMIT))
    if not (re.fullmatch(r"[0-9]{1,3}", raw) and 1 <= int(raw) <= LARGEST_LIMIT):
        raise InvalidInput({"limit": [("invalid_limit", f"From 1 to {LARGEST_LIMIT}.")]})
    return int(raw)


def _ordered(rows: "QuerySet[Any, Any]", sort: Sort, backwards: bool) -> "QuerySet[Any, Any]":
    sign = "-" if sort.descending != backwards else ""
    return rows.order_by(f"{sign}{sort.field}", f"{sign}pk") if sort.field != "pk" else rows.order_by(f"{sign}pk")


def _after(rows: "QuerySet[Any, Any]", sort: Sort, cursor: _Cursor | None) -> "QuerySet[Any, Any]":
    if cursor is None:
        return rows
    way = "lt" if sort.descending != cursor.backwards else "gt"
    later = Q(**{f"{sort.field}__{way}": cursor.value})
    tied = Q(**{sort.field: cursor.value, f"pk__{way}": cursor.pk})
    # The plain bound beside the OR lets PostgreSQL walk the (sort, id) index.
    return rows.filter(Q(**{f"{sort.field}__{way}e": cursor.value}), later | tied)


def _bound_to(request: Request, sort: Sort) -> str:
    filters = sorted((name, values) for name, values in request.query_params.lists() if name not in {"cursor", "limit"})
    text = f"{request.path}|{sort.name}|{filters}"
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _read_cursor(request: Request, sort: Sort) -> _Cursor | None:
    raw = request.query_params.get("cursor")
    if not raw:
        return None
    try:
        bound, backwards, kind, value, pk = signing.loads(raw, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        bound = None
    if bound != _bound_to(request, sort):
        raise InvalidInput({"cursor": [("invalid_cursor", "Start again from the first page.")]})
    return _Cursor(backwards, datetime.fromisoformat(value) if kind == "t" else value, pk)


def _link(request: Request, sort: Sort, row: Any, *, backwards: bool) -> str:
    value: Any = row
    for name in sort.field.split("__"):
        value = getattr(value, name)
    kind = "t" if isinstance(value, datetime) else "v"
    plain = value.isoformat() if kind == "t" else value if isinstance(value, int | float | str) else str(value)
    cursor = signing.dumps([_bound_to(request, sort), backwards, kind, plain, row.pk], salt=SALT)
    query = request.query_params.copy()
    query["cursor"] = cursor
    return str(request.build_absolute_uri(f"{request.path}?{query.urlencode()}"))
