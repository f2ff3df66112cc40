"""Every door of the API, as the resolver knows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Door:
    method: str
    route: str
    view: Any

    @property
    def name(self) -> str:
        return f"{self.method} {self.route}"


def doors() -> Iterator[Door]:
    for route, pattern in _walk(get_resolver().url_patterns):
        if not route.startswith("api/v1/"):
            continue
        view = getattr(pattern.callback, "view_class", getattr(pattern.callback, "cls", pattern.callback))
        for method in METHODS:
            if hasattr(view, method):
                yield Door(method.upper(), route.removeprefix("api/v1/"), view)


def _walk(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield route, pattern
