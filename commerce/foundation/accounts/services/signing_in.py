"""Coming in: by a code sent to the number, or, for staff, by password and authenticator."""

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from commerce.foundation.accounts.audiences import require_entry
from commerce.foundation.accounts.errors import AccountClosed
from commerce.foundation.accounts.events import UserJoined
from commerce.foundation.accounts.models import OneTimeCode, User
from commerce.foundation.accounts.services import codes
from commerce.foundation.accounts.services.sessions import Device, start_session
from commerce.foundation.accounts.tokens import TokenPair
from commerce.foundation.core.events import record


@dataclass(frozen=True, slots=True)
class SignedIn:
    user: User
    tokens: TokenPair
    is_new: bool


def sign_in_with_code(
    *, mobile: str, code: str, audience: str, device: Device, language: str = "fa", invite: str = ""
) -> SignedIn:
    """Sign a device in by a login code; the first code proven for a number makes its account.

    A refusal of the surface (`no_market`) leaves the code usable for another.
    """
    proven = codes.check_code(mobile=mobile, purpose=OneTimeCode.Purpose.LOGIN, code=code, address=device.address)
    with transaction.atomic():
        user, is_new = _enter(proven, audience=audience, language=language, invite=invite)
        return SignedIn(user, start_session(user=user, audience=audience, device=device), is_new)


def prove_number(*, mobile: str, code: str, audience: str, address: str, language: str = "fa") -> User:
    """The person behind a login code, for a door that keeps a cookie session of its own (web pages)."""
    proven = codes.check_code(mobile=mobile, purpose=OneTimeCode.Purpose.LOGIN, code=code, address=address)
    with transaction.atomic():
        return _enter(proven, audience=audience, language=language)[0]


def _enter(proven: OneTimeCode, *, audience: str, language: str, invite: str = "") -> tuple[User, bool]:
    codes.consume(code=proven)
    user, is_new = User.objects.get_or_create(
        mobile=proven.mobile, defaults={"password": make_password(None), "language": language}
    )
    if not user.is_active:
        raise AccountClosed()
    require_entry(user, audience)
    if is_new:
        record(UserJoined(user=user.public_id, invite=invite))
    return user, is_new
