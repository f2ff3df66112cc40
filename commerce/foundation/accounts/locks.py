"""Locks of this app. Order: number, then session, then user."""

import hashlib

from django.db import connection
from django_otp.plugins.otp_totp.models import TOTPDevice

from commerce.foundation.accounts.models import Session, User


def number(mobile: str) -> None:
    """Let one transaction at a time decide about a mobile number, which may have no row yet."""
    digest = hashlib.blake2b(f"accounts.number:{mobile}".encode(), digest_size=8).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest, "big", signed=True)])


def session(public_id: str) -> Session | None:
    """The session with its person, locked against another refresh."""
    rows = Session.objects.select_for_update(of=("self",)).select_related("user")
    return rows.filter(public_id=public_id).first()


def authenticator(user: User, *, confirmed: bool) -> TOTPDevice | None:
    """A member of staff's authenticator, locked so that one token cannot serve twice."""
    return TOTPDevice.objects.select_for_update().filter(user=user, confirmed=confirmed).first()
