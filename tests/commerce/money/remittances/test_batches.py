"""Batches, their files, and what the bank writes back."""

import io

import pytest
from django.core.files.base import ContentFile
from openpyxl import Workbook

from commerce.foundation.core.errors import IllegalTransition, InvalidInput, NotFound
from commerce.foundation.core.private_files import private_files
from commerce.foundation.core.sheets import read_table, write_csv
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balance_of
from commerce.money.remittances import services, tasks
from commerce.money.remittances.errors import (
    BankAccountUnverified,
    BatchChanged,
    BatchFileDamaged,
    NothingToSend,
    OwnDecision,
    UnreadableResults,
)
from commerce.money.remittances.models import BankAccount, Batch, BatchFormat, Remittance
from commerce.money.remittances.results import read_results
from tests.commerce.money.books import wallet
from tests.commerce.money.outgoing import CHECKER, IBANS, MAKER, approved, ask, bank_account, fund, sent

pytestmark = pytest.mark.django_db
PAYA = "paya-csv"


@pytest.fixture
def account(db):
    fund("mina", 100_000_000)
    return bank_account()


def make(**named) -> Batch:
    return services.make_batch(actor=MAKER, batch_format=named.pop("batch_format", PAYA), **named)


def exported(**named) -> Batch:
    batch = make(**named)
    services.check_batch(actor=CHECKER, batch=batch.public_id)
    return services.export_batch(batch=batch.public_id)


def results(batch: Batch, *rows: list[object]):
    table = [["شناسه پیگیری", "وضعیت", "شماره مرجع", "علت"], *rows]
    return services.keep_results(actor=MAKER, batch=batch.public_id, upload=io.BytesIO(write_csv(table)))


def test_a_batch_takes_the_longest_waiting_that_fit(account):
    BatchFormat.objects.filter(slug=PAYA).update(most_rows=2, most_amount=5_000_000)
    too_large, first, second, third = (
        approved(account, amount, key=str(amount)) for amount in (6_000_000, 3_000_000, 2_000_000, 1_000_000)
    )
    ask(account, 500_000, key="not approved")

    batch = make()

    assert set(batch.remittances.all()) == {first, second}
    assert (batch.rows, batch.total, batch.status) == (2, 5_000_000, "made")
    assert set(Remittance.objects.ready()) == {too_large, third}


def test_a_batch_of_chosen_ones_takes_all_of_them_or_none(account):
    one, other = approved(account, key="1"), approved(account, key="2")

    batch = make(remittances=[one.public_id])
    with pytest.raises(BatchChanged):
        make(remittances=[one.public_id, other.public_id])
    with pytest.raises(NothingToSend):
        make(remittances=[one.public_id])

    assert list(batch.remittances.all()) == [one]
    other.refresh_from_db()
    assert other.status == "approved"


def test_of_an_unknown_kind_or_format_there_is_nothing(account):
    approved(account, key="1")

    with pytest.raises(NothingToSend):
        make(kind="another")
    with pytest.raises(NotFound):
        make(batch_format="another")
    assert Batch.objects.count() == 0


def test_an_account_that_lost_its_verification_stops_the_batch(account):
    approved(account, key="1")
    batch = make()
    services.refuse_bank_account(actor=CHECKER, public_id=account.public_id, reason="x")

    with pytest.raises(BankAccountUnverified):
        services.check_batch(actor=CHECKER, batch=batch.public_id)
    services.dissolve_batch(actor=MAKER, batch=batch.public_id, reason="x")
    with pytest.raises(NothingToSend):
        make()


@pytest.mark.parametrize("batch_format", ["paya-csv", "excel"])
def test_the_file_says_whom_to_pay_how_much(account, batch_format):
    BankAccount.objects.filter(pk=account.pk).update(holder="=HYPERLINK(1)")
    remittance = approved(account, 1_250_000, key="1")

    batch = exported(batch_format=batch_format)

    handed = services.hand_out_file(actor=CHECKER, batch=batch.public_id)
    rows = read_table(io.BytesIO(handed.content))
    assert rows[0] == ["ردیف", "شماره شبا", "مبلغ (ریال)", "نام صاحب حساب", "شرح", "شناسه پیگیری"]
    assert rows[1] == [
        "1", IBANS[0], "1250000", "'=HYPERLINK(1)", f"آزمون {remittance.tracking}", remittance.tracking
    ]  # fmt: skip
    assert handed.name == f"{batch.public_id}.{batch.batch_format.file_kind}"


def test_the_file_is_made_once_and_stays_as_it_was_made(account):
    approved(account, key="1")
    batch = exported()
    first = services.hand_out_file(actor=CHECKER, batch=batch.public_id)
    services.save_batch_format(
        actor=MAKER,
        slug=PAYA,
        changes={"columns": [{"heading": h, "value": h} for h in ("iban", "amount", "tracking")]},
    )

    services.export_batch(batch=batch.public_id)

    again = services.hand_out_file(actor=MAKER, batch=batch.public_id)
    assert again == first
    assert private_files().exists(batch.file.name)


def test_a_file_that_somebody_changed_is_not_handed_out(account):
    approved(account, key="1")
    batch = exported()
    private_files().delete(batch.file.name)
    private_files().save(batch.file.name, ContentFile(b"another"))

    with pytest.raises(BatchFileDamaged):
        services.hand_out_file(actor=CHECKER, batch=batch.public_id)


def test_the_sweep_makes_the_files_that_were_missed(account):
    approved(account, key="1")
    batch = make()
    services.check_batch(actor=CHECKER, batch=batch.public_id)

    assert tasks.export_batches() == 1
    assert tasks.export_batches() == 0

    batch.refresh_from_db()
    assert (batch.status, batch.exported_rows) == ("exported", 1)


def test_there_is_no_file_before_the_check(account):
    approved(account, key="1")
    batch = make()

    assert services.export_batch(batch=batch.public_id).status == "made"
    with pytest.raises(IllegalTransition):
        services.hand_out_file(actor=CHECKER, batch=batch.public_id)
    with pytest.raises(IllegalTransition):
        services.mark_sent(actor=MAKER, batch=batch.public_id, bank_reference="1")


def test_what_a_dissolved_batch_held_waits_for_another(account):
    remittance = approved(account, key="1")
    batch = make()

    services.dissolve_batch(actor=MAKER, batch=batch.public_id, reason="اشتباه")

    assert list(make().remittances.all()) == [remittance]
    with pytest.raises(IllegalTransition):
        services.check_batch(actor=CHECKER, batch=batch.public_id)
    assert find_drift() == []


def test_once_its_file_was_handed_out_its_maker_alone_cannot_dissolve_a_batch(account):
    approved(account, key="1")
    batch = exported()
    services.hand_out_file(actor=MAKER, batch=batch.public_id)

    with pytest.raises(OwnDecision):
        services.dissolve_batch(actor=MAKER, batch=batch.public_id, reason="x")
    assert services.dissolve_batch(actor=CHECKER, batch=batch.public_id, reason="x").status == "dissolved"


def test_what_the_bank_wrote_is_looked_at_before_it_is_done(account):
    one, two, three, four = (approved(account, key=str(number)) for number in range(4))
    batch = sent(make())
    services.mark_settled(actor=MAKER, public_id=four.public_id)

    kept = results(
        batch,
        [one.tracking, "واریز شده", "A1", ""],
        [f"  {two.tracking} ", "برگشتی", "A2", "حساب مسدود"],
        [three.tracking, "در انتظار", "", ""],
        [four.tracking, "موفق", "", ""],
        [one.tracking, "برگشتی", "", ""],
        ["123456789", "موفق", "", ""],
    )

    verdicts = ["settled", "returned", "unclear", "known", "repeated", "stranger"]
    assert [line.verdict for line in read_results(kept)] == verdicts
    assert set(Remittance.objects.values_list("status", flat=True)) == {"sent", "settled"}

    services.apply_results(actor=MAKER, result_file=kept.public_id)
    services.apply_results(actor=MAKER, result_file=kept.public_id)

    statuses = {row.tracking: row.status for row in Remittance.objects.all()}
    assert [statuses[row.tracking] for row in (one, two, three, four)] == ["settled", "returned", "sent", "settled"]
    two.refresh_from_db()
    kept.refresh_from_db()
    assert (two.reason, two.bank_reference) == ("حساب مسدود", "A2")
    assert (kept.settled, kept.returned) == (1, 1)
    assert balance_of(wallet("mina")) == 100_000_000 - 3_000_000
    assert find_drift() == []


def test_results_come_as_a_workbook_with_a_title_above_the_headings(account):
    remittance = approved(account, key="1")
    batch = sent(make())
    book = Workbook()
    for row in (["گزارش پایا"], [], ["وضعيت", "شناسه پيگيری"], ["موفق", int(remittance.tracking)]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)

    kept = services.keep_results(actor=MAKER, batch=batch.public_id, upload=io.BytesIO(out.getvalue()))

    assert [line.verdict for line in read_results(kept)] == ["settled"]


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"PK broken"])
def test_a_file_without_the_headings_is_refused(account, content):
    approved(account, key="1")
    batch = sent(make())

    with pytest.raises(UnreadableResults):
        services.keep_results(actor=MAKER, batch=batch.public_id, upload=io.BytesIO(content))


def test_results_of_a_batch_that_was_not_sent_are_refused(account):
    approved(account, key="1")

    with pytest.raises(IllegalTransition):
        results(exported())


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ([("الف", "iban"), ("ب", "amount")], "column_missing"),
        ([("الف", "holder"), ("ب", "amount"), ("پ", "tracking")], "column_missing"),
        ([("الف", "iban"), ("ب", "amount"), ("پ", "tracking"), ("ت", "password")], "unknown_column"),
        ([("الف", "iban"), (" ", "amount"), ("پ", "tracking")], "heading_missing"),
        ([("الف", "iban"), ("ب", "amount"), ("پ", "tracking"), ("ت", "amount")], "column_repeated"),
        ([], "column_missing"),
    ],
)
def test_a_format_without_which_nobody_is_paid_is_refused(columns, code):
    named = [{"heading": heading, "value": value} for heading, value in columns]

    with pytest.raises(InvalidInput) as refused:
        services.save_batch_format(actor=MAKER, slug=PAYA, changes={"columns": named})

    assert refused.value.extra["errors"]["columns"][0]["code"] == code


def test_a_new_format_is_one_more_row():
    shape = BatchFormat.objects.get(slug=PAYA)
    changes = {name: getattr(shape, name) for name in services.formatting.CHANGEABLE}

    made = services.save_batch_format(actor=MAKER, slug="satna", changes=changes | {"title_fa": "ساتنا"})

    assert (made.title_fa, made.columns) == ("ساتنا", shape.columns)
    with pytest.raises(InvalidInput):
        services.save_batch_format(actor=MAKER, slug="satna", changes={"slug": "x"})
