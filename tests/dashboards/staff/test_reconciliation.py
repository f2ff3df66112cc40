"""A settlement file on screen, from upload to posting by two people."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commerce.foundation.core.clock import jalali_date
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.reconciliation.models import StatementFile
from commerce.money.reconciliation.services import post_file, upload_file
from tests.commerce.money.reconciliation.files import (
    CHECKER,
    MAKER,
    captured,
    csv_of,
    line,
    read,
    submitted,
    uploaded,
    xlsx_of,
)
from tests.dashboards.desk import in_group, staff_desk_of
from tests.factories import person
from tests.factories.sales import make_gateway

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker():
    return staff_desk_of(in_group(person(), "Finance approvers"))


@pytest.fixture
def checker():
    return staff_desk_of(in_group(person(), "Finance approvers"))


def to(name, *ids):
    return reverse(f"staff:{name}", args=ids)


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def send(desk, content, *, name="تسویه.csv"):
    form = {"gateway": make_gateway().pk, "file": SimpleUploadedFile(name, content.getvalue())}
    return desk.post(to("statement_upload"), form)


def columns(file, **changes):
    named = {name: str(at) for name, at in file.columns.items()}
    return {"header_row": file.header_row, "unit": "rial", **named, **changes}


def test_two_people_reconcile_a_file(maker, checker, django_capture_on_commit_callbacks):
    known, short = captured(1_000_000), captured(500_000)
    rows = [line(known, fee=12_000), line(short, amount=450_000), ["3", "STRANGE", "", "70,000", "0", ""]]

    sent = send(maker, xlsx_of(rows), name="settlement.xlsx")
    file = StatementFile.objects.get()
    preview = maker.get(to("statement_columns", file.public_id)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        maker.post(to("statement_columns", file.public_id), columns(file))
    dry_run = maker.get(to("statement", file.public_id))
    maker.post(to("statement_submit", file.public_id))
    own = maker.post(to("statement_post", file.public_id))
    checker.post(to("statement_post", file.public_id))

    file.refresh_from_db()
    assert sent.url == to("statement_columns", file.public_id)
    assert known.receipt in preview
    assert f"settlement_file:{file.public_id}" in dry_run.content.decode()
    assert own.status_code in {403, 422}
    assert (file.status, balance_of(AccountRef("gateway_clearing"))) == ("posted", 0)
    assert balance_of(AccountRef("suspense")) == 50_000 - 70_000
    assert balance_of(AccountRef("bank")) == 988_000 + 450_000 + 70_000


def test_a_file_that_cannot_be_read_is_told_beside_its_field(maker):
    answer = send(maker, io.BytesIO(b"PK nonsense"))

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


def test_a_second_upload_of_the_same_file_is_told(maker):
    content = csv_of([line(captured(1_000))])
    send(maker, content)

    assert send(maker, content).status_code == 422
    assert StatementFile.objects.count() == 1


def test_columns_that_are_not_enough_leave_the_form_with_the_reason(maker):
    file = uploaded(csv_of([line(captured(1_000))]))

    answer = maker.post(to("statement_columns", file.public_id), columns(file, amount=""))

    assert answer.status_code == 422
    assert "amount" in answer.context["form"].errors


def test_a_file_being_read_looks_again_by_itself(maker):
    file = uploaded(csv_of([line(captured(1_000))]))
    maker.post(to("statement_columns", file.public_id), columns(file))

    assert maker.get(to("statement", file.public_id))["Refresh"]


def test_rows_are_shown_by_outcome_and_leave_as_a_spreadsheet(maker):
    file = read(uploaded(csv_of([line(captured(1_000)), ["2", "=STRANGE", "", "70", "0", ""]])))

    strange = maker.get(to("statement_rows", file.public_id), {"tab": "surplus"})
    csv = body(maker.get(to("statement_rows", file.public_id), {"export": "csv"})).decode()

    assert [row.receipt for row in strange.context["object_list"]] == ["=STRANGE"]
    assert "'=STRANGE" in csv
    assert len(csv.strip().splitlines()) == 3


def test_missing_payments_are_listed(maker):
    told, missing = captured(1_000), captured(2_000)
    file = read(uploaded(csv_of([line(told, day=jalali_date(told.captured_at))])))

    page = maker.get(to("statement_missing", file.public_id))

    assert [payment.pk for payment in page.context["object_list"]] == [missing.pk]
    assert maker.get(to("statement", file.public_id)).context["missing"] == 1


def test_a_checker_sends_a_file_back_with_a_reason(checker):
    file = submitted(line(captured(1_000)))

    bare = checker.post(to("statement_refuse", file.public_id), {"reason": ""})
    checker.post(to("statement_refuse", file.public_id), {"reason": "کارمزد کو؟"})

    assert bare.status_code == 422
    assert "کارمزد کو؟" in checker.get(to("statement", file.public_id)).content.decode()


def test_a_difference_is_resolved_from_the_list(checker):
    file = submitted(line(captured(1_000), amount=900))
    post_file(actor=CHECKER, public_id=file.public_id)
    row = file.rows.get()

    before = checker.get(to("differences")).context["object_list"]
    checker.post(to("difference_resolve", row.pk), {"to": "gateway_fees", "reason": "کارمزد"})

    assert [one.pk for one in before] == [row.pk]
    assert list(checker.get(to("differences")).context["object_list"]) == []
    assert balance_of(AccountRef("suspense")) == 0


def test_the_file_as_it_came_is_for_those_who_may_see_it(maker):
    content = csv_of([line(captured(1_000))])
    file = upload_file(actor=MAKER, gateway=make_gateway(), upload=content, name="a.csv")

    assert body(maker.get(to("statement_file", file.public_id))) == content.getvalue()
    support = staff_desk_of(in_group(person(), "Support"))
    assert support.get(to("statement_file", file.public_id)).status_code == 403


def test_a_file_that_is_not_there_is_not_found(maker):
    assert maker.get(to("statement_rows", "none")).status_code == 404
    assert maker.get(to("statement_missing", "none")).status_code == 404
    assert maker.get(to("statement", "none")).status_code == 404
