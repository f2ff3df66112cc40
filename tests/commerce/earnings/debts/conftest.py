from decimal import Decimal

import pytest

from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.shop.commissions.services import set_rate
from tests.commerce.earnings.debts.owing import set_terms
from tests.factories import make_market, omid

STAFF_RIGHTS = frozenset(
    {
        "debts.change_debtterms",
        "debts.change_debtbill",
        "debts.add_debtrelief",
        "debts.approve_debtrelief",
        "markets.restrict_market",
    }
)


@pytest.fixture(autouse=True)
def rates(db):
    set_rate(actor=SYSTEM, percent=Decimal(10))
    set_terms()


@pytest.fixture
def market(rates):
    return make_market(omid(), handle="tea-house", takes_cash=True, may_have_own_gateway=True)


@pytest.fixture
def reza_acts():
    return Actor(kind="user", ref="reza", rights=STAFF_RIGHTS)


@pytest.fixture
def mahsa_acts():
    return Actor(kind="user", ref="mahsa", rights=STAFF_RIGHTS)
