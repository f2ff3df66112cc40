"""Writes docs/errors.md: what the writers of clients must know of every error."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.urls import get_resolver
from django.utils.module_loading import module_has_submodule
from django.utils.translation import override

from commerce.foundation.core.errors import DomainError

HEAD = """# Error codes

Every error of the API is a problem document (RFC 9457): `type, title, status, detail, code`, and for a bad body
`errors: {field: [{code, detail}]}`. Codes are stable; texts are not. Written by `make openapi`.

| code | status | English | فارسی |
|---|---|---|---|"""
# What Django and DRF raise before a rule of ours is asked.
FRAMEWORK = {
    "not_authenticated": 401,
    "invalid_token": 401,
    "malformed": 400,
    "method_not_allowed": 405,
    "not_acceptable": 406,
    "unsupported_media_type": 415,
    "too_large": 413,
    "csrf_failed": 403,
    "server_error": 500,
}


class Command(BaseCommand):
    help = "Print the table of error codes."

    def handle(self, *args: Any, **options: Any) -> None:
        self._import_all()
        self.stdout.write(HEAD)
        rows = {error.code: self._row(error) for error in _family(DomainError)}
        rows |= {code: f"| `{code}` | {status} | | |" for code, status in FRAMEWORK.items() if code not in rows}
        self.stdout.write("\n".join(rows[code] for code in sorted(rows)))

    def _import_all(self) -> None:
        get_resolver().url_patterns  # noqa: B018  the doors bring their errors
        for config in apps.get_app_configs():
            if config.name.startswith("commerce.") and module_has_submodule(config.module, "errors"):
                import_module(f"{config.name}.errors")

    def _row(self, error: type[DomainError]) -> str:
        with override("en"):
            english = str(error.message)
        with override("fa"):
            persian = str(error.message)
        return f"| `{error.code}` | {error.status} | {english} | {persian} |"


def _family(error: type[DomainError]) -> Iterator[type[DomainError]]:
    for child in error.__subclasses__():
        yield child
        yield from _family(child)
