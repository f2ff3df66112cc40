"""The tax id and its Verhoeff digit, against vectors worked out apart from our code."""

from datetime import date

import pytest

from commerce.money.invoices.taxid import taxid_of, verhoeff_digit
from tests.commerce.money.invoices.papers import numbered, seller


def dihedral(a: int, b: int) -> int:
    """The product in the group of the symmetries of a pentagon: 0-4 turn, 5-9 turn and flip."""
    turn_a, flip_a, turn_b, flip_b = a % 5, a // 5, b % 5, b // 5
    return (turn_a + (-turn_b if flip_a else turn_b)) % 5 + 5 * (flip_a ^ flip_b)


def permuted(digit: int, times: int) -> int:
    for _ in range(times):
        digit = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)[digit]
    return digit


def check_of(digits: str) -> int:
    """Zero for a number whose last digit proves it, by the definition and not by tables."""
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = dihedral(check, permuted(int(digit), place))
    return check


# 236 → 3 and 12345 → 1 are in the literature on Verhoeff's code.
@pytest.mark.parametrize(("digits", "check"), [("236", 3), ("12345", 1), ("142857", 0), ("0", 4), ("", 0)])
def test_known_check_digits(digits, check):
    assert verhoeff_digit(digits) == check


@pytest.mark.parametrize("digits", ["236", "8473643095483728456789", "654984020415000000000001", "1" * 30, "90" * 13])
def test_a_number_with_its_digit_checks_out(digits):
    assert check_of(f"{digits}{verhoeff_digit(digits)}") == 0


@pytest.mark.parametrize("place", range(10))
def test_one_wrong_digit_is_noticed(place):
    whole = f"1405000123{verhoeff_digit('1405000123')}"
    for other in "0123456789":
        if other != whole[place]:
            assert check_of(whole[:place] + other + whole[place + 1 :]) != 0


@pytest.mark.parametrize(
    ("memory_id", "day", "serial"),
    [("A11226", date(2023, 4, 4), 1), ("1A2B3C", date(2026, 11, 22), 123), ("ZZZZZZ", date(2039, 1, 1), 2**39)],
)
def test_a_tax_id_is_memory_day_serial_and_check(memory_id, day, serial):
    taxid = taxid_of(memory_id=memory_id, day=day, serial=serial)

    days = day.toordinal() - date(1970, 1, 1).toordinal()
    letters = "".join(str(ord(one)) if one.isalpha() else one for one in memory_id)
    assert len(taxid) == 22
    assert taxid[:6] == memory_id
    assert (int(taxid[6:11], 16), int(taxid[11:21], 16)) == (days, serial)
    assert check_of(letters + str(days).rjust(6, "0") + str(serial).rjust(12, "0") + taxid[21]) == 0


def test_days_and_serial_are_written_in_capital_hex():
    assert taxid_of(memory_id="A11226", day=date(2026, 11, 22), serial=255)[:21] == "A112260512B00000000FF"


@pytest.mark.django_db
def test_a_paper_has_a_tax_id_where_its_seller_has_a_fiscal_memory():
    invoice = numbered(issuer=seller(memory_id="A1B2C3"))

    assert invoice.taxid.startswith("A1B2C3")
    assert int(invoice.taxid[11:21], 16) == invoice.number
    assert numbered(issuer=seller("m2")).taxid == ""
