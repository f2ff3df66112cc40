"""Finance sends money out: one approves, one makes the batch, another checks it, and the bank answers."""

import io

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commerce.foundation.core.sheets import read_table, write_csv
from commerce.foundation.core.text import group_digits
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of
from commerce.money.remittances.models import BankAccount, Batch, BatchFormat, Remittance, ResultFile
from commerce.money.remittances.tasks import export_batches
from tests.commerce.money.books import wallet
from tests.commerce.money.outgoing import IBANS, KIND, approved, ask, bank_account, fund
from tests.dashboards.desk import in_group, staff_desk_of
from tests.factories import person

pytestmark = pytest.mark.django_db


def to(name, *ids):
    return reverse(f"staff:{name}", args=ids)


@pytest.fixture
def clerks():
    """Two people of finance at their desks."""
    return [staff_desk_of(in_group(person(first_name=name), "Finance approvers")) for name in ("لیلا", "نادر")]


@pytest.fixture
def receiver(db):
    mina = person(first_name="مینا", last_name="کریمی")
    fund(mina.public_id, 10_000_000)
    return mina


def test_the_whole_way_of_a_withdrawal_by_hand(clerks, receiver):
    leila, nader = clerks
    account = bank_account(receiver.public_id)
    arriving, returning = (ask(account, key=key) for key in ("w-1", "w-2"))

    for remittance in (arriving, returning):
        assert leila.post(to("remittance_approve", remittance.public_id)).status_code == 302
    choices = {"batch_format": "paya-csv", "remittances": [arriving.public_id, returning.public_id]}
    leila.post(to("new_batch"), choices)
    batch = Batch.objects.get()
    assert leila.post(to("batch_check", batch.public_id)).status_code == 422
    assert nader.post(to("batch_check", batch.public_id)).status_code == 302
    export_batches()
    file = leila.post(to("batch_file", batch.public_id))
    leila.post(to("batch_send", batch.public_id), {"bank_reference": "پایا ۱۲"})
    rows = [[arriving.tracking, "موفق"], [returning.tracking, "برگشتی"]]
    upload = SimpleUploadedFile("answer.csv", write_csv([["شناسه پیگیری", "وضعیت"], *rows]))
    looked = leila.post(to("batch_results", batch.public_id), {"file": upload}, follow=True)
    result = ResultFile.objects.get()
    assert "برگشت" in looked.content.decode()
    assert Remittance.objects.filter(status="sent").count() == 2
    leila.post(to("result_apply", result.public_id))

    assert [row[2] for row in read_table(io.BytesIO(file.content))[1:]] == ["1000000", "1000000"]
    assert "attachment" in file["Content-Disposition"]
    arriving.refresh_from_db()
    returning.refresh_from_db()
    assert (arriving.status, returning.status) == ("settled", "returned")
    assert balance_of(wallet(receiver.public_id)) == 9_000_000
    assert find_drift() == []
    told = leila.get(to("remittance", returning.public_id)).content.decode()
    assert "لیلا" in told
    assert "مینا کریمی" in told


def test_the_list_says_whose_money_it_is_and_what_it_adds_up_to(clerks, receiver):
    account = bank_account(receiver.public_id)
    ask(account, 2_000_000, key="w-1")
    approved(account, 3_000_000, key="w-2")

    def shown(**query):
        return clerks[0].get(to("remittances"), query).content.decode()

    assert "مینا کریمی" in shown()
    assert "۵۰۰٬۰۰۰ تومان" in shown()
    assert "۵۰۰٬۰۰۰ تومان" not in shown(tab="asked")
    assert account.holder not in shown(batch="x")
    assert account.holder in shown(kind=KIND.name, q=Remittance.objects.first().tracking)
    sheet = b"".join(clerks[0].get(to("remittances"), {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert (account.iban_mask in sheet, IBANS[0] in sheet) == (True, False)


def test_who_asked_is_not_offered_to_approve_and_cannot(clerks):
    boss = in_group(person(first_name="خودش"), "Finance approvers")
    fund(boss.public_id, 1_000_000)
    remittance = ask(bank_account(boss.public_id), key="w-1")
    desk = staff_desk_of(boss)

    shown = desk.get(to("remittance", remittance.public_id)).content.decode()
    refused = desk.post(to("remittance_approve", remittance.public_id))

    assert to("remittance_approve", remittance.public_id) not in shown
    assert refused.status_code == 422
    remittance.refresh_from_db()
    assert remittance.status == "asked"


def test_a_refusal_needs_a_reason(clerks, receiver):
    remittance = ask(bank_account(receiver.public_id), key="w-1")
    door = to("remittance_refuse", remittance.public_id)

    assert clerks[0].post(door, {"reason": ""}).status_code == 422
    assert clerks[0].post(door, {"reason": "مدارک"}).status_code == 302
    remittance.refresh_from_db()
    assert (remittance.status, remittance.reason) == ("refused", "مدارک")


def test_a_single_answer_of_the_bank_is_recorded_by_hand(clerks, receiver):
    account = bank_account(receiver.public_id)
    remittance = approved(account, key="w-1")
    clerks[0].post(to("new_batch"), {"batch_format": "excel", "remittances": [remittance.public_id]})
    batch = Batch.objects.get()
    clerks[1].post(to("batch_check", batch.public_id))
    export_batches()
    clerks[0].post(to("batch_send", batch.public_id), {"bank_reference": "1"})

    clerks[0].post(to("remittance_settle", remittance.public_id), {"bank_reference": "55"})
    clerks[0].post(to("remittance_return", remittance.public_id), {"reason": "حساب بسته"})

    remittance.refresh_from_db()
    assert (remittance.status, remittance.bank_reference, remittance.reason) == ("returned", "55", "حساب بسته")


def test_only_who_verifies_sees_an_iban_in_full(clerks, receiver):
    account = bank_account(receiver.public_id, verified=False)
    viewer = person(is_staff=True)
    in_group(viewer, "Marketing editors")
    boss = staff_desk_of(in_group(person(), "Finance approvers"))
    viewer.user_permissions.add(*_rights("view_bankaccount"))

    assert IBANS[0] in boss.get(to("bank_account", account.public_id)).content.decode()
    for answer in (
        staff_desk_of(type(viewer).objects.get(pk=viewer.pk)).get(to("bank_account", account.public_id)),
        boss.get(to("bank_accounts")),
    ):
        assert answer.status_code == 200
        assert (IBANS[0] in answer.content.decode(), account.iban_mask in answer.content.decode()) == (False, True)


def _rights(*names):
    return Permission.objects.filter(content_type__app_label="remittances", codename__in=names)


def test_staff_verify_and_refuse_accounts(clerks, receiver):
    first = bank_account(receiver.public_id, verified=False)
    second = bank_account(receiver.public_id, iban=IBANS[1], verified=False)

    clerks[0].post(to("bank_account_verify", first.public_id), {"holder": "مینا کریمی"})
    clerks[0].post(to("bank_account_refuse", second.public_id), {"reason": "نام دیگری است"})

    assert [BankAccount.objects.get(pk=row.pk).status for row in (first, second)] == ["verified", "refused"]
    found = clerks[0].get(to("bank_accounts"), {"q": IBANS[0]}).content.decode()
    assert (first.iban_mask in found, second.iban_mask in found) == (True, False)


def columns(*rows):
    return {
        name: value
        for number, (place, heading, kind) in enumerate(rows, start=1)
        for name, value in ((f"place_{number}", place), (f"heading_{number}", heading), (f"value_{number}", kind))
    }


@pytest.fixture
def typed():
    return {
        "title_fa": "ساتنا",
        "title_en": "Satna",
        "file_kind": "xlsx",
        "is_active": "on",
        "most_rows": "50",
        "most_amount": "",
        "result_tracking": "پیگیری",
        "result_state": "وضعیت",
        "settled_words": "موفق\nواريز",
        "returned_words": "ناموفق",
    } | columns((3, "شناسه", "tracking"), (1, "شبا", "iban"), (2, "مبلغ", "amount"), (4, "", ""))


def test_a_format_is_written_column_by_column_in_the_order_of_its_places(clerks, typed):
    added = clerks[0].post(to("format_add"), typed | {"slug": "satna"})

    assert added.status_code == 302
    shape = BatchFormat.objects.get(slug="satna")
    assert [column["value"] for column in shape.columns] == ["iban", "amount", "tracking"]
    assert (shape.settled_words, shape.most_amount) == (["موفق", "واریز"], None)
    again = clerks[0].get(to("format", "satna")).content.decode()
    assert 'value="شبا"' in again


def test_a_word_of_results_that_is_too_long_is_told_where_it_was_typed(clerks, typed):
    refused = clerks[0].post(to("format_add"), typed | {"slug": "satna", "settled_words": "م" * 61})

    assert (refused.status_code, BatchFormat.objects.filter(slug="satna").exists()) == (422, False)


def test_the_total_of_a_list_too_long_to_count_is_not_told(clerks, receiver, monkeypatch):
    account = bank_account(receiver.public_id)
    remittances = [ask(account, key=key) for key in ("w-1", "w-2")]
    total = group_digits(sum(row.amount for row in remittances) // 10, language="fa")

    assert f"<b>{total}" in clerks[0].get(to("remittances")).text
    monkeypatch.setattr("dashboards.staff.remittances.remittances.LIST_CAP", 1)
    assert f"<b>{total}" not in clerks[0].get(to("remittances")).text


def test_a_format_without_an_amount_is_refused_where_it_was_typed(clerks, typed):
    refused = clerks[0].post(
        to("format", "excel"), typed | columns((1, "شبا", "iban"), (2, "شناسه", "tracking"), (3, "", ""))
    )

    assert refused.status_code == 422
    assert BatchFormat.objects.get(slug="excel").title_en == "Group transfer (Excel)"


def test_a_file_that_is_no_table_is_refused_beside_its_field(clerks, receiver):
    remittance = approved(bank_account(receiver.public_id), key="w-1")
    clerks[0].post(to("new_batch"), {"batch_format": "paya-csv", "remittances": [remittance.public_id]})
    batch = Batch.objects.get()
    clerks[1].post(to("batch_check", batch.public_id))
    export_batches()
    clerks[0].post(to("batch_send", batch.public_id), {"bank_reference": "1"})

    refused = clerks[0].post(
        to("batch_results", batch.public_id), {"file": SimpleUploadedFile("a.xlsx", b"PK no workbook")}
    )

    assert refused.status_code == 422
    assert ResultFile.objects.count() == 0


def test_a_dissolved_batch_lets_its_rows_go(clerks, receiver):
    remittance = approved(bank_account(receiver.public_id), key="w-1")
    clerks[0].post(to("new_batch"), {"batch_format": "paya-csv", "remittances": [remittance.public_id]})
    batch = Batch.objects.get()

    clerks[0].post(to("batch_dissolve", batch.public_id), {"reason": "اشتباه"})

    remittance.refresh_from_db()
    assert (remittance.status, remittance.batch) == ("approved", None)
    assert clerks[0].get(to("batch", batch.public_id)).status_code == 200
