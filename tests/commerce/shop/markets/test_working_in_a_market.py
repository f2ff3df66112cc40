"""Who may do what in a market, and who sees none of it."""

import pytest

from commerce.foundation.accounts.audiences import may_enter
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden, IllegalTransition
from commerce.shop.markets import services
from commerce.shop.markets.errors import OwnerStays
from commerce.shop.markets.models import Market
from commerce.shop.markets.policies import rights_of
from commerce.shop.markets.selectors import tenant_for
from tests.factories import bearer, make_market, make_member, mina, omid, reza, sara, tenant_of

pytestmark = pytest.mark.django_db


def test_a_role_has_its_rights_and_no_more():
    assert rights_of("clerk") == {"orders.view", "orders.manage", "products.view", "stock.manage"}
    assert rights_of("owner") - rights_of("manager") == {"team.manage", "money.manage"}
    assert rights_of("clerk") < rights_of("manager")


def test_a_person_is_a_tenant_only_where_they_work():
    market = make_market(omid(), handle="omid-shop")
    make_market(mina(), handle="mina-shop")
    assert tenant_for(omid(), "OMID-shop").ref == market.public_id
    assert tenant_for(omid(), "mina-shop") is None
    assert tenant_for(sara(), "omid-shop") is None


def test_who_works_nowhere_cannot_sign_in_as_a_vendor():
    make_market(omid(), published=False)
    assert may_enter(omid(), "vendor")
    assert not may_enter(sara(), "vendor")


def test_someone_let_go_is_a_stranger():
    market = make_market(handle="omid-shop")
    clerk = make_member(market, "clerk")
    assert tenant_for(clerk, "omid-shop").rights == rights_of("clerk")
    services.remove_member(actor=SYSTEM, tenant=tenant_of(market), user=clerk)
    services.remove_member(actor=SYSTEM, tenant=tenant_of(market), user=clerk)
    assert tenant_for(clerk, "omid-shop") is None
    assert not may_enter(clerk, "vendor")


def test_only_the_owner_makes_a_team():
    market = make_market(omid())
    with pytest.raises(Forbidden):
        services.add_member(actor=SYSTEM, tenant=tenant_of(market, "manager"), user=mina(), role="clerk")


def test_the_owner_cannot_be_let_go_or_demoted():
    market = make_market(omid())
    with pytest.raises(OwnerStays):
        services.remove_member(actor=SYSTEM, tenant=tenant_of(market), user=omid())
    with pytest.raises(OwnerStays):
        services.add_member(actor=SYSTEM, tenant=tenant_of(market), user=omid(), role="clerk")


def test_an_owner_does_not_publish_their_own_market():
    market = make_market(omid(), published=False)
    owner = Actor(kind="user", ref=omid().public_id, rights=rights_of("owner"))
    with pytest.raises(Forbidden):
        services.publish_market(actor=owner, market=market)
    staff = Actor(kind="user", ref=reza().public_id, rights=frozenset({"markets.publish_market"}))
    assert services.publish_market(actor=staff, market=market).published_at


def test_the_day_of_first_publication_stays():
    market = make_market()
    day = market.published_at
    services.suspend_market(actor=SYSTEM, market=market, reason="x")
    services.publish_market(actor=SYSTEM, market=market)
    market.refresh_from_db()
    assert (market.published_at, market.status) == (day, "published")


def test_what_was_never_published_cannot_be_suspended():
    with pytest.raises(IllegalTransition):
        services.suspend_market(actor=SYSTEM, market=make_market(published=False), reason="x")


def test_the_profile_is_changed_by_those_who_may():
    make_market(omid(), handle="omid-shop", city="tehran")
    door = "/api/v1/vendor/omid-shop/profile/"
    answer = bearer(omid(), audience="vendor").patch(
        door, {"name": "اميد  تازه", "city": None, "free_shipping_from": 1_000_000, "dispatch_days": 1}
    )
    assert answer.status_code == 200
    body = answer.json()
    assert (body["name"], body["city"], body["free_shipping_from"]["amount"]) == ("امید تازه", None, 1_000_000)
    assert Market.objects.get(handle="omid-shop").search_key == "امید تازه"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"dispatch_days": 99}, "dispatch_days"),
        ({"shipping_price": -1}, "shipping_price"),
        ({"shipping_price": "1.5"}, "shipping_price"),
    ],
)
def test_a_profile_that_cannot_be(change, field):
    make_market(omid(), handle="omid-shop")
    answer = bearer(omid(), audience="vendor").patch("/api/v1/vendor/omid-shop/profile/", change)
    assert answer.status_code == 400
    assert field in answer.json()["errors"]


def test_a_stranger_sees_no_profile_and_changes_nothing():
    make_market(omid(), handle="omid-shop", name="امید")
    make_market(mina(), handle="mina-shop")
    stranger = bearer(mina(), audience="vendor")
    door = "/api/v1/vendor/omid-shop/profile/"
    assert stranger.get(door).status_code == stranger.patch(door, {"name": "x"}).status_code == 404
    assert Market.objects.get(handle="omid-shop").name == "امید"


def test_a_clerk_reads_the_profile_and_changes_nothing():
    market = make_market(handle="omid-shop", name="امید")
    clerk = bearer(make_member(market, "clerk"), audience="vendor")
    door = "/api/v1/vendor/omid-shop/profile/"
    assert clerk.get(door).status_code == 200
    assert clerk.patch(door, {"name": "x"}).status_code == 403
    assert Market.objects.get(handle="omid-shop").name == "امید"


def test_a_shoppers_token_opens_no_vendor_door():
    make_market(omid(), handle="omid-shop")
    assert bearer(omid()).get("/api/v1/vendor/omid-shop/profile/").status_code == 403
