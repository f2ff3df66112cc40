"""Asking what would be if a market were on another plan: reads within the question answer as if it were."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

_supposed: ContextVar[Mapping[str, str | None]] = ContextVar("supposed_plans")


@contextmanager
def supposing(plans: Mapping[str, str | None]) -> Iterator[None]:
    """Read market public id → slug of plan (None: on none) instead of what is so, until the question is answered."""
    token = _supposed.set(plans)
    try:
        yield
    finally:
        _supposed.reset(token)


def supposed() -> Mapping[str, str | None]:
    """What is supposed now; mostly nothing."""
    return _supposed.get({})
