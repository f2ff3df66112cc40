"""Confirming a session with a fresh code before a delicate act."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from commerce.foundation.accounts.models import OneTimeCode, Session, User
from commerce.foundation.accounts.services import codes
from commerce.foundation.accounts.services.codes import SentCode


def ask_step_up(*, user: User, address: str) -> SentCode:
    """Send the person a code to confirm a delicate act with."""
    return codes.send_code(
        mobile=user.mobile, purpose=OneTimeCode.Purpose.STEP_UP, language=user.language, address=address
    )


def confirm_step_up(*, user: User, session_public_id: str, code: str, address: str) -> datetime:
    """Mark the session as freshly confirmed; answers since when."""
    proven = codes.check_code(mobile=user.mobile, purpose=OneTimeCode.Purpose.STEP_UP, code=code, address=address)
    now = timezone.now()
    with transaction.atomic():
        codes.consume(code=proven)
        Session.objects.filter(user=user, public_id=session_public_id).update(stepped_up_at=now)
    return now
