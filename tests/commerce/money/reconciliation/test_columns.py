"""Headings are guessed and cells are read, whatever digits, marks and calendars a bank writes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commerce.foundation.core.text import group_digits
from commerce.foundation.core.validators.invalid import InvalidValue
from commerce.money.reconciliation.columns import (
    guess_columns,
    read_amount,
    read_day,
    read_row,
    remembered_columns,
    row_of_headings,
)


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (
            ["ردیف", "شماره مرجع", "شماره سفارش", "مبلغ (ریال)", "کارمزد", "تاریخ تراکنش", "نوع"],
            {"receipt": 1, "bank_order": 2, "amount": 3, "fee": 4, "day": 5, "kind": 6},
        ),
        (
            ["Date", "RefID", "Authority", "Amount", "Fee", "Order ID"],
            {"day": 0, "receipt": 1, "authority": 2, "amount": 3, "fee": 4, "bank_order": 5},
        ),
        (["مبلغ کارمزد", "مبلغ تراکنش", "کد پیگیری"], {"fee": 0, "amount": 1, "receipt": 2}),
        (["a", "b"], {}),
    ],
)
def test_columns_are_guessed_from_their_headings(headings, columns):
    assert guess_columns(headings) == columns


def test_columns_are_remembered_by_heading_wherever_they_went():
    known = {"receipt": "کد عجیب", "amount": "مبلغ"}

    assert remembered_columns(known, ["مبلغ", "چیز", "کد عجیب"]) == {"receipt": 2, "amount": 0}
    assert remembered_columns(known, ["amount", "rrn"]) == {"amount": 0, "receipt": 1}


def test_headings_are_found_below_a_title():
    assert row_of_headings([["گزارش تسویه", ""], ["", "آذر"], ["شماره مرجع", "مبلغ"], ["1", "2"]]) == 2


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,250,000", 1_250_000),
        ("۱٬۲۵۰٬۰۰۰", 1_250_000),
        ("1250000.00", 1_250_000),
        ("-500", -500),
        ("(500)", -500),
        ("12.5", None),
        ("=1+1", None),
        ("مبلغ", None),
        ("", None),
        ("9" * 18, None),
    ],
)
def test_an_amount_is_whole_rials_or_nothing(text, amount):
    assert read_amount(text) == amount


@given(st.integers(1, 10**15), st.sampled_from(["fa", "en"]))
def test_any_amount_is_read_as_it_is_written(amount, language):
    assert read_amount(group_digits(amount, language=language)) == amount


@pytest.mark.parametrize("text", ["۱۴۰۴/۰۹/۱۰", "1404-9-10 12:30", "2025-12-01", "2025/12/01T08:00:00", "14040910"])
def test_a_day_is_read_in_either_calendar(text):
    assert read_day(text) == date(2025, 12, 1)


@pytest.mark.parametrize("text", ["1404/13/01", "2025-02-30", "دیروز"])
def test_a_day_that_is_none_is_told(text):
    with pytest.raises(InvalidValue):
        read_day(text)


COLUMNS = {"receipt": 0, "amount": 1, "fee": 2, "kind": 3, "day": 4}


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (["", "5,000,000", "", "جمع", ""], "no_name"),
        (["RRN", "x", "", "", ""], "no_amount"),
        (["RRN", "0", "", "", ""], "no_amount"),
        (["RRN", "5", "y", "", ""], "no_amount"),
        (["RRN", "5", "", "", "فردا"], "no_day"),
        (["RRN"], "no_amount"),
    ],
)
def test_what_is_no_payment_has_a_problem(cells, problem):
    assert read_row(cells, COLUMNS).problem == problem


def test_money_sent_back_is_below_zero_and_toman_are_rials():
    assert read_row(["RRN", "500", "", "استرداد وجه", ""], COLUMNS).amount == -500
    said = read_row(["RRN", "500", "2", "خرید", ""], COLUMNS, toman=True)
    assert (said.amount, said.fee) == (5_000, 20)


@pytest.mark.parametrize("text", ["9999-12-31", "9377/12/29", "1699/01/01"])
def test_a_day_that_no_calendar_here_can_show_is_not_read(text):
    row = read_row(["77", "500", text], {"receipt": 0, "amount": 1, "day": 2})

    assert (row.problem, row.day) == ("no_day", None)
