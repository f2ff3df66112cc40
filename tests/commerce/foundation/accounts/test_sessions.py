"""Devices stay signed in by rotation, and are signed out for good."""

import threading
from datetime import timedelta
from typing import Any

import jwt
import pytest
from django.conf import settings as django_settings
from django.db import connections
from django.utils import timezone
from rest_framework.test import APIClient

from commerce.foundation.accounts import services
from commerce.foundation.accounts.audiences import audience_gates
from commerce.foundation.accounts.models import OneTimeCode, Session, User
from commerce.foundation.accounts.tasks import forget_the_past
from tests.factories.people import bearer, make_user, with_token

pytestmark = pytest.mark.django_db

REFRESH, SESSIONS, ME = "/api/v1/auth/token/refresh/", "/api/v1/auth/sessions/", "/api/v1/me/"


@pytest.fixture
def sara() -> User:
    return make_user()


def signed_in(user: User, audience: str = "shopper", **device: str) -> services.sessions.TokenPair:
    return services.start_session(user=user, audience=audience, device=services.Device(**device))


def refresh(token: str, agent: str = "app/1") -> Any:
    return APIClient().post(REFRESH, {"refresh": token}, HTTP_USER_AGENT=agent)


def rest(seconds: int) -> None:
    """Let sessions grow older."""
    for session in Session.objects.all():
        session.refreshed_at -= timedelta(seconds=seconds)
        session.save()


def test_an_access_token_names_its_person_in_one_query(sara: User, django_assert_num_queries: Any) -> None:
    client = bearer(sara)

    with django_assert_num_queries(1):
        answer = client.get(ME)

    assert answer.json()["id"] == sara.public_id


@pytest.mark.parametrize("header", ["Bearer", "Bearer x", "Bearer a b", "Bearer é", "bearer a.b.c"])
def test_a_bad_token_is_a_401_problem(header: str) -> None:
    refused = APIClient().get(ME, HTTP_AUTHORIZATION=header)

    assert (refused.status_code, refused.json()["code"]) == (401, "invalid_token")
    assert refused["Content-Type"] == "application/problem+json"
    assert refused["WWW-Authenticate"].startswith("Bearer")


def test_no_token_is_a_401_problem() -> None:
    refused = APIClient().get(ME)

    assert (refused.status_code, refused.json()["code"]) == (401, "not_authenticated")


def test_an_expired_access_token_is_refused(sara: User, settings: Any) -> None:
    settings.ACCESS_TOKEN_LIFETIME = timedelta(seconds=-1)

    assert bearer(sara).get(ME).json()["code"] == "invalid_token"


def test_a_token_signed_by_another_or_by_nobody_is_refused(sara: User) -> None:
    claims = jwt.decode(signed_in(sara).access, options={"verify_signature": False})
    forged = jwt.encode(claims, "another key, long enough for this algorithm", algorithm="HS256")
    unsigned = jwt.encode(claims, None, algorithm="none")

    for token in (forged, unsigned):
        assert with_token(token).get(ME).status_code == 401


def test_a_refresh_token_is_no_access_token(sara: User) -> None:
    pair = signed_in(sara)

    assert with_token(pair.refresh).get(ME).status_code == 401
    assert refresh(pair.access).status_code == 401


def test_refreshing_rotates(sara: User) -> None:
    first = signed_in(sara)

    second = refresh(first.refresh).json()

    assert second["refresh"] != first.refresh
    assert with_token(second["access"]).get(ME).status_code == 200
    assert refresh(second["refresh"]).status_code == 200


def test_a_lost_answer_is_given_again_to_the_same_device(sara: User) -> None:
    first = signed_in(sara)
    answered = refresh(first.refresh)
    rest(29)
    second = refresh(first.refresh)

    rest(-29)
    assert second.status_code == 200
    assert refresh(first.refresh).json() == answered.json()


@pytest.mark.parametrize(("seconds", "agent"), [(31, "app/1"), (1, "curl/8")])
def test_a_used_refresh_token_late_or_elsewhere_ends_the_session(sara: User, seconds: int, agent: str) -> None:
    first = signed_in(sara)
    second = refresh(first.refresh).json()
    rest(seconds)

    reused = refresh(first.refresh, agent=agent)

    assert (reused.status_code, reused.json()["code"]) == (401, "invalid_token")
    assert Session.objects.get().ending == "reused"
    assert refresh(second["refresh"]).status_code == 401
    assert with_token(second["access"]).get(ME).status_code == 401


def test_a_token_two_rotations_old_ends_the_session(sara: User) -> None:
    first = signed_in(sara)
    second = refresh(first.refresh).json()
    refresh(second["refresh"])

    assert refresh(first.refresh).status_code == 401
    assert Session.objects.get().ending == "reused"


def test_nothing_in_the_table_can_make_a_token(sara: User) -> None:
    pair = signed_in(sara)
    kept = str(Session.objects.values().get())

    assert pair.access.split(".")[2] not in kept
    assert pair.refresh.split(".")[2] not in kept
    assert "refresh" not in repr(pair)


def test_devices_are_listed_and_one_can_be_signed_out(sara: User) -> None:
    phone, tablet = signed_in(sara, name="Galaxy", platform="android"), signed_in(sara, name="iPad", platform="ios")
    client = with_token(phone.access)

    listed = client.get(SESSIONS).json()["results"]
    other = next(row for row in listed if not row["is_current"])
    gone = client.delete(f"{SESSIONS}{other['id']}/")

    assert [row["device"] for row in listed] == [
        {"name": "iPad", "platform": "ios"},
        {"name": "Galaxy", "platform": "android"},
    ]
    assert gone.status_code == 204
    assert with_token(tablet.access).get(ME).status_code == 401
    assert refresh(tablet.refresh).status_code == 401
    assert client.get(ME).status_code == 200


def test_a_stranger_cannot_end_my_session(sara: User) -> None:
    mine = signed_in(sara)
    stranger = bearer(make_user())

    refused = stranger.delete(f"{SESSIONS}{Session.objects.get(user=sara).public_id}/")

    assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
    assert with_token(mine.access).get(ME).status_code == 200


def test_signing_out_ends_the_tokens(sara: User) -> None:
    pair = signed_in(sara)
    client = with_token(pair.access)

    assert client.post("/api/v1/auth/logout/").status_code == 204
    assert client.get(ME).status_code == 401
    assert refresh(pair.refresh).status_code == 401


def test_a_second_device_does_not_end_the_first(sara: User) -> None:
    first = bearer(sara)
    bearer(sara)

    assert first.get(ME).status_code == 200


def test_closing_the_account_or_changing_the_password_ends_sessions(sara: User) -> None:
    closed, changed = bearer(sara), make_user()
    client = bearer(changed)
    sara.is_active = False
    sara.save()
    changed.set_password("a long enough secret 42")
    changed.save()

    assert closed.get(ME).status_code == 401
    assert client.get(ME).status_code == 401


def test_who_leaves_the_staff_loses_the_staff_session() -> None:
    reza = make_user(is_staff=True)
    client = bearer(reza, audience="staff")
    assert client.get(ME).status_code == 200

    User.objects.filter(pk=reza.pk).update(is_staff=False)

    assert client.get(ME).status_code == 401


def test_tokens_name_no_guessable_number(sara: User) -> None:
    claims = jwt.decode(signed_in(sara).access, options={"verify_signature": False})

    assert str(sara.pk) not in {str(value) for name, value in claims.items() if name not in {"iat", "exp", "gen"}}
    assert claims["audience"] == "shopper"
    assert claims["exp"] - claims["iat"] == django_settings.ACCESS_TOKEN_LIFETIME.total_seconds()


def test_every_surface_has_a_gate_or_is_closed() -> None:
    assert audience_gates.get("staff")(User(is_staff=True))
    assert not audience_gates.get("staff")(User())


def test_what_is_long_past_is_forgotten(sara: User) -> None:
    signed_in(sara)
    old = signed_in(sara)
    long_ago = timezone.now() - timedelta(days=91)
    Session.objects.filter(pk=Session.objects.last().pk).update(revoked_at=long_ago)
    OneTimeCode.objects.create(mobile=sara.mobile, purpose="login", created_at=long_ago, expires_at=long_ago)

    forget_the_past.delay()

    assert Session.objects.count() == 1
    assert not OneTimeCode.objects.exists()
    assert with_token(old.access).get(ME).status_code == 401


@pytest.mark.rivals
@pytest.mark.django_db(transaction=True)
def test_rivals_with_one_refresh_token_get_one_pair() -> None:
    first = signed_in(make_user())
    answers: list[str] = []
    start = threading.Barrier(10)

    def rush() -> None:
        start.wait()
        answers.append(refresh(first.refresh).content.decode())
        connections.close_all()

    rivals = [threading.Thread(target=rush) for _ in range(10)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()

    assert len(answers) == 10
    assert len(set(answers)) == 1
    assert Session.objects.get().generation == 2
