from decimal import Decimal

import pytest

from commerce.foundation.core.actors import SYSTEM
from commerce.shop.commissions.services import set_rate


@pytest.fixture
def rate(db):
    """Ten percent of every sale, and ten percent tax on that."""
    return set_rate(actor=SYSTEM, percent=Decimal(10))
