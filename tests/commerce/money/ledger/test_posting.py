"""Entries are booked once under their keys, in balance, and never below a floor."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.money.ledger.errors import InsufficientFunds, KeyReused, Unbalanced
from commerce.money.ledger.models import Account, Entry, Posting
from commerce.money.ledger.selectors import balance_of, balances_of, entries_of, entry_of, trial_balance
from commerce.money.ledger.services import AccountRef, EntryDraft, PostingDraft, post_entries, reverse_entry
from tests.commerce.money.books import CLEARING, RECEIPTS, draft, transfer, wallet

pytestmark = pytest.mark.django_db


def test_an_entry_moves_both_accounts():
    transfer(RECEIPTS, CLEARING, 1_000)

    assert balances_of([CLEARING, RECEIPTS]) == {CLEARING: 1_000, RECEIPTS: 1_000}


def test_a_balance_is_positive_on_its_own_side():
    transfer(wallet(), CLEARING, 700)
    debt = AccountRef("vendor_debt", "market", "m")
    transfer(AccountRef("commission"), debt, 50)

    assert balance_of(wallet()) == 700
    assert balance_of(debt) == 50
    assert balance_of(CLEARING) == 700


def test_an_account_nobody_posted_to_holds_nothing_and_is_not_opened():
    assert balance_of(wallet("stranger")) == 0
    assert not Account.objects.filter(owner_ref="stranger").exists()


def test_a_kind_outside_the_chart_does_not_exist():
    with pytest.raises(LookupError, match="pocket"):
        AccountRef("pocket")


@pytest.mark.parametrize(
    "postings",
    [
        (),
        (PostingDraft(CLEARING, 5), PostingDraft(RECEIPTS, -4)),
        (PostingDraft(CLEARING, 0), PostingDraft(RECEIPTS, 0)),
        (PostingDraft(CLEARING, 0.5), PostingDraft(RECEIPTS, -0.5)),
    ],
    ids=["none", "off balance", "zero", "not whole"],
)
def test_what_does_not_balance_in_whole_rials_is_a_bug(postings):
    with pytest.raises(Unbalanced):
        EntryDraft(key="k", reason="r", cause_kind="c", cause_ref="1", postings=postings)


def test_the_same_key_twice_is_booked_once():
    first = transfer(RECEIPTS, CLEARING, 1_000, key="capture:1")
    again = transfer(RECEIPTS, CLEARING, 1_000, key="capture:1")

    assert again == first
    assert balance_of(RECEIPTS) == 1_000


def test_the_same_key_with_other_postings_is_a_bug():
    transfer(RECEIPTS, CLEARING, 1_000, key="capture:1")

    with pytest.raises(KeyReused):
        transfer(RECEIPTS, CLEARING, 999, key="capture:1")
    with pytest.raises(KeyReused):
        post_entries(entries=[draft(RECEIPTS, CLEARING, 1, key="twice"), draft(RECEIPTS, CLEARING, 1, key="twice")])
    assert balance_of(RECEIPTS) == 1_000


def test_many_entries_are_booked_together_and_answered_in_order():
    transfer(RECEIPTS, CLEARING, 1, key="b")

    wanted = {"c": 4, "b": 1, "a": 2}
    booked = post_entries(entries=[draft(RECEIPTS, CLEARING, amount, key=key) for key, amount in wanted.items()])

    assert [entry.key for entry in booked] == ["c", "b", "a"]
    assert balance_of(RECEIPTS) == 7


def test_all_postings_of_a_call_are_one_insert():
    with CaptureQueriesContext(
        connection,
    ) as queries:
        post_entries(entries=[draft(wallet(str(number)), CLEARING, 10) for number in range(30)])

    assert sum("INSERT INTO ledger_posting" in query["sql"] for query in queries) == 1
    assert Posting.objects.count() == 60


def test_nobody_spends_what_is_not_there():
    transfer(wallet(), CLEARING, 100)

    with pytest.raises(InsufficientFunds) as refused:
        transfer(RECEIPTS, wallet(), 101, key="spend")

    assert (refused.value.code, refused.value.status) == ("insufficient_funds", 409)
    assert balance_of(wallet()) == 100
    assert entry_of("spend") is None


def test_of_many_entries_together_only_the_end_counts():
    post_entries(entries=[draft(RECEIPTS, wallet(), 100), draft(wallet(), CLEARING, 100)])

    assert balance_of(wallet()) == 0


def test_free_money_of_a_vendor_may_go_below_zero():
    free = AccountRef("vendor_free", "market", "m")
    transfer(AccountRef("refunds_payable"), free, 500)

    assert balance_of(free) == -500


def test_a_counter_entry_takes_everything_back_once():
    entry = transfer(wallet(), CLEARING, 300)

    counter = reverse_entry(entry=entry, reason="mistake")

    assert reverse_entry(entry=entry, reason="mistake") == counter
    assert balances_of([wallet(), CLEARING]) == {wallet(): 0, CLEARING: 0}
    assert (counter.cause_kind, counter.cause_ref) == ("ledger_entry", entry.key)


def test_an_entry_is_booked_on_the_day_in_tehran():
    late_in_london = datetime(2026, 3, 20, 21, 0, tzinfo=UTC)

    (entry,) = post_entries(entries=[draft(RECEIPTS, CLEARING, 1)], at=late_in_london)

    assert entry.booked_on == date(2026, 3, 21)


def test_a_statement_shows_the_newest_first():
    transfer(wallet(), CLEARING, 300, key="top-up")
    transfer(RECEIPTS, wallet(), 120, key="spend")
    transfer(wallet("omid"), CLEARING, 5)

    assert [(line.entry.key, line.amount) for line in entries_of(wallet())] == [("spend", 120), ("top-up", -300)]


def test_the_trial_balance_balances():
    transfer(wallet(), CLEARING, 300)
    transfer(RECEIPTS, wallet(), 120)

    lines = {line.kind: (line.debit, line.credit) for line in trial_balance()}

    assert lines == {"gateway_clearing": (300, 0), "receipts": (0, 120), "wallet": (0, 180)}


def test_a_long_list_of_entries_costs_no_more_questions_than_one():
    transfer(RECEIPTS, CLEARING, 1)
    with CaptureQueriesContext(connection) as one:
        post_entries(entries=[draft(RECEIPTS, CLEARING, 1)])
    with CaptureQueriesContext(connection) as many:
        post_entries(entries=[draft(RECEIPTS, CLEARING, 1) for _ in range(500)])

    assert len(many) == len(one)
    assert Entry.objects.count() == 502
