"""One door to the dashboard, and no way round the authenticator."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from commerce.foundation.accounts import services
from commerce.foundation.accounts.models import User
from commerce.foundation.audit.models import AuditEntry
from tests.factories.markets import make_market
from tests.factories.people import Phone, make_user, new_mobile

pytestmark = pytest.mark.django_db

LOGIN = "/dashboard/login/"
CODE, AUTHENTICATOR, ENROL = f"{LOGIN}code/", f"{LOGIN}authenticator/", f"{LOGIN}enrol/"
PASSWORD = "a long enough secret 42"


@pytest.fixture
def reza() -> User:
    return User.objects.create_superuser(new_mobile(), PASSWORD)


@pytest.fixture
def authenticator(reza: User) -> TOTPDevice:
    device: TOTPDevice = TOTPDevice.objects.create(user=reza, confirmed=True)
    return device


def shown_by(device: TOTPDevice) -> str:
    return f"{totp(device.bin_key, device.step, device.t0, device.digits, device.drift):06}"


def password(client: Client, user: User, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"way": "staff", "mobile": user.mobile, "password": password})


def staff_in(user: User, device: TOTPDevice) -> Client:
    client = Client()
    password(client, user)
    client.post(AUTHENTICATOR, {"token": shown_by(device)})
    return client


def is_in(client: Client, path: str = "/dashboard/account/") -> bool:
    return client.get(path).status_code == 200


def test_staff_come_in_by_password_and_authenticator(reza: User, authenticator: TOTPDevice) -> None:
    client = Client()

    halfway = password(client, reza)
    assert (halfway.status_code, halfway["Location"]) == (302, AUTHENTICATOR)
    assert not is_in(client)

    entered = client.post(AUTHENTICATOR, {"token": shown_by(authenticator)})
    assert (entered.status_code, entered["Location"]) == (302, "/dashboard/")
    assert is_in(client)
    assert AuditEntry.objects.get(action="staff.signed_in").actor_ref == reza.public_id


def test_staff_without_an_authenticator_enrol_one_first(reza: User) -> None:
    client = Client()
    assert password(client, reza)["Location"] == ENROL

    page = client.get(ENROL).content.decode()
    assert re.search(r"<svg[^>]* viewBox=", page)
    device = TOTPDevice.objects.get(user=reza)
    assert not device.confirmed

    client.post(ENROL, {"token": shown_by(device)})
    device.refresh_from_db()
    assert device.confirmed
    assert is_in(client)


def test_an_enrolment_wants_a_right_token(reza: User) -> None:
    client = Client()
    password(client, reza)
    client.get(ENROL)

    refused = client.post(ENROL, {"token": "000000"})

    assert refused.status_code in {400, 429}
    assert not TOTPDevice.objects.get(user=reza).confirmed


def test_who_has_an_authenticator_cannot_enrol_another(reza: User, authenticator: TOTPDevice) -> None:
    client = Client()
    password(client, reza)

    assert client.get(ENROL)["Location"] == AUTHENTICATOR
    assert TOTPDevice.objects.filter(user=reza).count() == 1


def test_wrong_and_unknown_are_told_alike_and_soon_have_to_wait(reza: User) -> None:
    wrong = password(Client(), reza, "wrong")
    unknown = password(Client(), User(mobile=new_mobile()))
    refusal = re.compile(r'class="refusal".*?</div>', re.S)

    assert wrong.status_code == unknown.status_code == 400
    assert refusal.search(wrong.content.decode())[0] == refusal.search(unknown.content.decode())[0]  # type: ignore[index]

    answers = [password(Client(), reza, "wrong") for _ in range(7)]
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0


def test_a_vendor_comes_in_by_a_code(django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    omid = make_user(new_mobile())
    make_market(omid)
    client = Client()

    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(LOGIN, {"mobile": omid.mobile})["Location"] == CODE
    entered = client.post(CODE, {"code": Phone(omid.mobile).code})

    assert entered["Location"] == "/dashboard/"
    assert is_in(client, "/dashboard/vendor/")
    assert not is_in(client, "/django-admin/")


def test_who_works_in_no_market_stays_outside(django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    sara = make_user(new_mobile())
    client = Client()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(LOGIN, {"mobile": sara.mobile})

    refused = client.post(CODE, {"code": Phone(sara.mobile).code})

    assert refused.status_code == 403
    assert not is_in(client)


@pytest.mark.parametrize("path", ["/dashboard/", "/dashboard/pages/", "/dashboard/users/", "/dashboard/images/"])
@pytest.mark.parametrize("who", ["nobody", "shopper", "password only", "django login"])
def test_no_page_opens_without_the_authenticator(reza: User, authenticator: TOTPDevice, who: str, path: str) -> None:
    client = Client()
    if who == "shopper":
        client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    elif who == "password only":
        password(client, reza)
    elif who == "django login":
        client.force_login(reza, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(path, follow=True).redirect_chain[-1][0].startswith(LOGIN)


@pytest.mark.parametrize("path", ["/django-admin/", "/django-admin/login/", "/django-admin/accounts/user/"])
@pytest.mark.parametrize("signed_in", [False, True])
def test_djangos_admin_stands_behind_the_same_door(reza: User, path: str, signed_in: bool) -> None:
    client = Client()
    if signed_in:
        client.force_login(reza, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(path)["Location"].startswith(f"{LOGIN}?")
    assert client.post(path, {"username": reza.mobile, "password": PASSWORD}).status_code == 302


def test_djangos_admin_opens_for_confirmed_staff_and_changes_no_person(reza: User, authenticator: TOTPDevice) -> None:
    client = staff_in(reza, authenticator)

    assert is_in(client, "/django-admin/")
    assert is_in(client, "/django-admin/accounts/user/")
    assert client.get("/django-admin/accounts/user/add/").status_code == 403


@pytest.mark.parametrize("path", ["/dashboard/password_reset/", "/_util/login/"])
def test_wagtails_own_doors_are_closed(path: str) -> None:
    answer = Client().get(path)

    assert answer.status_code == 404 or answer["Location"].startswith(LOGIN)


def test_the_page_is_persian_from_right_to_left_with_its_own_font() -> None:
    page = Client().get(LOGIN).content.decode()

    assert '<html lang="fa" dir="rtl">' in page
    assert "fonts/vazirmatn" in page
    assert "https://" not in page


def test_the_way_back_leads_only_to_our_own_pages(reza: User, authenticator: TOTPDevice) -> None:
    for wanted, led in (("/dashboard/images/", "/dashboard/images/"), ("https://evil.example/", "/dashboard/")):
        client = Client()
        client.get(LOGIN, {"way": "staff", "next": wanted})
        password(client, reza)
        TOTPDevice.objects.update(last_t=-1)
        assert client.post(AUTHENTICATOR, {"token": shown_by(authenticator)})["Location"] == led


def test_standing_halfway_is_over_after_minutes(reza: User, authenticator: TOTPDevice) -> None:
    client = Client()
    password(client, reza)
    session = client.session
    session["door.halfway"] = {**session["door.halfway"], "at": 0}
    session.save()

    assert client.post(AUTHENTICATOR, {"token": shown_by(authenticator)})["Location"] == LOGIN
    assert not is_in(client)


def change_password(user: User) -> None:
    user.set_password("another long secret 43")
    user.save()


def deactivate(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def sign_out_everywhere(user: User) -> None:
    services.end_all_sessions(user=user)


@pytest.mark.parametrize("change", [change_password, deactivate, sign_out_everywhere])
def test_cookie_sessions_can_be_ended(reza: User, authenticator: TOTPDevice, change: Callable[[User], None]) -> None:
    client = staff_in(reza, authenticator)
    assert is_in(client)

    change(reza)

    assert not is_in(client)


def test_signing_out(reza: User, authenticator: TOTPDevice) -> None:
    client = staff_in(reza, authenticator)

    assert client.post("/dashboard/logout/")["Location"] == LOGIN
    assert not is_in(client)


def test_a_form_without_its_token_is_refused() -> None:
    assert Client(enforce_csrf_checks=True).post(LOGIN, {"mobile": new_mobile()}).status_code == 403
