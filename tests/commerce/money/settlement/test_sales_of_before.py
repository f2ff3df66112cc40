"""Books from before there were rows of sales and earnings are in order once the migration has run."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balances_of
from commerce.money.settlement.models import LineReversal, Sale
from commerce.money.settlement.selectors import open_earnings, sale_of
from commerce.money.settlement.services import freeze_shares, restore_reversals, reverse_line, reverse_sale
from tests.commerce.money.books import CLEARING, transfer
from tests.commerce.money.sales import REFUNDS, delivery, free, held, item, sold

pytestmark = pytest.mark.django_db
migration = import_module("commerce.money.settlement.migrations.0006_sales_of_before")


def forget():
    """As it was before: no sales, no earnings, and reversals that say only what the buyer gets."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("sale", "earning", "linereversal"):
            cursor.execute(f"ALTER TABLE settlement_{table} DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM settlement_sale")
        cursor.execute("DELETE FROM settlement_earning")
        cursor.execute("UPDATE settlement_linereversal SET parts = '{}', collected = 0")
        for table in ("sale", "earning", "linereversal"):
            cursor.execute(f"ALTER TABLE settlement_{table} ENABLE TRIGGER USER")


def migrate():
    with connection.schema_editor() as editor:
        migration.tell_parts_of_reversals(apps, editor)
        migration.make_sales_and_earnings(apps, editor)


def as_they_are():
    fields = ("sale_ref", "amount", "vendor_amount", "reversed_amount", "vendor_reversed", "held")
    rows = list(Sale.objects.order_by("sale_ref").values_list(*fields))
    told = list(LineReversal.objects.order_by("id").values_list("id", "parts", "collected"))
    return rows, told


def test_sales_and_their_reversals_are_found_again():
    line = item(900_000, quantity=3)
    paid, gone, cash = (
        sold(line, delivery(7)),
        sold(item(500)),
        sold(item(1_000_001, quantity=2), with_seller=1_000_001),
    )
    freeze_shares(sale_ref="unpaid", lines=[item(5)])
    reverse_line(line_ref=line.ref, quantity=1, key="one")
    reverse_line(line_ref=line.ref, amount=1, key="two")
    reverse_sale(sale_ref=gone, key="gone")
    reverse_sale(sale_ref=cash, key="cash")
    before = as_they_are()
    forget()
    assert find_drift()

    migrate()

    assert as_they_are() == before
    assert (sale_of(gone).reversed_at is None, sale_of(paid).reversed_at) == (False, None)
    assert [(row.kind, row.open) for row in open_earnings("market")] == [("correction", -1_000_001)]
    assert find_drift() == []
    restore_reversals(key="cash")
    assert find_drift() == []


def test_what_was_free_has_a_cause_and_what_was_held_wrongly_is_free():
    sold(item(1_000))
    transfer(REFUNDS, free(), 200)
    transfer(held(), CLEARING, 30)

    migrate()

    assert balances_of([held(), free()]) == {held(): 1_000, free(): -170}
    assert [(row.kind, row.open) for row in open_earnings("market")] == [("correction", -170)]
    assert find_drift() == []
