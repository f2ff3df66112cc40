"""Answers for anonymous apps, kept by variant, so that the usual request asks the database nothing."""

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.core.cache import cache

EDITION = "content.edition"
# Prices and stock inside a kept answer may be this old.
FRESH_SECONDS = 30
KEPT_SECONDS = 600
RENEWAL_SECONDS = 10


def kept(variant: str, build: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The answer for a variant; when it grows old one caller renews it and the others take the old one."""
    key = f"content.{_edition()}.{variant}"
    found = cache.get(key)
    if found and (found["fresh_until"] > time.time() or not cache.add(f"{key}.renewal", 1, RENEWAL_SECONDS)):
        answer: dict[str, Any] = found["answer"]
        return answer
    answer = build()
    cache.set(key, {"answer": answer, "fresh_until": time.time() + FRESH_SECONDS}, KEPT_SECONDS)
    return answer


def begin_new_edition() -> None:
    """Forget every kept answer: an editor has changed a page."""
    cache.set(EDITION, uuid4().hex, None)


def _edition() -> str:
    return str(cache.get_or_set(EDITION, lambda: uuid4().hex, None))
