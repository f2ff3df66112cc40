"""The REST bases: problems, keyset pages, caching and safe retries, through small views of this file's own."""

from datetime import timedelta

import pytest
from django.urls import path
from django.utils import timezone
from rest_framework import serializers
from rest_framework.response import Response
from rest_framework.test import APIClient

import config.urls
from commerce.foundation.core.errors import DomainError, Forbidden
from commerce.foundation.core.models import OutboxEvent
from commerce.foundation.core.rest.pages import Sort, page_of
from commerce.foundation.core.rest.retries import RetrySafe, idempotent
from commerce.foundation.core.rest.views import ApiView, OpenView, PublicView

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def as_cups(rows):
    return [{"id": row.pk, "n": row.name} for row in rows]


class Cups(PublicView):
    query_parameters = frozenset({"colour"})

    def get(self, request):
        rows = OutboxEvent.objects.filter(name=request.query_params.get("colour", "blue"))
        sort = Sort("newest", "-recorded_at")
        return Response(page_of(request, rows, sort=sort, render=as_cups))


class CupIn(serializers.Serializer):
    size = serializers.IntegerField(min_value=1)


class Pour(RetrySafe, OpenView):
    def idempotency_actor(self, request):
        return "guest:1"

    @idempotent
    def post(self, request):
        if request.data.get("refuse"):
            OutboxEvent.objects.create(name="spilt", payload={})
            raise Forbidden()
        size = CupIn(data=request.data)
        size.is_valid(raise_exception=True)
        cup = OutboxEvent.objects.create(name="poured", payload={})
        return Response({"cup": cup.pk}, status=201)


class Locked(ApiView):
    def get(self, request):
        return Response({})


urlpatterns = [
    path("api/cups/", Cups.as_view()),
    path("api/pour/", Pour.as_view()),
    path("api/locked/", Locked.as_view()),
    # Middleware asks for the addresses of the dashboard.
    *config.urls.urlpatterns,
]


@pytest.fixture
def client():
    return APIClient()


def cups(count, *, name="blue"):
    now = timezone.now()
    # Every two share a moment, so that pages must break ties by id.
    return OutboxEvent.objects.bulk_create(
        OutboxEvent(name=name, payload={}, recorded_at=now - timedelta(seconds=i // 2)) for i in range(count)
    )


def walk(client, url):
    seen = []
    while url:
        page = client.get(url).json()
        seen.append([row["id"] for row in page["results"]])
        url = page["next"]
    return seen


def test_pages_hold_every_row_once_though_rows_share_a_moment(client):
    rows = cups(11)

    pages = walk(client, "/api/cups/?limit=3")

    assert [len(page) for page in pages] == [3, 3, 3, 2]
    assert sorted(pk for page in pages for pk in page) == sorted(row.pk for row in rows)


def test_previous_leads_back_to_the_same_page(client):
    cups(7)
    first = client.get("/api/cups/?limit=3").json()
    second = client.get(first["next"]).json()

    back = client.get(second["previous"]).json()

    assert back["results"] == first["results"]
    assert back["previous"] is None
    assert client.get(back["next"]).json()["results"] == second["results"]


def test_rows_arriving_meanwhile_move_nothing(client):
    cups(6)
    first = client.get("/api/cups/?limit=3").json()
    before = client.get(first["next"]).json()["results"]
    OutboxEvent.objects.create(name="blue", payload={})

    assert client.get(first["next"]).json()["results"] == before


def test_a_cursor_serves_only_the_list_it_was_made_for(client):
    cups(6)
    cursor = client.get("/api/cups/?limit=3").json()["next"].split("cursor=")[1].split("&")[0]

    other = client.get(f"/api/cups/?limit=3&colour=red&cursor={cursor}")
    forged = client.get("/api/cups/?cursor=abc")

    assert other.status_code == forged.status_code == 400
    assert other.json()["errors"]["cursor"][0]["code"] == "invalid_cursor"


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "۵", ""])
def test_a_page_size_out_of_range_is_refused(client, limit):
    assert client.get("/api/cups/", {"limit": limit}).json()["errors"]["limit"][0]["code"] == "invalid_limit"


def test_an_unknown_filter_is_refused_by_name(client):
    answer = client.get("/api/cups/?shape=round")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert list(answer.json()["errors"]) == ["shape"]


def test_only_the_asked_fields_come(client):
    cups(1)

    assert list(client.get("/api/cups/?fields=n").json()["results"][0]) == ["n"]


def test_a_public_answer_is_not_sent_twice_to_one_who_has_it(client):
    cups(1)
    first = client.get("/api/cups/")

    again = client.get("/api/cups/", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert {"Accept-Language", "Accept-Encoding"} <= {part.strip() for part in first["Vary"].split(",")}


def test_a_view_that_names_no_audience_lets_nobody_in(client):
    answer = client.get("/api/locked/")

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer.json()["code"] == "not_authenticated"


def test_a_wrong_method_is_a_problem_too(client):
    answer = client.delete("/api/cups/")

    assert answer.status_code == 405
    assert answer.json()["code"] == "method_not_allowed"


def test_a_body_that_is_no_json_is_a_problem_without_its_words(client):
    answer = client.post("/api/pour/", b"{<script>", content_type="application/json", headers={"Idempotency-Key": "k"})

    assert answer.status_code == 400
    assert answer.json()["code"] == "malformed"
    assert b"script" not in answer.content


def test_a_money_request_without_a_key_is_refused(client):
    assert client.post("/api/pour/", {"size": 1}).json()["code"] == "idempotency_key_required"
    assert client.post("/api/pour/", {"size": 1}, headers={"Idempotency-Key": "k" * 129}).status_code == 400


def test_the_same_request_twice_pours_one_cup(client):
    first = client.post("/api/pour/", {"size": 1}, headers={"Idempotency-Key": "k"})
    again = client.post("/api/pour/", {"size": 1}, headers={"Idempotency-Key": "k"})

    assert (first.status_code, first.json()) == (again.status_code, again.json()) == (201, first.json())
    assert again["Idempotency-Replayed"] == "true"
    assert OutboxEvent.objects.filter(name="poured").count() == 1


def test_a_refusal_leaves_nothing_and_is_repeated_as_it_was(client):
    first = client.post("/api/pour/", {"refuse": True}, headers={"Idempotency-Key": "k"})
    again = client.post("/api/pour/", {"refuse": True}, headers={"Idempotency-Key": "k"})

    assert first.status_code == again.status_code == 403
    assert again["Idempotency-Replayed"] == "true"
    assert not OutboxEvent.objects.filter(name="spilt").exists()


def test_fields_that_are_not_valid_are_named_with_codes(client):
    answer = client.post("/api/pour/", {"size": 0}, headers={"Idempotency-Key": "k"})

    assert answer.status_code == 400
    assert answer.json()["errors"]["size"][0]["code"] == "min_value"


def test_problems_speak_the_asked_language(client):
    persian = client.get("/api/locked/", headers={"Accept-Language": "fa"}).json()["detail"]
    english = client.get("/api/locked/", headers={"Accept-Language": "en"}).json()["detail"]

    assert persian != english


def test_every_domain_error_has_a_code_of_its_own_and_a_status():
    def family(error):
        yield error
        for child in error.__subclasses__():
            yield from family(child)

    codes = {}
    for error in family(DomainError):
        if "code" in vars(error):
            codes.setdefault(error.code, set()).add(error.__qualname__)

    assert {code: names for code, names in codes.items() if len(names) > 1} == {}
