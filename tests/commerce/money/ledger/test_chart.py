"""The chart of accounts is data that people can read."""

import re

import pytest

from commerce.money.ledger.chart import CHART
from commerce.money.ledger.kinds import KINDS, AccountClass, Side


def test_numbers_and_codes_are_given_once_and_in_order():
    numbers = [kind.number for kind in KINDS]

    assert len(CHART) == len(KINDS)
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_says_what_it_is_in_a_title_and_a_sentence(kind):
    assert re.fullmatch(r"[1-5]\d{3}", str(kind.number))
    assert str(kind.title)
    assert str(kind.meaning).endswith(".")


def test_the_class_decides_the_side():
    assert {cls: cls.side for cls in AccountClass} == {
        AccountClass.ASSET: Side.DEBIT,
        AccountClass.LIABILITY: Side.CREDIT,
        AccountClass.INCOME: Side.CREDIT,
        AccountClass.EXPENSE: Side.DEBIT,
    }
    assert {kind.account_class for kind in KINDS} == set(AccountClass)
