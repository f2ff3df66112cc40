"""Signing a device in, keeping it in by rotation, and ending it."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from commerce.foundation.accounts import locks, tokens
from commerce.foundation.accounts.errors import InvalidToken
from commerce.foundation.accounts.models import Session, User
from commerce.foundation.accounts.selectors import holds
from commerce.foundation.accounts.tokens import TokenPair
from commerce.foundation.core.errors import NotFound

# A client that lost our answer repeats its refresh within this time and gets the same pair again.
LOST_ANSWER = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Device:
    """What a device says of itself, and where it knocked from."""

    name: str = ""
    platform: str = ""
    agent: str = ""
    address: str = ""


def start_session(*, user: User, audience: str, device: Device) -> TokenPair:
    """Sign a person in on a device for one surface."""
    now = timezone.now()
    session = Session.objects.create(
        user=user,
        audience=audience,
        credential_stamp=user.get_session_auth_hash(),
        device_name=device.name,
        platform=device.platform,
        agent=device.agent[:200],
        address=device.address or None,
        created_at=now,
        refreshed_at=now,
        expires_at=now + settings.REFRESH_TOKEN_LIFETIME,
    )
    return tokens.pair_of(session)


def refresh_session(*, refresh: str, device: Device) -> TokenPair:
    """A new pair for a refresh token. A used one ends the session, unless its answer was only lost on the way."""
    claims = tokens.claims_of_refresh(refresh)
    with transaction.atomic():
        session = locks.session(claims.session_public_id)
        if session is None or not holds(session):
            raise InvalidToken()
        if claims.generation == session.generation:
            _rotate(session, device)
            return tokens.pair_of(session)
        if _answer_was_lost(session, claims.generation, device):
            return tokens.pair_of(session)
        _end(session, Session.Ending.REUSED)
    raise InvalidToken()


def end_session(*, user: User, public_id: str, ending: str = Session.Ending.REVOKED) -> None:
    """Sign one of a person's devices out."""
    session = Session.objects.alive().filter(user=user, public_id=public_id).first()
    if session is None:
        raise NotFound()
    _end(session, ending)


@transaction.atomic
def end_all_sessions(*, user: User, but: str = "") -> int:
    """Sign a person out everywhere, of apps and web pages, except in the session named by `but`."""
    User.objects.filter(pk=user.pk).update(sign_in_epoch=F("sign_in_epoch") + 1)
    user.refresh_from_db(fields=["sign_in_epoch"])
    alive = user.sessions.filter(revoked_at=None)
    alive.filter(public_id=but).update(credential_stamp=user.get_session_auth_hash())
    return alive.exclude(public_id=but).update(revoked_at=timezone.now(), ending=Session.Ending.SECURITY)


def forget_dead_sessions() -> int:
    """Forget sessions that ended, or ran out, longer ago than their list could interest anybody."""
    oldest = timezone.now() - timedelta(days=settings.SESSION_KEEP_DAYS)
    dead = Session.objects.filter(Q(revoked_at__lt=oldest) | Q(expires_at__lt=oldest))
    return dead.delete()[0]


def _rotate(session: Session, device: Device) -> None:
    now = timezone.now()
    session.generation += 1
    session.refreshed_at, session.expires_at = now, now + settings.REFRESH_TOKEN_LIFETIME
    session.agent, session.address = device.agent[:200], device.address or None
    session.save(update_fields=["generation", "refreshed_at", "expires_at", "agent", "address"])


def _answer_was_lost(session: Session, generation: int, device: Device) -> bool:
    recent = timezone.now() - session.refreshed_at <= LOST_ANSWER
    return recent and generation == session.generation - 1 and device.agent[:200] == session.agent


def _end(session: Session, ending: str) -> None:
    Session.objects.filter(pk=session.pk, revoked_at=None).update(revoked_at=timezone.now(), ending=ending)
