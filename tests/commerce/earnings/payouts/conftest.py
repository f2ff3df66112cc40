import pytest

from tests.commerce.earnings.payouts.paying import account_of, terms
from tests.factories import make_market, omid


@pytest.fixture
def market(db):
    """A market with a verified bank account, paid every working day."""
    market = make_market(omid(), handle="tea-house")
    account_of(market)
    terms()
    return market
