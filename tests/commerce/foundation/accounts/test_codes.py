"""Signing in by a code that came to the phone."""

import logging
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.utils import timezone
from rest_framework.test import APIClient

from commerce.foundation.accounts.audiences import audience_gates
from commerce.foundation.accounts.models import OneTimeCode, Session, User
from commerce.foundation.sms.models import SmsMessage
from tests.factories.people import Phone, make_user, new_mobile

ASK, VERIFY = "/api/v1/auth/otp/", "/api/v1/auth/otp/verify/"
Commits = Callable[..., Any]


@pytest.fixture
def ask(db: None, django_capture_on_commit_callbacks: Commits) -> Callable[..., Any]:
    def ask(mobile: str, client: APIClient | None = None, **headers: str) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return (client or APIClient()).post(ASK, {"mobile": mobile}, **headers)

    return ask


def verify(mobile: str, code: str, **body: Any) -> Any:
    return APIClient().post(VERIFY, {"mobile": mobile, "code": code, **body})


def later(seconds: int) -> None:
    """Let the codes sent so far grow older."""
    for code in OneTimeCode.objects.all():
        code.created_at -= timedelta(seconds=seconds)
        code.expires_at -= timedelta(seconds=seconds)
        code.save()


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_a_code_is_sent_and_signs_in(ask: Any) -> None:
    mobile = new_mobile()

    asked = ask(mobile)
    entered = verify(mobile, Phone(mobile).code, device={"name": "Galaxy", "platform": "android"})

    assert asked.status_code == 202
    assert asked.json() == {"resend_in": 60, "expires_in": 120}
    assert entered.status_code == 200
    assert entered.json()["is_new"] is True
    assert entered.json()["user"]["mobile"] == mobile
    session = Session.objects.get(user__mobile=mobile)
    assert (session.audience, session.device_name, session.platform) == ("shopper", "Galaxy", "android")


def test_the_account_is_made_by_the_proof_and_not_by_the_question(ask: Any) -> None:
    mobile = new_mobile()

    ask(mobile)
    assert not User.objects.filter(mobile=mobile).exists()

    verify(mobile, Phone(mobile).code)
    assert User.objects.get(mobile=mobile).has_usable_password() is False


def test_the_answer_does_not_tell_who_has_an_account(ask: Any) -> None:
    known, unknown = ask(make_user().mobile), ask(new_mobile())

    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())


@pytest.mark.parametrize("typed", ["۰۹۱۲۳۴۵۶۷۸۹", "٠٩١٢٣٤٥٦٧٨٩", "00989123456789", "98 912 345 6789", "9123456789"])
def test_one_number_is_one_account_however_it_is_typed(ask: Any, typed: str) -> None:
    ask(typed)
    verify("09123456789", Phone("+989123456789").code)

    assert list(User.objects.values_list("mobile", flat=True)) == ["+989123456789"]


def test_a_code_may_be_typed_in_persian_digits(ask: Any) -> None:
    mobile = new_mobile()
    ask(mobile)
    typed = Phone(mobile).code.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))

    assert verify(mobile, typed).status_code == 200


@pytest.mark.parametrize("typed", ["", "12345", "0912345678a", "02112345678", "+12025550123"])
def test_what_is_no_mobile_number_is_refused(ask: Any, typed: str) -> None:
    refused = ask(typed)

    assert refused.status_code == 400
    assert refused.json()["errors"].keys() == {"mobile"}


def test_a_code_serves_once(ask: Any) -> None:
    mobile = new_mobile()
    ask(mobile)
    code = Phone(mobile).code
    verify(mobile, code)

    again = verify(mobile, code)

    assert (again.status_code, again.json()["code"]) == (400, "invalid_code")


def test_a_code_dies_after_two_minutes(ask: Any) -> None:
    mobile = new_mobile()
    ask(mobile)
    later(120)

    assert verify(mobile, Phone(mobile).code).json()["code"] == "invalid_code"


def test_a_newer_code_voids_the_older(ask: Any) -> None:
    mobile = new_mobile()
    ask(mobile)
    first = Phone(mobile).code
    # Once in a million the next code is the same one.
    while Phone(mobile).code == first:
        later(60)
        ask(mobile)

    assert verify(mobile, first).status_code == 400
    assert verify(mobile, Phone(mobile).code).status_code == 200


def test_the_sixth_try_is_refused_even_when_it_is_right(ask: Any) -> None:
    mobile = new_mobile()
    ask(mobile)
    code = Phone(mobile).code
    for _ in range(5):
        verify(mobile, wrong(code))

    assert verify(mobile, code).json()["code"] == "invalid_code"
    assert OneTimeCode.objects.get(mobile=mobile).tries == 5


def test_asking_again_waits_twice_as_long_each_time(ask: Any) -> None:
    mobile = new_mobile()
    waits = []
    for _ in range(4):
        waits.append(ask(mobile).json()["resend_in"])
        later(waits[-1])

    assert waits == [60, 120, 240, 480]


def test_asking_too_early_is_a_429_that_says_when(ask: Any) -> None:
    mobile = new_mobile()
    ask(mobile)

    early = ask(mobile)

    assert (early.status_code, early.json()["code"]) == (429, "throttled")
    assert 0 < int(early["Retry-After"]) <= 61
    assert {"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"} <= early.headers.keys()
    assert len(Phone(mobile).messages) == 1


def test_a_used_code_ends_the_waiting(ask: Any) -> None:
    mobile = new_mobile()
    ask(mobile)
    verify(mobile, Phone(mobile).code)

    assert ask(mobile).json()["resend_in"] == 60


def test_a_number_has_a_daily_cap(ask: Any, settings: Any) -> None:
    settings.CODE_DAILY_CAP = 3
    mobile = new_mobile()
    for _ in range(3):
        ask(mobile)
        later(3600)

    capped = ask(mobile)

    assert capped.status_code == 429
    assert int(capped["Retry-After"]) > 20 * 3600


def test_an_address_backs_off_across_numbers(ask: Any) -> None:
    answers = [ask(new_mobile(), REMOTE_ADDR="192.0.2.7").status_code for _ in range(62)]

    assert answers[:60] == [202] * 60
    assert answers[-1] == 429
    assert ask(new_mobile(), REMOTE_ADDR="192.0.2.8").status_code == 202


def test_a_forwarded_header_does_not_change_the_address(ask: Any) -> None:
    for _ in range(61):
        ask(new_mobile(), REMOTE_ADDR="192.0.2.9")

    assert ask(new_mobile(), REMOTE_ADDR="192.0.2.9", HTTP_X_FORWARDED_FOR="10.1.1.1").status_code == 429


def test_the_code_is_nowhere_but_on_the_phone(ask: Any, caplog: pytest.LogCaptureFixture) -> None:
    mobile = new_mobile()
    caplog.set_level(logging.DEBUG)

    asked = ask(mobile)

    code = Phone(mobile).code
    row, message = OneTimeCode.objects.get(mobile=mobile), SmsMessage.objects.get(mobile=mobile)
    assert code not in asked.content.decode()
    assert code not in caplog.text
    assert code not in str({name: str(value) for name, value in {**vars(row), **vars(message)}.items() if name != "id"})
    assert message.body == ""


def test_a_vendor_token_needs_a_market_and_a_refusal_keeps_the_code(ask: Any) -> None:
    mobile = new_mobile()
    ask(mobile)
    code = Phone(mobile).code

    refused = verify(mobile, code, audience="vendor")

    assert (refused.status_code, refused.json()["code"]) == (403, "no_market")
    assert not User.objects.filter(mobile=mobile).exists()
    assert verify(mobile, code).status_code == 200


def test_no_one_asks_for_a_staff_token_with_a_code(ask: Any) -> None:
    chief = make_user(is_staff=True)
    ask(chief.mobile)

    refused = verify(chief.mobile, Phone(chief.mobile).code, audience="staff")

    assert refused.status_code == 400
    assert refused.json()["errors"].keys() == {"audience"}


def test_a_closed_account_stays_closed(ask: Any) -> None:
    gone = make_user(is_active=False)
    ask(gone.mobile)

    assert verify(gone.mobile, Phone(gone.mobile).code).json()["code"] == "account_closed"


@pytest.mark.rivals
@pytest.mark.django_db(transaction=True)
def test_fifty_rivals_with_one_code_make_one_account_and_one_session() -> None:
    mobile = new_mobile()
    APIClient().post(ASK, {"mobile": mobile})
    code, answers, start = Phone(mobile).code, [], threading.Barrier(50)

    def rush() -> None:
        start.wait()
        answers.append(verify(mobile, code).status_code)
        connections.close_all()

    threads = [threading.Thread(target=rush) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers.count(200) == 1
    assert len(answers) == 50
    assert User.objects.filter(mobile=mobile).count() == 1
    assert Session.objects.filter(user__mobile=mobile).count() == 1
    assert connection.vendor == "postgresql"
    assert timezone.now() > OneTimeCode.objects.get(mobile=mobile).used_at
    assert "staff" in audience_gates
