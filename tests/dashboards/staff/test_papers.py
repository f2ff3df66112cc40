"""All papers on the staff's screens: every number there, failed prints tried again, months billed."""

from pathlib import Path

import pytest
from django.urls import reverse

from commerce.money.invoices.errors import PaperFailed
from commerce.money.invoices.models import CommissionRun, InvoiceSeries, Paper
from commerce.money.invoices.services import take_paper
from commerce.money.tax.selectors import profile_of
from tests.commerce.money.invoices.papers import asked, numbered, row, seller
from tests.dashboards.desk import in_group, staff_desk_of
from tests.factories import person

pytestmark = pytest.mark.django_db


def to(name, *args):
    return reverse(f"staff:{name}", args=args)


@pytest.fixture
def desk(db):
    return staff_desk_of(in_group(person(), "Finance approvers"))


@pytest.fixture
def paper(db):
    return numbered(row(name="چای"))


def test_staff_see_every_issuers_papers(desk, paper):
    other = numbered(row(), issuer=seller("m2", name="سفال‌سرا"))
    waiting = asked(row())

    assert set(desk.get(to("invoices")).context["object_list"]) == {paper, other, waiting}
    assert list(desk.get(to("invoices"), {"tab": "waiting"}).context["object_list"]) == [waiting]
    assert list(desk.get(to("invoices"), {"q": "سفال"}).context["object_list"]) == [other]
    assert list(desk.get(to("invoices"), {"kind": "commission"}).context["object_list"]) == []


def test_the_list_says_whether_every_number_is_there(desk, paper):
    page = desk.get(to("invoices"))
    assert (page.context["broken"], page.context["series"], page.context["waiting"]) == (0, 1, 0)

    InvoiceSeries.objects.update(last_number=2)
    assert desk.get(to("invoices")).context["broken"] == 1
    assert "desk-badge--bad" in desk.get(to("invoice_series")).content.decode()


def test_a_failed_print_is_tried_again(desk, paper, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("commerce.money.invoices.services.printing.TEMPLATE", Path("nowhere.typ"))
        with pytest.raises(PaperFailed):
            take_paper(invoice=paper)
    assert list(desk.get(to("invoices"), {"tab": "failed"}).context["object_list"]) == [paper]

    desk.post(to("invoice_retry", paper.public_id))

    assert Paper.objects.get().status == "waiting"
    assert desk.get(to("invoice_pdf", paper.public_id)).content.startswith(b"%PDF-")


def test_a_month_is_billed_when_somebody_asks(desk):
    month = desk.get(to("commission_run_ask")).context["form"].fields["month"].choices[0][0]

    assert desk.post(to("commission_run_ask"), {"month": month}).status_code == 302

    assert CommissionRun.objects.get().name == month
    assert desk.get(to("commission_runs"))["Refresh"]


def test_a_month_that_is_not_over_is_not_offered(desk):
    assert desk.post(to("commission_run_ask"), {"month": "1599-01"}).status_code == 422


def test_the_platform_says_who_it_is(desk):
    typed = {"legal_name": "شرکت آسود", "national_id": "10380284790", "economic_code": "411111111111"}

    assert desk.post(to("tax_profile"), typed).status_code == 302

    assert profile_of(owner_kind="platform", owner_ref="platform").legal_name == "شرکت آسود"
