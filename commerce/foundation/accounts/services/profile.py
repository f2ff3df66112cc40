"""Who a person says they are, and the number they are known by."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from commerce.foundation.accounts.errors import MobileTaken
from commerce.foundation.accounts.events import MobileChanged
from commerce.foundation.accounts.models import OneTimeCode, User
from commerce.foundation.accounts.policies import Credentials, require_step_up
from commerce.foundation.accounts.services import codes
from commerce.foundation.accounts.services.codes import SentCode
from commerce.foundation.accounts.services.sessions import end_all_sessions
from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.events import record

OWN_COLUMNS = frozenset({"first_name", "last_name", "email", "language", "national_code"})


def change_profile(*, user: User, changes: Mapping[str, Any]) -> User:
    """Write what a person may say of themselves; anything else is a mistake of the caller."""
    if unknown := changes.keys() - OWN_COLUMNS:
        raise ValueError(f"Not a person's own to change: {sorted(unknown)}")
    for name, value in changes.items():
        setattr(user, name, value)
    user.save(update_fields=[*changes])
    return user


def ask_new_mobile(*, user: User, credentials: Credentials, mobile: str, address: str) -> SentCode:
    """Send a code to the number a person wants to be known by, after a step-up on the old one."""
    require_step_up(credentials=credentials)
    return codes.send_code(
        mobile=mobile, purpose=OneTimeCode.Purpose.NEW_MOBILE, language=user.language, address=address
    )


def change_mobile(*, actor: Actor, user: User, credentials: Credentials, mobile: str, code: str) -> User:
    """Know a person by another number from now on; their other devices are signed out."""
    require_step_up(credentials=credentials)
    proven = codes.check_code(mobile=mobile, purpose=OneTimeCode.Purpose.NEW_MOBILE, code=code, address=actor.ip)
    with transaction.atomic():
        codes.consume(code=proven)
        _take_number(user, mobile)
        User.objects.filter(pk=user.pk).update(mobile_changed_at=timezone.now())
        end_all_sessions(user=user, but=credentials.session_public_id)
        note(actor=actor, action="user.mobile_changed", subject_kind="user", subject_ref=user.public_id)
        record(MobileChanged(user=user.public_id))
    user.refresh_from_db()
    return user


def _take_number(user: User, mobile: str) -> None:
    try:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(mobile=mobile)
    except IntegrityError:
        raise MobileTaken() from None
