"""Columns that a stolen dump must not tell: encrypted at rest, found again by a keyed hash."""

import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models
from django.db.models.query_utils import DeferredAttribute


def encrypt(text: str) -> str:
    """The text as a token under the first key."""
    return _cipher(tuple(settings.FIELD_ENCRYPTION_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> "Secret":
    """The text of a token made under any of the keys."""
    return Secret(_cipher(tuple(settings.FIELD_ENCRYPTION_KEYS)).decrypt(token.encode()).decode())


def rotate(token: str) -> str:
    """The same text under the first key, for when the old key is to go."""
    return _cipher(tuple(settings.FIELD_ENCRYPTION_KEYS)).rotate(token.encode()).decode()


def blind_index(value: str, *, purpose: str = "") -> str:
    """A keyed hash by which an encrypted value is found and kept unique; `purpose` keeps columns unlinkable."""
    message = f"{purpose}\0{value}".encode()
    return hmac.new(settings.BLIND_INDEX_KEY.encode(), message, hashlib.sha256).hexdigest()


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


class Secret(str):
    """A text that does not show itself in logs, tracebacks and debuggers."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret('…')"


class _SecretAttribute(DeferredAttribute):
    def __set__(self, instance: models.Model, value: str | None) -> None:
        secret = Secret(value) if isinstance(value, str) else value
        instance.__dict__[self.field.attname] = secret


class EncryptedTextField(models.TextField):
    """A text column that holds a token; look it up by a `blind_index` beside it."""

    descriptor_class = _SecretAttribute

    def get_prep_value(self, value: Any) -> str | None:
        text = super().get_prep_value(value)
        return None if text is None else encrypt(text)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Secret | None:
        return None if value is None else decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
