"""Asking a switch, without asking the database each time."""

import hashlib
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet

from commerce.foundation.flags.models import Flag

KEEP_SECONDS = 30
CACHE_KEY = "flags"


def is_on(name: str, *, actor_ref: str = "", tenant_ref: str = "") -> bool:
    """Whether a feature is there for this person or market; an unknown one is not."""
    flag = _table().get(name)
    if flag is None or flag["state"] == Flag.State.OFF:
        return False
    return (
        flag["state"] == Flag.State.ON
        or actor_ref in flag["people"]
        or tenant_ref in flag["markets"]
        or (bool(actor_ref) and _share_of(name, actor_ref) < flag["percent"])
    )


def flags_of(*, actor_ref: str = "") -> dict[str, bool]:
    """Every switch as one person finds it."""
    return {name: is_on(name, actor_ref=actor_ref) for name in _table()}


def flags() -> QuerySet[Flag]:
    """Every switch, by name."""
    return Flag.objects.order_by("name")


def _share_of(name: str, actor_ref: str) -> int:
    """From 0 to 99, the same for a person and a flag for ever."""
    digest = hashlib.sha256(f"{name}:{actor_ref}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % 100


def _table() -> dict[str, Any]:
    table: dict[str, Any] | None = cache.get_or_set(CACHE_KEY, _read, timeout=KEEP_SECONDS)
    return table or {}


def _read() -> dict[str, Any]:
    columns = Flag.objects.values("name", "state", "percent", "people", "markets")
    return {flag["name"]: flag for flag in columns}
