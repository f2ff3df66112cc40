"""Whatever is booked: the balances are the sums of the postings, and counting again changes nothing."""

from collections import Counter

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from commerce.money.ledger.chart import CHART
from commerce.money.ledger.drift import find_drift
from commerce.money.ledger.errors import InsufficientFunds
from commerce.money.ledger.models import Posting
from commerce.money.ledger.selectors import balances_of, trial_balance
from commerce.money.ledger.services import (
    AccountRef,
    EntryDraft,
    PostingDraft,
    post_entries,
    rebuild,
    take_snapshots,
)

REFS = [AccountRef("gateway_clearing"), AccountRef("receipts"), AccountRef("commission")] + [
    AccountRef(kind, "user", owner) for kind in ("wallet", "wallet_holds", "vendor_free") for owner in ("a", "b")
]
refs = st.sampled_from(REFS)
amounts = st.integers(-(10**15), 10**15).filter(bool)


@st.composite
def balanced_postings(draw):
    lines = draw(st.lists(st.tuples(refs, amounts), min_size=1, max_size=5))
    rest = -sum(amount for _, amount in lines)
    last = [(draw(refs), rest)] if rest else []
    return [PostingDraft(account, amount) for account, amount in lines + last]


class Model:
    """The same books in a dictionary."""

    def __init__(self) -> None:
        self.sums: Counter[AccountRef] = Counter()

    def balance(self, ref: AccountRef) -> int:
        return CHART[ref.kind].side * self.sums[ref]

    def would_sink(self, drafts: list[EntryDraft]) -> bool:
        after = Counter(self.sums)
        for draft in drafts:
            for posting in draft.postings:
                after[posting.account] += posting.amount
        floors = {ref: CHART[ref.kind].floor for ref in REFS}
        return any(floor is not None and CHART[ref.kind].side * after[ref] < floor for ref, floor in floors.items())

    def book(self, drafts: list[EntryDraft]) -> None:
        for draft in drafts:
            for posting in draft.postings:
                self.sums[posting.account] += posting.amount


@pytest.mark.soak
class TestAnyBooks(TestCase):
    @given(st.lists(st.lists(balanced_postings(), min_size=1, max_size=3), max_size=8), st.sets(st.integers(0, 7)))
    def test_balances_are_sums_of_postings(self, calls, snapshots_after):
        model = Model()
        for number, call in enumerate(calls):
            drafts = [
                EntryDraft(f"any:{number}:{place}", "any", "test", "1", postings) for place, postings in enumerate(call)
            ]
            self.book(model, drafts)
            if number in snapshots_after:
                take_snapshots()
        live = balances_of(REFS)

        assert live == {ref: model.balance(ref) for ref in REFS}
        assert sum(Posting.objects.values_list("amount", flat=True)) == 0
        assert sum(line.debit - line.credit for line in trial_balance()) == 0
        assert find_drift() == []
        assert rebuild() == 0
        assert balances_of(REFS) == live

    def book(self, model: Model, drafts: list[EntryDraft]) -> None:
        if model.would_sink(drafts):
            with pytest.raises(InsufficientFunds), transaction.atomic():
                post_entries(entries=drafts)
        else:
            post_entries(entries=drafts)
            model.book(drafts)
