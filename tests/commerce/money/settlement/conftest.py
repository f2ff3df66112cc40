"""Settlement shares out whatever its share-holders ask; here fees are untaxed, to keep the sums readable."""

import pytest

from commerce.money.tax.models import TaxRate


@pytest.fixture(autouse=True)
def _untaxed(db):
    TaxRate.objects.all().delete()
