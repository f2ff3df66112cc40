"""What a market may not for a while: forbidden once, lifted by whoever may, and asked at no price."""

import pytest
from django.db import IntegrityError, transaction

from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import Forbidden, InvalidInput
from commerce.foundation.core.models import OutboxEvent
from commerce.money.payments.owners import may_have_own_gateway
from commerce.shop.markets import services
from commerce.shop.markets.errors import UnknownMarket
from commerce.shop.markets.models import Market, Restriction
from commerce.shop.markets.selectors import is_restricted, restrictions_of
from tests.factories import make_market

pytestmark = pytest.mark.django_db

STAFF = Actor(kind="user", ref="reza", rights=frozenset({"markets.restrict_market"}))


@pytest.fixture
def market():
    return make_market(handle="tea-house", takes_cash=True, may_have_own_gateway=True)


def forbid(market, what, *, actor=SYSTEM, debt="bill"):
    return services.restrict(actor=actor, market_ref=market.public_id, what=what, why="a debt", debt=debt)


def lift(market, what, *, actor=SYSTEM):
    return services.lift(actor=actor, market_ref=market.public_id, what=what, why="paid")


def told(name):
    return list(OutboxEvent.objects.filter(name=name).values_list("payload__what", flat=True))


def test_what_is_forbidden_is_known_without_asking_again(market):
    forbid(market, "no_cash")
    forbid(market, "no_new_orders")

    market.refresh_from_db()
    assert market.forbidden == ["no_cash", "no_new_orders"]
    assert not market.has_cash
    assert not market.sells
    assert is_restricted(market.public_id, "no_cash")
    assert not is_restricted(market.public_id, "no_payouts")


def test_twice_is_once(market):
    first = forbid(market, "no_cash")
    assert forbid(market, "no_cash") == first
    assert told("market.restricted") == ["no_cash"]
    assert lift(market, "no_cash")
    assert not lift(market, "no_cash")
    assert told("market.unrestricted") == ["no_cash"]


def test_the_database_keeps_one_open_row_for_each_thing(market):
    forbid(market, "no_cash")
    with pytest.raises(IntegrityError), transaction.atomic():
        Restriction.objects.create(market=market, what="no_cash", why="x", cause_kind="staff", by="x")


def test_its_own_gateway_is_not_offered_meanwhile(market):
    assert may_have_own_gateway(kind="market", ref=market.public_id)
    forbid(market, "no_own_gateway")
    assert not may_have_own_gateway(kind="market", ref=market.public_id)
    lift(market, "no_own_gateway")
    assert may_have_own_gateway(kind="market", ref=market.public_id)


def test_what_staff_forbade_is_not_lifted_of_itself(market):
    forbid(market, "no_payouts", actor=STAFF, debt="")
    assert not lift(market, "no_payouts")
    assert is_restricted(market.public_id, "no_payouts")
    assert lift(market, "no_payouts", actor=STAFF)
    assert not is_restricted(market.public_id, "no_payouts")


def test_staff_take_over_what_a_debt_forbade(market):
    forbid(market, "no_cash")
    forbid(market, "no_cash", actor=STAFF, debt="")
    assert not lift(market, "no_cash")
    assert [row.cause_kind for row in restrictions_of(market.public_id)] == ["staff", "debt"]
    assert Market.objects.get().forbidden == ["no_cash"]


def test_staff_lift_what_a_debt_forbade(market):
    forbid(market, "no_cash")
    assert lift(market, "no_cash", actor=STAFF)
    assert restrictions_of(market.public_id).get().lifted_by == "user:reza"


def test_it_is_in_the_trail(market):
    forbid(market, "no_cash", actor=STAFF, debt="")
    lift(market, "no_cash", actor=STAFF)
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {"market.restricted", "market.unrestricted"}


def test_nobody_else_forbids_anything(market):
    nobody = Actor(kind="user", ref="omid", rights=frozenset({"markets.publish_market"}))
    with pytest.raises(Forbidden):
        forbid(market, "no_cash", actor=nobody)
    with pytest.raises(Forbidden):
        lift(market, "no_cash", actor=nobody)


def test_what_cannot_be_is_refused(market):
    with pytest.raises(InvalidInput):
        forbid(market, "no_sleep")
    with pytest.raises(InvalidInput):
        services.restrict(actor=SYSTEM, market_ref=market.public_id, what="no_cash", why="  ")
    with pytest.raises(UnknownMarket):
        services.restrict(actor=SYSTEM, market_ref="nobody", what="no_cash", why="x")
    assert not Restriction.objects.exists()
