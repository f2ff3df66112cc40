"""What a credential allows beyond naming its bearer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from commerce.foundation.accounts.errors import CoolingOff
from commerce.foundation.accounts.models import User
from commerce.foundation.core.errors import StepUpRequired


@dataclass(frozen=True, slots=True)
class Credentials:
    """What came with a request: which surface, which session, and when it was last confirmed by a fresh code."""

    audience: str
    session_public_id: str
    stepped_up_at: datetime | None = None


def is_stepped_up(*, credentials: Credentials) -> bool:
    """Whether a fresh code confirmed this session within the last minutes."""
    oldest = timezone.now() - timedelta(seconds=settings.STEP_UP_SECONDS)
    return credentials.stepped_up_at is not None and credentials.stepped_up_at > oldest


def require_step_up(*, credentials: Credentials) -> None:
    """Refuse a delicate act on a session that no fresh code confirmed."""
    if not is_stepped_up(credentials=credentials):
        raise StepUpRequired()


def require_cooled_off(*, user: User) -> None:
    """Refuse to let money leave shortly after the number changed hands."""
    oldest = timezone.now() - timedelta(seconds=settings.COOLING_OFF_SECONDS)
    if user.mobile_changed_at is not None and user.mobile_changed_at > oldest:
        raise CoolingOff()
