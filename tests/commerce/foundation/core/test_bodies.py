"""Bodies that no honest client sends: each is refused as a problem, none breaks a door."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from tests.factories import bearer, person

pytestmark = pytest.mark.django_db

BROKEN = {
    "nested without end": b"[" * 100_000,
    "half a letter": b'{"mobile": "\\ud800"}',
    "half a letter as a name": b'{"\\ud800": "x"}',
    "no number": b'{"mobile": NaN}',
    "not utf-8": b'{"mobile": "\xff"}',
    "no json": b"{<script>",
}


def send(body: bytes, client: APIClient | None = None, path: str = "/api/v1/auth/otp/", **headers: str):
    asker = client or APIClient(raise_request_exception=False)
    return asker.post(path, body, content_type="application/json", headers=headers)


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_a_body_that_cannot_be_read_is_a_problem(body):
    answer = send(body)

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_a_money_door_reads_it_no_better(body):
    sara = bearer(person())

    answer = send(body, sara, reverse("checkout:place"), **{"Idempotency-Key": "k"})

    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_a_body_larger_than_any_of_ours_is_not_read_to_its_end(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    answer = send(b'{"mobile": "' + b"0" * 1000 + b'"}')

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_number_beyond_all_columns_is_a_field_that_is_not_valid():
    answer = send(b'{"mobile": 1' + b"0" * 400 + b"}")

    assert answer.status_code == 400


@pytest.mark.parametrize("limit", ["9" * 5000, "1" + "0" * 20])
def test_a_page_size_without_end_is_refused(limit):
    answer = APIClient().get("/api/v1/products/", {"limit": limit})

    assert answer.json()["errors"]["limit"][0]["code"] == "invalid_limit"
