"""Every rial of a sale can be told: who paid it, who has it and why."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from commerce.foundation.core.actors import SYSTEM
from commerce.money.settlement.selectors import shares_in_words
from commerce.money.settlement.services import reverse_line
from commerce.money.settlement.shares import rule_in_words
from commerce.shop.commissions.services import set_rate
from tests.commerce.money.sales import delivery, item, sold

pytestmark = pytest.mark.django_db


def test_a_line_tells_who_paid_it_and_who_has_it():
    set_rate(actor=SYSTEM, percent=Decimal(10))
    line, post = item(900_000, quantity=3, ours=300_000), delivery(50_000)
    sale = sold(line, post)
    reverse_line(line_ref=line.ref, quantity=1, key="one")

    with override("en"):
        goods, brought = shares_in_words(sale)
        assert [(str(payer.name), payer.amount, payer.taken_back) for payer in goods.payers] == [
            ("The buyer", 600_000, 200_000),
            ("The platform's discount", 300_000, 100_000),
        ]
    assert (goods.line_ref, goods.quantity, goods.quantity_taken_back, goods.paid) == (line.ref, 3, 1, 600_000)
    assert (goods.commission, goods.tax_on_commission, goods.vendor_share) == (90_000, 0, 810_000)
    assert {share.holder: share.taken_back for share in goods.shares} == {"commission": 30_000, "vendor": 270_000}
    assert (brought.kind, brought.paid, brought.vendor_share) == ("delivery", 50_000, 50_000)


def test_the_rule_that_decided_is_told_with_those_it_passed():
    told = {
        "rule": "commission_rule",
        "name": "Books",
        "percent": "5",
        "fixed": 0,
        "floor": 0,
        "cap": None,
        "bound": "floor",
        "passed": [{"name": "Mina's", "why": "markets"}, {"name": "Dear", "why": "min_price"}],
    }

    with override("en"):
        ours, theirs = rule_in_words(told), rule_in_words(told, for_market=True)

    assert "Books" in ours.text
    assert ours.bound == "the least of the rule was taken"
    assert [name for name, _why in ours.passed] == ["Mina's", "Dear"]
    assert ([name for name, _why in theirs.passed], theirs.about_others) == (["Dear"], 1)


def test_a_rule_that_nobody_tells_is_called_by_its_name():
    assert rule_in_words({"rule": "ours", "name": "Post"}).text == "Post"
    assert rule_in_words({"rule": "ours"}).text == "ours"
    with override("en"):
        assert rule_in_words({"rule": "remainder"}).text == "What is left after the others"
