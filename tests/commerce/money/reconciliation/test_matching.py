"""Every row of a file finds its payment, or says why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from commerce.foundation.core.clock import jalali_date
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.selectors import balances_of
from commerce.money.ledger.services import AccountRef
from commerce.money.payments.models import Refund
from commerce.money.reconciliation.models import ColumnMapping, StatementReading
from commerce.money.reconciliation.selectors import entries_to_post, missing_of, sums_of
from commerce.money.reconciliation.services import name_columns, post_file, submit_file
from tests.commerce.money.reconciliation.files import (
    CHECKER,
    MAKER,
    captured,
    csv_of,
    line,
    outcomes,
    read,
    submitted,
    uploaded,
    xlsx_of,
)
from tests.factories.sales import make_gateway

pytestmark = pytest.mark.django_db
KINDS = ("bank", "gateway_fees", "gateway_clearing", "suspense")


def balances():
    found = balances_of([AccountRef(kind) for kind in KINDS])
    return {ref.kind: balance for ref, balance in found.items() if balance}


def test_a_row_is_matched_by_receipt_else_by_order_number_else_by_token():
    first, second, third = captured(1_000), captured(2_000), captured(3_000)
    rows = [
        ["1", first.receipt, "", "1000", "0", ""],
        ["2", "", str(second.bank_order), "2000", "0", ""],
        ["3", "", "", "3000", "0", ""],
    ]
    headings = ["ردیف", "شماره مرجع", "شماره سفارش", "مبلغ", "کارمزد", "توکن"]
    rows[2][5] = third.authority

    file = read(uploaded(csv_of(rows, headings)))

    assert outcomes(file) == ["matched"] * 3
    assert list(file.rows.order_by("number").values_list("payment", flat=True)) == [first.pk, second.pk, third.pk]


def test_what_differs_is_unknown_was_settled_or_cannot_be_read_is_told_apart():
    paid, unpaid, settled = captured(1_000), captured(500, status="captured"), captured(700)
    type(unpaid).objects.filter(pk=unpaid.pk).update(status="expired")
    post_file(actor=CHECKER, public_id=submitted(line(settled)).public_id)

    file = read(
        uploaded(
            csv_of(
                [
                    line(paid, amount=900),
                    ["2", "STRANGE", "", "50", "0", ""],
                    line(unpaid),
                    line(settled),
                    line(paid),
                    ["جمع", "", "", "3,000", "", ""],
                ]
            )
        )
    )

    assert outcomes(file) == ["differs", "surplus", "surplus", "already", "already", "unreadable"]
    assert file.rows.get(number=4).remark == "is_expired"
    sums = sums_of(file)
    assert (sums["differs"].rows, sums["differs"].amount, sums["differs"].difference) == (1, 900, -100)
    assert sums["matched"].rows == 0


def test_payments_of_another_gateway_are_strangers():
    theirs = captured(1_000, gateway=make_gateway("other-bank"))

    assert outcomes(read(uploaded(csv_of([line(theirs)])))) == ["surplus"]


def test_captured_payments_of_the_files_days_that_it_does_not_tell_of_are_missing():
    told, missing, later = captured(1_000), captured(2_000), captured(3_000)
    today = jalali_date(told.captured_at)
    type(later).objects.filter(pk=later.pk).update(captured_at="2030-01-01T00:00:00Z")

    file = read(uploaded(csv_of([line(told, day=today)])))
    without_days = read(uploaded(csv_of([line(told)])))

    assert [payment.pk for payment in missing_of(file)] == [missing.pk]
    assert list(missing_of(without_days)) == []


def test_money_that_was_sent_back_is_matched_with_its_refund():
    payment = captured(1_000)
    sent = {"payment": payment, "way": "gateway", "status": "sent"}
    small = Refund.objects.create(key="a", amount=300, **sent)
    large = Refund.objects.create(key="b", amount=600, **sent)

    file = read(uploaded(csv_of([line(payment, amount=-600), line(payment), line(payment, amount=-300)])))
    strange = read(uploaded(csv_of([line(captured(50), amount=-50)])))

    assert outcomes(file) == ["matched"] * 3
    assert list(file.rows.order_by("number").values_list("refund", flat=True)) == [large.pk, None, small.pk]
    assert outcomes(strange) == ["surplus"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256"])
def test_csv_files_are_read_in_the_encodings_of_here(encoding):
    payment = captured(1_000)

    assert outcomes(read(uploaded(csv_of([line(payment, fee=10)], encoding=encoding)))) == ["matched"]


def test_workbooks_are_read_and_formulas_in_them_are_no_numbers():
    payment = captured(1_000)
    rows = [["1", payment.receipt, payment.bank_order, 1000, 5, None], ["2", "X", "", "=1+1", 0, None]]

    assert outcomes(read(uploaded(xlsx_of(rows)))) == ["matched", "unreadable"]


def test_the_columns_of_a_gateway_are_remembered():
    payment = captured(1_000)
    headings = ["الف", "ب", "ج"]
    first = uploaded(csv_of([[payment.receipt, "100", ""]], headings))
    read(first, columns={"receipt": 0, "amount": 1}, unit="toman")

    second = uploaded(csv_of([["100", "x", payment.receipt]], ["ب", "د", "الف"]))

    assert ColumnMapping.objects.get().headings == {"receipt": "الف", "amount": "ب"}
    assert (second.columns, second.unit) == ({"receipt": 2, "amount": 0}, "toman")
    assert outcomes(first) == ["matched"]


def test_a_file_is_read_anew_when_its_columns_are_named_anew():
    payment = captured(1_000)
    file = read(uploaded(csv_of([line(payment, fee=10)])), unit="toman")
    assert outcomes(file) == ["differs"]

    file = read(file, unit="rial")

    assert outcomes(file) == ["matched"]
    assert StatementReading.objects.filter(status="done").count() == 2


class TestAnyFile(TestCase):
    @given(
        st.lists(
            st.tuples(
                st.integers(1, 10**9),  # what was captured
                st.sampled_from([0, 0, 0, 1, -1, 500]),  # what the bank says above it
                st.integers(0, 1_000),
                st.sampled_from(["told", "told", "told", "twice", "unknown"]),
            ),
            max_size=6,
        )
    )
    def test_what_came_and_what_clearing_gives_agree_to_the_rial(self, story):
        gateway, rows, cleared, came, fees = make_gateway(), [], 0, 0, 0
        for amount, above, fee, how in story:
            told = max(amount + above, 1)
            if how == "unknown":
                rows.append(["1", f"X{len(rows)}", "", str(told), str(fee), ""])
            else:
                payment = captured(amount, gateway=gateway)
                rows += [line(payment, amount=told, fee=fee)] * (2 if how == "twice" else 1)
                cleared += amount
            came, fees = came + told - fee, fees + fee
        if not rows:
            return
        before = balances()
        file = read(uploaded(csv_of([*rows, ["", "", "", str(len(rows)), "", ""]]), gateway=gateway))

        post_file(actor=CHECKER, public_id=submit_file(actor=MAKER, public_id=file.public_id).public_id)

        moved = {kind: balances().get(kind, 0) - before.get(kind, 0) for kind in KINDS}
        assert moved == {
            "bank": came,
            "gateway_fees": fees,
            "gateway_clearing": -cleared,
            "suspense": cleared - came - fees,
        }
        assert find_drift() == []


def test_the_dry_run_shows_the_very_entries():
    file = submitted(line(captured(1_000), fee=30), line(captured(500), amount=450, fee=10))
    shown = entries_to_post(file)

    post_file(actor=CHECKER, public_id=file.public_id)

    assert [(draft.key, draft.lines.total()) for draft in shown] == [
        (f"settlement_file:{file.public_id}", 3),
        (f"settlement_row:{file.rows.get(outcome='differs').pk}", 4),
    ]
    assert balances() == {"bank": 1_410, "gateway_fees": 40, "suspense": 50}


def test_columns_that_make_no_sense_are_refused():
    file = uploaded(csv_of([line(captured(1_000))]))
    wrong = [
        {"receipt": 1},
        {"amount": 3},
        {"amount": 3, "receipt": 3},
        {"amount": 3, "receipt": 99},
        {"amount": 3, "x": 1},
    ]

    for columns in wrong:
        with pytest.raises(Exception, match="invalid"):
            name_columns(actor=MAKER, public_id=file.public_id, columns=columns, header_row=0, unit="rial")
