"""A paid sale is shared out in one entry, once."""

from decimal import Decimal

import pytest

from commerce.foundation.core.actors import SYSTEM
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balances_of, entry_of
from commerce.money.settlement.services import freeze_shares, post_sale
from commerce.shop.commissions.services import set_rate
from tests.commerce.money.books import CLEARING, RECEIPTS, transfer
from tests.commerce.money.sales import COMMISSION, delivery, held, item, sold

pytestmark = pytest.mark.django_db


def test_receipts_go_to_the_vendor_and_the_platform():
    set_rate(actor=SYSTEM, percent=Decimal(10))

    sold(item(1_000_000), item(500_000, quantity=2), delivery(50_000))

    assert balances_of([CLEARING, RECEIPTS, held(), COMMISSION]) == {
        CLEARING: 1_550_000,
        RECEIPTS: 0,
        held(): 1_400_000,
        COMMISSION: 150_000,
    }


def test_a_sale_is_one_entry_of_one_posting_an_account():
    set_rate(actor=SYSTEM, percent=Decimal(10))
    sale = sold(item(1_000_000), item(500_000))

    entry = post_sale(sale_ref=sale, cause_ref=sale)

    assert entry == entry_of(f"sale:{sale}")
    assert entry.postings.count() == 3
    assert (entry.cause_kind, entry.cause_ref) == ("payment", sale)


def test_what_costs_nothing_books_nothing():
    freeze_shares(sale_ref="gift", lines=[item(0)])

    assert post_sale(sale_ref="gift", cause_ref="p") is None


def test_an_unpaid_sale_is_no_drift_and_a_sale_booked_otherwise_is():
    freeze_shares(sale_ref="unpaid", lines=[item(7)])
    sale = sold(item(1_000))
    assert find_drift() == []

    freeze_shares(sale_ref=f"{sale}-more", lines=[item(5)])
    transfer(RECEIPTS, CLEARING, 4, key=f"sale:{sale}-more")

    assert {drift.check for drift in find_drift()} == {"sales are booked as frozen"}
