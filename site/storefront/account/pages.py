"""A list too long for one page, turned by a bound on the id: flat at any depth."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

PAGE = 20


@dataclass(frozen=True, slots=True)
class Leaf:
    """Some rows, newest first, and the bound under which the older ones are found."""

    rows: list[Any]
    older: int | None
    is_first: bool


def newest_first(request: HttpRequest, rows: "QuerySet[Any]") -> Leaf:
    """One page of rows by falling id; an address that names no id shows the first."""
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
    found = list((rows if before is None else rows.filter(pk__lt=before)).order_by("-pk")[: PAGE + 1])
    older = found[PAGE - 1].pk if len(found) > PAGE else None
    return Leaf(found[:PAGE], older, before is None)
