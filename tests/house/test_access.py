"""Every door of the API stands in the access table with its audience, and every role is tried at every door."""

import re

import pytest
from rest_framework.test import APIClient

from tests.house.access import ACCESS
from tests.house.routes import doors

DOORS = {door.name: door for door in doors()}
OPEN = {"public", "open"}


def audience_of(name):
    return ACCESS[name].split(":")[0]


def knock(client, name, handle="market-a"):
    method, route = name.split(" ", 1)
    path = re.sub(r"<(?:\w+:)?handle>", handle, route)
    path = re.sub(r"<int:\w+>", "1", path)
    path = re.sub(r"<(?:\w+:)?\w+>", "none-such", path)
    ask = getattr(client, method.lower())
    headers = {"Idempotency-Key": "walk"}
    return ask(f"/api/v1/{path}", headers=headers) if method == "GET" else ask(f"/api/v1/{path}", {}, headers=headers)


def test_the_table_and_the_resolver_name_the_same_doors():
    assert set(DOORS) - set(ACCESS) == set()
    assert set(ACCESS) - set(DOORS) == set()


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(n for n in ACCESS if audience_of(n) not in OPEN))
def test_a_visitor_is_asked_to_sign_in(name):
    answer = knock(APIClient(), name)

    assert answer.status_code == 401
    assert answer.json()["code"] == "not_authenticated"


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(n for n in ACCESS if audience_of(n) == "vendor"))
def test_vendor_doors_open_only_to_the_markets_own_people_with_the_right(name, people):
    right = ACCESS[name].split(":")[1]

    assert knock(people.shopper, name).status_code == 403
    assert knock(people.staff, name).status_code == 403
    assert knock(people.clerk_of_b, name).status_code == 404
    answer = knock(people.clerk_of_a, name)
    if right in people.clerk_rights:
        assert answer.status_code not in {401, 403}
    else:
        assert answer.status_code == 403
    assert knock(people.owner_of_a, name).status_code not in {401, 403, 500}


@pytest.mark.django_db
def test_staff_doors_open_only_to_staff_with_the_right(people):
    for name in (name for name in ACCESS if audience_of(name) == "staff"):
        for stranger in (people.shopper, people.owner_of_a, people.staff):
            assert (name, knock(stranger, name).status_code) == (name, 403)
        assert knock(people.admin, name).status_code not in {401, 403, 500}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(n for n in ACCESS if audience_of(n) in {"shopper", "signed_in", *OPEN}))
def test_nothing_a_shopper_can_ask_ends_in_a_server_error(name, people):
    answer = knock(people.shopper, name)

    assert answer.status_code < 500
    assert answer.status_code not in {401} or "auth/" in name
