"""A paper is taken back by credit notes, to the rial and never beyond it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.foundation.core import clock
from commerce.money.invoices.errors import MoreThanInvoiced
from commerce.money.invoices.models import Invoice
from commerce.money.invoices.services import Credited, ask_credit_note, ask_restored
from commerce.money.ledger.drift import find_drift
from tests.commerce.money.invoices.papers import numbered, row

pytestmark = pytest.mark.django_db


def credit(invoice, *parts, cause="back"):
    return ask_credit_note(cause=cause, corrects=invoice, parts=parts, happened_at=clock.now())


def test_a_part_goes_back_with_its_tax():
    invoice = numbered(row(1_000_000, ref="tea", quantity=2))

    note = credit(invoice, Credited("tea", 550_000, quantity=1))

    assert (note.kind, note.corrects_id) == (Invoice.Kind.CREDIT_NOTE, invoice.pk)
    assert (note.before_tax, note.tax, note.total) == (500_000, 50_000, 550_000)
    assert note.ins == 4


def test_it_names_both_parties_as_the_sale_did():
    invoice = numbered(row(ref="tea"))
    note = credit(invoice, Credited("tea", 10))

    assert note.content["buyer"] == invoice.content["buyer"]
    assert (note.issuer_national_id, note.buyer_ref) == (invoice.issuer_national_id, invoice.buyer_ref)


def test_the_same_cause_takes_back_once():
    invoice = numbered(row(ref="tea"))
    part = Credited("tea", 1_100_000)

    assert credit(invoice, part).pk == credit(invoice, part).pk


def test_no_more_goes_back_than_was_sold():
    invoice = numbered(row(ref="tea"))
    credit(invoice, Credited("tea", 1_100_000), cause="all")

    with pytest.raises(MoreThanInvoiced):
        credit(invoice, Credited("tea", 1), cause="more")


@given(st.integers(1, 10**9), st.integers(0, 30), st.lists(st.integers(1, 100), min_size=1, max_size=6))
def test_however_it_is_cut_all_of_the_tax_goes_back(amount, percent, weights):
    from commerce.foundation.core.money import share

    line = row(amount, tax=amount * percent // 100, ref="tea", percent=Decimal(percent))
    invoice = numbered(line)
    parts = [part for part in share(line.total, weights) if part]

    notes = [credit(invoice, Credited("tea", part), cause=f"{invoice.pk}:{at}") for at, part in enumerate(parts)]

    assert sum(note.tax for note in notes) == invoice.tax
    assert sum(note.before_tax for note in notes) == invoice.before_tax
    assert all(note.tax >= 0 and note.before_tax >= 0 for note in notes)


def test_what_was_taken_back_may_be_sold_anew_and_taken_back_again():
    invoice = numbered(row(ref="tea"))
    note = credit(invoice, Credited("tea", 1_100_000), cause="charged back")

    anew = ask_restored(cause="won", credit_note=note, happened_at=clock.now())
    again = credit(invoice, Credited("tea", 1_100_000), cause="back again")

    assert (anew.kind, anew.total, anew.tax) == (Invoice.Kind.SALE, note.total, note.tax)
    assert again.tax == invoice.tax
    assert find_drift() == []
