"""Opaque public ids: what paths and bodies show instead of a primary key."""

import secrets
from typing import Any

from django.db import models

# Without letters and digits that people mistake for each other.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def random_id(length: int = 16) -> str:
    """A random id of `length` characters; 16 of them are 79 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


class PublicIdField(models.CharField):  # type: ignore[type-arg]
    """The unguessable id by which the world names a row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 24)
        kwargs.setdefault("unique", True)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("default", random_id)
        super().__init__(*args, **kwargs)
