"""One-time codes: sent rarely, kept as keyed hashes, tried a few times, used once."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from commerce.foundation.accounts import locks
from commerce.foundation.accounts.backoff import Allowance, refusal
from commerce.foundation.accounts.errors import InvalidCode
from commerce.foundation.accounts.limits import CODES_ASKED, CODES_TRIED
from commerce.foundation.accounts.models import OneTimeCode
from commerce.foundation.core import crypto
from commerce.foundation.sms import services as sms

DIGITS = 6
DAY = timedelta(days=1)
LONGEST_WAIT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SentCode:
    """When the next code may be asked for, and until when this one serves, in seconds."""

    resend_in: int
    expires_in: int
    allowance: Allowance


def ask_login_code(*, mobile: str, language: str, address: str) -> SentCode:
    """Send a login code to a number; whether it has an account is not even looked up."""
    return send_code(mobile=mobile, purpose=OneTimeCode.Purpose.LOGIN, language=language, address=address)


@transaction.atomic
def send_code(*, mobile: str, purpose: str, language: str, address: str) -> SentCode:
    """Send a fresh code, after which older ones of the purpose are void; refuses who asks too often."""
    allowance = CODES_ASKED.take(address)
    locks.number(mobile)
    now = timezone.now()
    wait = _wait_after(_sent_lately(mobile, now), now)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    OneTimeCode.objects.of(mobile=mobile, purpose=purpose).usable(now).update(expires_at=now)
    OneTimeCode.objects.create(
        purpose=purpose,
        mobile=mobile,
        code_hash=_hash(mobile, purpose, code),
        created_at=now,
        expires_at=now + timedelta(seconds=settings.CODE_LIFETIME_SECONDS),
        address=address or None,
    )
    sms.send_code(mobile=mobile, code=code, language=language)
    return SentCode(int(wait.total_seconds()), settings.CODE_LIFETIME_SECONDS, allowance)


def check_code(*, mobile: str, purpose: str, code: str, address: str) -> OneTimeCode:
    """The row of a right code, not yet consumed. The try is counted, and committed, before comparing.

    To be called outside transactions, or a refusal would take the count back.
    """
    CODES_TRIED.take(address)
    row = _take_try(mobile, purpose)
    if row is None or not hmac.compare_digest(row.code_hash, _hash(mobile, purpose, code)):
        raise InvalidCode()
    CODES_TRIED.give_back(address)
    return row


def consume(*, code: OneTimeCode) -> None:
    """Use up a checked code in the transaction of what it was for; one of two rivals succeeds."""
    if not OneTimeCode.objects.filter(pk=code.pk, used_at=None).update(used_at=timezone.now()):
        raise InvalidCode()


def forget_old_codes() -> int:
    """Forget codes that no daily cap counts any more."""
    return OneTimeCode.objects.filter(created_at__lt=timezone.now() - 2 * DAY).delete()[0]


def _take_try(mobile: str, purpose: str) -> OneTimeCode | None:
    now = timezone.now()
    newest = OneTimeCode.objects.of(mobile=mobile, purpose=purpose).order_by("-created_at").first()
    if newest is None:
        return None
    counted = OneTimeCode.objects.filter(pk=newest.pk).usable(now).update(tries=F("tries") + 1)
    return newest if counted else None


def _sent_lately(mobile: str, now: datetime) -> list[OneTimeCode]:
    return list(OneTimeCode.objects.filter(mobile=mobile, created_at__gt=now - DAY).order_by("-created_at"))


def _wait_after(sent: list[OneTimeCode], now: datetime) -> timedelta:
    """How long to wait after the code now to be sent; refuses when the time for it has not come."""
    cap: int = settings.CODE_DAILY_CAP
    if len(sent) >= cap:
        raise _too_early(sent[cap - 1].created_at + DAY - now)
    unanswered = next((index for index, code in enumerate(sent) if code.used_at), len(sent))
    if unanswered and (early := sent[0].created_at + _backoff(unanswered) - now) > timedelta():
        raise _too_early(early)
    return _backoff(unanswered + 1)


def _backoff(unanswered: int) -> timedelta:
    first = timedelta(seconds=settings.CODE_RESEND_SECONDS)
    return min(first * int(2 ** (unanswered - 1)), LONGEST_WAIT)


def _too_early(wait: timedelta) -> Exception:
    return refusal(limit=settings.CODE_DAILY_CAP, wait=int(wait.total_seconds()) + 1)


def _hash(mobile: str, purpose: str, code: str) -> str:
    return crypto.blind_index(f"{purpose}:{mobile}:{code}", purpose="one_time_code")
