"""How staff come in: a password, then an authenticator; both counted before they are compared."""

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from commerce.foundation.accounts import limits, locks
from commerce.foundation.accounts.backoff import refusal
from commerce.foundation.accounts.errors import InvalidCredentials, TotpRequired
from commerce.foundation.accounts.models import Audience, User
from commerce.foundation.accounts.selectors import has_authenticator
from commerce.foundation.accounts.services.sessions import Device, start_session
from commerce.foundation.accounts.services.signing_in import SignedIn
from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor


def sign_in_staff(*, mobile: str, password: str, totp: str, device: Device) -> SignedIn:
    """Sign a member of staff in on a device; without an authenticator there is no way in."""
    user = check_password(mobile=mobile, password=password, address=device.address)
    if has_authenticator(user=user):
        check_totp(user=user, token=totp)
    elif settings.STAFF_TOTP_REQUIRED:
        raise TotpRequired()
    with transaction.atomic():
        note_entry(user=user, address=device.address)
        return SignedIn(user, start_session(user=user, audience=Audience.STAFF, device=device), is_new=False)


def check_password(*, mobile: str, password: str, address: str) -> User:
    """The member of staff behind a number and password. Unknown numbers take as long as wrong passwords."""
    limits.PASSWORDS_OF_ADDRESS.take(address)
    limits.PASSWORDS_OF_NUMBER.take(mobile)
    user = User.objects.filter(mobile=mobile, is_staff=True, is_active=True).first()
    if user is None:
        make_password(password)
        raise InvalidCredentials()
    if not user.check_password(password):
        raise InvalidCredentials()
    return user


def check_totp(*, user: User, token: str) -> TOTPDevice:
    """The authenticator that shows this token now; a token serves once, and wrong ones make the next wait longer."""
    with transaction.atomic():
        device = locks.authenticator(user, confirmed=True)
        right = device is not None and _is_shown_by(device, token)
    if device is None or not right:
        raise InvalidCredentials()
    limits.PASSWORDS_OF_NUMBER.forget(user.mobile)
    return device


def begin_enrolment(*, user: User) -> TOTPDevice:
    """The authenticator a member of staff is about to scan; the same until it is confirmed."""
    device, _ = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "authenticator"})
    return device


def confirm_enrolment(*, user: User, token: str) -> TOTPDevice:
    """Make the scanned authenticator the one way in, once it has shown a right token."""
    with transaction.atomic():
        device = locks.authenticator(user, confirmed=False)
        right = device is not None and not has_authenticator(user=user) and _is_shown_by(device, token)
        if device is not None and right:
            TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
            _note(user, "staff.authenticator_enrolled")
    if device is None or not right:
        raise InvalidCredentials()
    return device


def note_entry(*, user: User, address: str) -> None:
    """Write down that a member of staff came in."""
    _note(user, "staff.signed_in", address)


def _note(user: User, action: str, address: str = "") -> None:
    actor = Actor(kind="user", ref=user.public_id, ip=address)
    note(actor=actor, action=action, subject_kind="user", subject_ref=user.public_id)


def _is_shown_by(device: TOTPDevice, token: str) -> bool:
    allowed, why = device.verify_is_allowed()
    if not allowed:
        wait = why["locked_until"] - timezone.now()
        raise refusal(limit=1, wait=int(wait.total_seconds()) + 1)
    return bool(device.verify_token(token))
