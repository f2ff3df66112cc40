"""Staff come in by a password and an authenticator, and by nothing less."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from rest_framework.test import APIClient

from commerce.foundation.accounts.models import Session, User
from commerce.foundation.accounts.services.moderating import (
    MANAGE_PEOPLE,
    MANAGE_STAFF,
    remove_authenticator,
    sign_device_out,
    sign_everything_out,
)
from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden
from tests.factories.people import make_user, new_mobile, with_token

pytestmark = pytest.mark.django_db

STAFF = "/api/v1/auth/staff/"
PASSWORD = "a long enough secret 42"


@pytest.fixture
def reza() -> User:
    return make_user(new_mobile(), password=PASSWORD, is_staff=True)


@pytest.fixture
def authenticator(reza: User) -> TOTPDevice:
    device: TOTPDevice = TOTPDevice.objects.create(user=reza, confirmed=True)
    return device


def shown_by(device: TOTPDevice) -> str:
    return f"{totp(device.bin_key, device.step, device.t0, device.digits, device.drift):06}"


def enter(user: User, password: str = PASSWORD, totp: str = "", **headers: str) -> Any:
    return APIClient().post(STAFF, {"mobile": user.mobile, "password": password, "totp": totp}, **headers)


def test_password_and_authenticator_open_the_staff_surface(reza: User, authenticator: TOTPDevice) -> None:
    entered = enter(reza, totp=shown_by(authenticator))

    assert entered.status_code == 200
    assert Session.objects.get().audience == "staff"
    assert with_token(entered.json()["access"]).get("/api/v1/me/").status_code == 200
    assert AuditEntry.objects.get().action == "staff.signed_in"


def test_without_an_authenticator_there_is_no_way_in(reza: User) -> None:
    refused = enter(reza)

    assert (refused.status_code, refused.json()["code"]) == (403, "totp_required")
    assert not Session.objects.exists()


def test_an_unconfirmed_authenticator_is_none(reza: User) -> None:
    device = TOTPDevice.objects.create(user=reza, confirmed=False)

    assert enter(reza, totp=shown_by(device)).json()["code"] == "totp_required"


def test_a_token_serves_once(reza: User, authenticator: TOTPDevice) -> None:
    token = shown_by(authenticator)
    enter(reza, totp=token)

    assert enter(reza, totp=token).status_code in {400, 429}
    assert Session.objects.count() == 1


def test_unknown_number_wrong_password_and_wrong_token_are_answered_alike(
    reza: User, authenticator: TOTPDevice
) -> None:
    right = shown_by(authenticator)
    answers = [
        enter(make_user(new_mobile(), password=PASSWORD), totp=right),
        enter(User(mobile=new_mobile()), totp=right),
        enter(reza, password="wrong", totp=right),
        enter(reza, totp="000000" if right != "000000" else "000001"),
    ]

    assert {(answer.status_code, answer.content) for answer in answers} == {(400, answers[0].content)}
    assert answers[0].json()["code"] == "invalid_credentials"


def test_wrong_passwords_lock_the_number_for_a_while(reza: User, authenticator: TOTPDevice) -> None:
    answers = [enter(reza, password="wrong", REMOTE_ADDR=f"192.0.2.{n}").status_code for n in range(7)]
    locked = enter(reza, totp=shown_by(authenticator), REMOTE_ADDR="192.0.2.99")

    assert answers[:6] == [400] * 6
    assert answers[6] == 429
    assert locked.status_code == 429
    assert int(locked["Retry-After"]) > 0


def test_wrong_tokens_make_the_authenticator_wait(reza: User, authenticator: TOTPDevice) -> None:
    right = shown_by(authenticator)
    wrong = "000000" if right != "000000" else "000001"
    enter(reza, totp=wrong)

    assert enter(reza, totp=right).status_code == 429


def test_no_attempt_changes_a_member_of_staff_without_the_flag(authenticator: TOTPDevice, reza: User) -> None:
    reza.is_staff = False
    reza.save()

    assert enter(reza, totp=shown_by(authenticator)).json()["code"] == "invalid_credentials"


def test_a_superuser_made_at_the_console_can_use_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", "--noinput", "--mobile", "09190000042", verbosity=0)

    boss = User.objects.get(mobile="+989190000042")

    assert boss.check_password(PASSWORD)
    assert enter(boss).json()["code"] == "totp_required"


def test_a_superuser_without_the_phone_is_helped_at_the_console(reza: User, authenticator: TOTPDevice) -> None:
    call_command("remove_authenticator", reza.mobile, stdout=StringIO())

    assert enter(reza).json()["code"] == "totp_required"
    assert AuditEntry.objects.get().action == "staff.authenticator_removed"


def test_a_lost_authenticator_is_taken_away_by_another_member_of_staff(reza: User, authenticator: TOTPDevice) -> None:
    client = with_token(enter(reza, totp=shown_by(authenticator)).json()["access"])
    chief = Actor(kind="user", ref="chief", rights=frozenset({MANAGE_STAFF}))

    with pytest.raises(Forbidden):
        remove_authenticator(actor=Actor(kind="user", ref="chief"), user=reza)
    remove_authenticator(actor=chief, user=reza)

    assert client.get("/api/v1/me/").status_code == 401
    assert enter(reza).json()["code"] == "totp_required"


def test_support_keeps_no_other_staff_out_by_signing_them_out(reza: User) -> None:
    support = Actor(kind="user", ref="support", rights=frozenset({MANAGE_PEOPLE}))

    with pytest.raises(Forbidden):
        sign_everything_out(actor=support, user=reza)
    with pytest.raises(Forbidden):
        sign_device_out(actor=support, user=reza, session="any")


@pytest.mark.parametrize("said", ["unknown", "203.0.113.7:4711", "", "[", "1.2.3"])
def test_an_address_that_is_none_keeps_nobody_out(
    reza: User, authenticator: TOTPDevice, settings: Any, said: str
) -> None:
    settings.TRUSTED_PROXIES = 1

    answer = enter(reza, totp=shown_by(authenticator), **{"X-Forwarded-For": said})

    assert answer.status_code == 200
