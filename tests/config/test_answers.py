"""What answers where no view of ours does: problems for the API, pages for people, health for machines."""

from typing import Any

import pytest
from django.test import Client
from django.urls import path
from rest_framework.test import APIClient

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/api/v1/nothing/", 404, "not_found"),
        ("post", "/api/v1/auth/otp", 404, "not_found"),
        ("get", "/api/v1/auth/otp/", 405, "method_not_allowed"),
        ("post", "/api/v2/", 404, "not_found"),
    ],
)
def test_an_api_path_answers_a_problem(method: str, path: str, status: int, code: str) -> None:
    answer = getattr(APIClient(), method)(path, {})

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        ("{", "application/json", 400, "malformed"),
        ("mobile=1", "application/x-www-form-urlencoded", 415, "unsupported_media_type"),
        ("[]", "application/json", 400, "invalid"),
    ],
)
def test_a_body_that_cannot_be_read_is_a_problem(body: str, kind: str, status: int, code: str) -> None:
    answer = APIClient().generic("POST", "/api/v1/auth/otp/", body, content_type=kind)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_form_nobody_may_read_is_a_406_problem() -> None:
    answer = APIClient().get("/api/v1/regions/provinces/", HTTP_ACCEPT="text/csv")

    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")


def broken(request: Any) -> Any:
    raise ValueError("the secret words of a bug")


urlpatterns = [path("api/v1/broken/", broken), path("broken/", broken)]
handler500 = "commerce.foundation.core.rest.handlers.server_error"


@pytest.mark.urls(__name__)
def test_a_bug_is_a_500_problem_without_its_words() -> None:
    client = APIClient(raise_request_exception=False)

    answer = client.get("/api/v1/broken/")

    assert (answer.status_code, answer.json()["code"]) == (500, "server_error")
    assert "secret" not in answer.content.decode()


def test_people_get_a_page() -> None:
    answer = Client().get("/nothing-here/")

    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/html")


def test_the_schema_and_its_reading_page_are_our_own() -> None:
    schema = APIClient().get("/api/v1/schema/", HTTP_ACCEPT="application/json")
    docs = APIClient().get("/api/v1/docs/", HTTP_ACCEPT="text/html")

    assert "/api/v1/auth/otp/" in schema.json()["paths"]
    assert docs.status_code == 200
    assert "://" not in docs.content.decode().replace("http://testserver", "").replace("http://www.w3.org", "")


def test_health_needs_nobody() -> None:
    assert Client().get("/livez").status_code == 200
    assert Client().get("/readyz").status_code == 200
