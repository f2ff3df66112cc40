"""What decided about a share can be told in words."""

import pytest
from django.utils.translation import override

from commerce.money.settlement.shares import rule_in_words

pytestmark = pytest.mark.django_db


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
