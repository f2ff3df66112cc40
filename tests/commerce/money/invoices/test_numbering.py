"""Numbers follow each other, an issuer and a Jalali year at a time."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from commerce.foundation.core import clock
from commerce.money.invoices.errors import CauseReused, ContentDoesNotAddUp
from commerce.money.invoices.models import Invoice, InvoiceSeries
from commerce.money.invoices.selectors import states_of_series
from commerce.money.invoices.services import issuers_waiting, number_waiting
from commerce.money.ledger.drift import find_drift
from tests.commerce.money.invoices.papers import asked, numbered, row, seller

pytestmark = pytest.mark.django_db


def numbers(issuer="m1"):
    return list(Invoice.objects.issued_by("market", issuer).order_by("number").values_list("number", flat=True))


def test_a_paper_is_asked_for_without_a_number():
    invoice = asked()

    assert (invoice.number, invoice.label, invoice.taxid) == (None, "", "")
    assert issuers_waiting() == [("market", "m1")]


def test_papers_are_numbered_in_the_order_they_were_asked_for():
    first, second = asked(), asked()

    assert number_waiting(issuer_kind="market", issuer_ref="m1") == 2

    first.refresh_from_db()
    second.refresh_from_db()
    year = clock.to_jalali(clock.now()).year
    assert (first.label, second.label) == (f"{year}-000001", f"{year}-000002")
    assert first.issued_at <= second.issued_at
    assert issuers_waiting() == []


def test_each_issuer_counts_for_itself():
    numbered()
    other = numbered(issuer=seller("m2"))

    assert other.number == 1


def test_each_jalali_year_counts_anew(monkeypatch):
    numbered()
    later = clock.now() + timedelta(days=366)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert numbered().number == 1
    assert InvoiceSeries.objects.count() == 2


def test_the_same_cause_makes_one_paper():
    line = row()
    assert asked(line, cause="sale:1").pk == asked(line, cause="sale:1").pk

    with pytest.raises(CauseReused):
        asked(row(5), cause="sale:1")


def test_a_cause_that_failed_leaves_neither_paper_nor_number():
    numbered()
    with transaction.atomic():
        asked()
        transaction.set_rollback(True)

    numbered()
    assert numbers() == [1, 2]


def test_a_crash_while_numbering_gives_no_number_away(monkeypatch):
    asked()
    asked()
    with monkeypatch.context() as patch:
        patch.setattr("commerce.money.invoices.services.numbering._tell", _crash)
        with pytest.raises(RuntimeError):
            number_waiting(issuer_kind="market", issuer_ref="m1")
    assert numbers() == [None, None]

    number_waiting(issuer_kind="market", issuer_ref="m1")
    assert numbers() == [1, 2]


def _crash(invoice):
    raise RuntimeError("the worker died")


@pytest.mark.parametrize(
    "change", [{"number": 7}, {"total": 1}, {"buyer_name": "دیگری"}, {"content": {}}, {"taxid": "x"}]
)
def test_a_numbered_paper_is_never_changed(change):
    invoice = numbered()
    with pytest.raises(DatabaseError), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(**change)


def test_a_paper_that_waits_takes_a_number_and_nothing_else():
    invoice = asked()
    with pytest.raises(DatabaseError), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(buyer_name="دیگری")


@pytest.mark.parametrize("model", [Invoice, InvoiceSeries])
def test_papers_and_series_stay(model):
    numbered()
    with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_a_series_never_goes_back():
    numbered()
    with pytest.raises(DatabaseError), transaction.atomic():
        InvoiceSeries.objects.update(last_number=0)


def test_a_gap_is_seen():
    numbered()
    series = InvoiceSeries.objects.get()
    assert states_of_series([series])[0].is_complete

    InvoiceSeries.objects.update(last_number=2)
    series.refresh_from_db()
    assert not states_of_series([series])[0].is_complete
    assert "numbers of invoices have no gap" in {drift.check for drift in find_drift()}


@pytest.mark.parametrize("wrong", [{"tax": 5}, {"total": 1}, {"discount": 3}])
def test_a_line_that_does_not_add_up_is_refused(wrong):
    from commerce.money.invoices.services import PaperLine

    right = {"ref": "1", "name": "x", "quantity": 1, "unit_price": 10, "gross": 10, "before_tax": 10, "total": 10}
    with pytest.raises(ContentDoesNotAddUp):
        PaperLine(**right | wrong)


def test_a_fiscal_memory_that_two_sellers_name_stops_nobodys_numbers():
    first = numbered(issuer=seller(memory_id="A1B2C3"))
    second = numbered(issuer=seller("m2", memory_id="A1B2C3"))

    assert first.taxid.startswith("A1B2C3")
    assert (second.number, second.taxid) == (1, "")
