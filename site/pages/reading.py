"""Who looks at a page, as far as its content depends on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Reader:
    """A browser, or an app that wants the same blocks as data."""

    language: str = "fa"
    app: str = "web"
    platform: str = "web"

    @classmethod
    def in_browser(cls) -> Self:
        return cls(language=(get_language() or "fa").partition("-")[0])

    @classmethod
    def of(cls, context: Mapping[str, Any] | None) -> Self:
        """The reader a template was rendered for."""
        reader = (context or {}).get("reader")
        return reader if isinstance(reader, cls) else cls.in_browser()
