"""JSON by orjson: Money and lazy texts become what api.md says."""

from decimal import Decimal
from typing import Any

import orjson
from django.utils.functional import Promise
from django.utils.translation import get_language
from rest_framework.renderers import BaseRenderer

from commerce.foundation.core.money import Money

# orjson would write a dataclass member by member, and Money without its `display`.
OPTIONS = orjson.OPT_NON_STR_KEYS | orjson.OPT_PASSTHROUGH_SUBCLASS | orjson.OPT_PASSTHROUGH_DATACLASS


def as_json(value: Any) -> Any:
    if isinstance(value, Money):
        return value.as_json(get_language() or "fa")
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, dict):
        return dict(value)
    if isinstance(value, (list, set, frozenset, tuple)):
        return list(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return str.__str__(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def dumps(data: Any) -> bytes:
    return orjson.dumps(data, default=as_json, option=OPTIONS)


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return b"" if data is None else dumps(data)
