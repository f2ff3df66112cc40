"""A person's own account: what they say of themselves, their number, their data, leaving."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from commerce.foundation.accounts.models import Session, User
from commerce.foundation.accounts.personal_data import erasers
from commerce.foundation.accounts.policies import require_cooled_off
from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.errors import DomainError, Forbidden
from tests.factories.people import Phone, bearer, make_user, new_mobile

pytestmark = pytest.mark.django_db

ME, MOBILE, STEP_UP = "/api/v1/me/", "/api/v1/me/mobile/", "/api/v1/auth/step-up/"
Commits = Callable[..., Any]


@pytest.fixture
def sara() -> User:
    return make_user(new_mobile(), first_name="سارا")


@pytest.fixture
def step_up(django_capture_on_commit_callbacks: Commits) -> Callable[[Any, User], Any]:
    def step_up(client: Any, user: User) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            client.post(STEP_UP, {})
        return client.post(STEP_UP, {"code": Phone(user.mobile).code})

    return step_up


def test_a_person_changes_what_they_say_of_themselves(sara: User) -> None:
    changed = bearer(sara).patch(ME, {"first_name": " سارا\u200f  ", "email": "sara@example.com", "language": "en"})

    assert changed.status_code == 200
    assert changed.json()["first_name"] == "سارا"
    assert (changed.json()["email"], changed.json()["language"]) == ("sara@example.com", "en")


@pytest.mark.parametrize("member", ["mobile", "is_staff", "is_superuser", "is_active", "password", "id", "public_id"])
def test_what_is_not_theirs_to_change_stays(sara: User, member: str) -> None:
    before = User.objects.filter(pk=sara.pk).values().get()

    bearer(sara).patch(ME, {member: True})

    assert User.objects.filter(pk=sara.pk).values().get() == before


def test_a_national_code_is_checked_encrypted_and_masked(sara: User) -> None:
    client = bearer(sara)

    assert client.patch(ME, {"national_code": "1234567890"}).json()["errors"]["national_code"][0]["code"] == (
        "invalid_national_code"
    )
    assert client.patch(ME, {"national_code": "۰۰۱۲۳۴۵۶۷۹"}).json()["national_code"] == "******5679"
    with connection.cursor() as cursor:
        cursor.execute("SELECT national_code FROM accounts_user WHERE id = %s", [sara.pk])
        assert "0012345679" not in cursor.fetchone()[0]


def test_bootstrap_says_who_and_what_is_switched_on(sara: User) -> None:
    answer = bearer(sara).get("/api/v1/me/bootstrap/").json()

    assert answer["user"]["id"] == sara.public_id
    assert answer["flags"] == {}


def test_a_step_up_confirms_this_session_only(sara: User, step_up: Any) -> None:
    client, other = bearer(sara), bearer(sara)

    assert step_up(client, sara).json() == {"expires_in": 300}

    assert Session.objects.filter(user=sara).exclude(stepped_up_at=None).count() == 1
    assert client.post(MOBILE, {"mobile": new_mobile()}).status_code == 202
    assert other.post(MOBILE, {"mobile": new_mobile()}).json()["code"] == "step_up_required"


def test_a_login_code_does_not_step_up(sara: User, django_capture_on_commit_callbacks: Commits) -> None:
    client = bearer(sara)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/api/v1/auth/otp/", {"mobile": sara.mobile})

    assert client.post(STEP_UP, {"code": Phone(sara.mobile).code}).json()["code"] == "invalid_code"


def test_a_number_changes_by_a_code_on_the_new_one(
    sara: User, step_up: Any, django_capture_on_commit_callbacks: Commits
) -> None:
    client, other, new = bearer(sara), bearer(sara), new_mobile()
    step_up(client, sara)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(MOBILE, {"mobile": new})

    changed = client.post(MOBILE, {"mobile": new, "code": Phone(new).code})

    assert changed.json()["mobile"] == new
    assert client.get(ME).status_code == 200
    assert other.get(ME).status_code == 401
    assert AuditEntry.objects.get(action="user.mobile_changed").subject_ref == sara.public_id
    with pytest.raises(DomainError, match="cooling_off"):
        require_cooled_off(user=User.objects.get(pk=sara.pk))


def test_a_taken_number_is_told_only_to_who_holds_it(
    sara: User, step_up: Any, django_capture_on_commit_callbacks: Commits
) -> None:
    taken = make_user(new_mobile()).mobile
    client = bearer(sara)
    step_up(client, sara)
    with django_capture_on_commit_callbacks(execute=True):
        asked = client.post(MOBILE, {"mobile": taken})

    assert asked.status_code == 202
    assert client.post(MOBILE, {"mobile": taken, "code": Phone(taken).code}).json()["code"] == "mobile_taken"


def test_an_export_holds_what_we_know(sara: User) -> None:
    exported = bearer(sara).get("/api/v1/me/export/").json()

    assert exported["account"]["mobile"] == sara.mobile
    assert len(exported["sessions"]) == 1


def test_leaving_needs_a_step_up_and_leaves_no_name(sara: User, step_up: Any) -> None:
    client = bearer(sara)
    assert client.delete(ME).json()["code"] == "step_up_required"
    step_up(client, sara)

    assert client.delete(ME).status_code == 204

    left = User.objects.get(pk=sara.pk)
    assert (left.first_name, left.is_active, left.mobile[:4]) == ("", False, "+999")
    assert client.get(ME).status_code == 401


def test_a_number_that_left_may_come_again_as_another_person(
    sara: User, step_up: Any, django_capture_on_commit_callbacks: Commits
) -> None:
    client, mobile = bearer(sara), sara.mobile
    step_up(client, sara)
    client.delete(ME)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/api/v1/auth/otp/", {"mobile": mobile}, HTTP_AUTHORIZATION="")

    entered = client.post("/api/v1/auth/otp/verify/", {"mobile": mobile, "code": Phone(mobile).code})

    assert entered.json()["is_new"] is True
    assert entered.json()["user"]["id"] != sara.public_id


def test_an_app_may_refuse_the_leaving_and_then_nothing_happened(
    sara: User, step_up: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(user: User) -> None:
        raise Forbidden("orders are on their way")

    monkeypatch.setitem(erasers._entries, "orders", refuse)
    client = bearer(sara)
    step_up(client, sara)

    assert client.delete(ME).status_code == 403
    assert client.get(ME).json()["first_name"] == "سارا"


def test_staff_do_not_leave_by_this_door(step_up: Any) -> None:
    reza = make_user(new_mobile(), is_staff=True)
    client = bearer(reza, audience="staff")
    step_up(client, reza)

    assert client.delete(ME).json()["code"] == "staff_cannot_leave"
