"""Access and refresh tokens. They are functions of a session row and its generation: nothing of them is stored."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from rest_framework_simplejwt.exceptions import TokenError
from rest_framework_simplejwt.tokens import Token

from commerce.foundation.accounts.errors import InvalidToken
from commerce.foundation.accounts.models import Session


class _Access(Token):
    token_type = "access"  # noqa: S105
    lifetime = settings.ACCESS_TOKEN_LIFETIME


class _Refresh(Token):
    token_type = "refresh"  # noqa: S105
    lifetime = settings.REFRESH_TOKEN_LIFETIME


@dataclass(frozen=True, slots=True, repr=False)
class TokenPair:
    access: str
    refresh: str


@dataclass(frozen=True, slots=True)
class RefreshClaims:
    session_public_id: str
    generation: int


def pair_of(session: Session) -> TokenPair:
    """The tokens of a session's present generation; the same row gives the same bytes."""
    return TokenPair(
        access=str(_filled(_Access(), session, settings.ACCESS_TOKEN_LIFETIME)),
        refresh=str(_filled(_Refresh(), session, settings.REFRESH_TOKEN_LIFETIME)),
    )


def session_of_access(raw: str) -> str:
    """The session an access token names; refuses a forged or expired one."""
    return str(_read(_Access, raw)["sid"])


def claims_of_refresh(raw: str) -> RefreshClaims:
    """The session and generation a refresh token names; refuses a forged or expired one."""
    token = _read(_Refresh, raw)
    return RefreshClaims(session_public_id=str(token["sid"]), generation=int(token["gen"]))


def _filled(token: Token, session: Session, lifetime: timedelta) -> Token:
    token.set_iat(at_time=session.refreshed_at)
    token.set_exp(from_time=session.refreshed_at, lifetime=lifetime)
    token["jti"] = f"{session.public_id}.{session.generation}"
    token["sid"] = session.public_id
    token["gen"] = session.generation
    token["audience"] = session.audience
    return token


def _read(kind: type[Token], raw: str) -> Any:
    try:
        token: Any = kind(raw)  # type: ignore[arg-type]
    except TokenError:
        raise InvalidToken() from None
    if "sid" not in token or "gen" not in token:
        raise InvalidToken()
    return token
