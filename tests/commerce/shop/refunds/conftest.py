from decimal import Decimal

import pytest

from commerce.foundation.core.actors import SYSTEM
from commerce.money.payments.gateways import banks
from commerce.money.payments.models import Gateway
from commerce.shop.commissions.services import set_rate
from tests.commerce.money.payments.conftest import wallets  # noqa: F401
from tests.commerce.money.payments.paper_banks import Able
from tests.commerce.shop.order.conftest import omid, pot, sara, seller, shopper, tea, tea_house  # noqa: F401
from tests.factories.sales import make_gateway


@pytest.fixture(autouse=True)
def rates(db):
    """Ten in a hundred of everything is ours."""
    set_rate(actor=SYSTEM, percent=Decimal(10))


@pytest.fixture(autouse=True)
def vault(monkeypatch, db):
    """The test bank gives money back."""
    bank = Able()
    monkeypatch.setitem(banks._entries, "paper", bank)
    make_gateway()
    Gateway.objects.update(adapter="paper")
    return bank.vault
