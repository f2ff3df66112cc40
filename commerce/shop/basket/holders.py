"""Whose cart it is: a person's, a guest's by token, or both on the way from one to the other."""

import hashlib
from dataclasses import dataclass

from django.db.models import Q

from commerce.foundation.core.ids import random_id

TOKEN_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Holder:
    """Who asks for a cart; a person may still carry the token of the cart filled before signing in."""

    user_id: int | None = None
    token: str = ""

    @property
    def carts(self) -> Q:
        """The carts this holder may see: the own one, and a guest's one by its token, never another person's."""
        guest = Q(owner=None, token_hash=hash_of(self.token)) if self.token else Q(pk=None)
        return Q(owner=self.user_id) | guest if self.user_id else guest

    @property
    def key(self) -> str:
        """A name for whoever holds the cart, for keys of retried requests."""
        return f"user:{self.user_id}" if self.user_id else f"cart:{hash_of(self.token)}"


def new_token() -> str:
    """A token for a guest's client to keep; we keep only its hash."""
    return random_id(TOKEN_LENGTH)


def hash_of(token: str) -> str:
    """The form in which a cart token is stored."""
    return hashlib.sha256(token.encode()).hexdigest()
