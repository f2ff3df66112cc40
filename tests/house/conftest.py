"""The people who knock at every door."""

from dataclasses import dataclass

import pytest
from rest_framework.test import APIClient

from commerce.shop.markets.policies import rights_of
from tests.factories import make_market, make_member, make_user
from tests.factories.people import bearer


@dataclass(frozen=True)
class People:
    shopper: APIClient
    owner_of_a: APIClient
    clerk_of_a: APIClient
    clerk_of_b: APIClient
    staff: APIClient
    admin: APIClient
    clerk_rights: frozenset[str]


@pytest.fixture
def people(db) -> People:
    owner = make_user()
    a, b = make_market(owner, "market-a"), make_market(handle="market-b")
    return People(
        shopper=bearer(make_user()),
        owner_of_a=bearer(owner, audience="vendor"),
        clerk_of_a=bearer(make_member(a), audience="vendor"),
        clerk_of_b=bearer(make_member(b), audience="vendor"),
        staff=bearer(make_user(is_staff=True), audience="staff"),
        admin=bearer(make_user(is_staff=True, is_superuser=True), audience="staff"),
        clerk_rights=rights_of("clerk"),
    )
