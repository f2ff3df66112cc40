"""Reads about people and their sessions."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django_otp.plugins.otp_totp.models import TOTPDevice

from commerce.foundation.accounts.models import Audience, Session, User


def living_session(*, public_id: str) -> Session | None:
    """The session with its person, in one query, if it still admits anybody."""
    session = Session.objects.select_related("user").filter(public_id=public_id).first()
    return session if session and holds(session) else None


def holds(session: Session) -> bool:
    """Whether a session stands: not ended, its person active, the password unchanged since."""
    user = session.user
    return (
        session.revoked_at is None
        and session.expires_at > timezone.now()
        and user.is_active
        and (user.is_staff or session.audience != Audience.STAFF)
        and constant_time_compare(session.credential_stamp, user.get_session_auth_hash())
    )


def sessions_of(*, user: User) -> QuerySet[Session]:
    """The devices on which a person is signed in."""
    return Session.objects.alive().filter(user=user)


def has_authenticator(*, user: User) -> bool:
    """Whether a member of staff has enrolled an authenticator."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())
