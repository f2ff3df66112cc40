"""What all stories of money share: who is there, how something is tried, and how everything is undone."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from commerce.foundation.accounts.models import User
from commerce.foundation.core.errors import DomainError
from commerce.shop.order.services import PaymentWish
from tests.commerce.money.stories.fair import Fair
from tests.commerce.money.stories.tills import TILLS

LATEST = 8
people, any_of = st.integers(0, 1), st.integers(0, LATEST - 1)
amounts = st.integers(100_000, 3_000_000)
slugs = st.sampled_from(sorted(TILLS))
# What a bank answers to its next calls: nothing done, or done and the answer lost.
moods = st.lists(st.sampled_from(["yes", "yes", "no", "silent", "lost", "lost"]), min_size=1, max_size=3)
as_far_as = st.sampled_from(["asked", "at the bank", "paid", "back", "back", "back"])
wishes = st.one_of(
    st.builds(PaymentWish, gateway=slugs, wallet_amount=st.sampled_from([0, 60_000, 200_000])),
    st.builds(PaymentWish, method=st.sampled_from(["wallet", "transfer"])),
)


class NothingThere(Exception):
    """There is nothing yet to do that with."""


@contextmanager
def trying() -> Iterator[None]:
    """What is refused has changed nothing; the invariants look at that."""
    try:
        yield
    except (DomainError, NothingThere):
        return


def one(rows, which: int):
    """One of the latest rows."""
    latest = list(rows.order_by("-pk")[:LATEST])
    if not latest:
        raise NothingThere
    return latest[which % len(latest)]


class Story(RuleBasedStateMachine):
    """Begins at a busy fair, and leaves no trace."""

    ground: Fair

    def __init__(self) -> None:
        super().__init__()
        self.all_of_it = transaction.atomic()
        self.all_of_it.__enter__()
        cache.delete_pattern("*")  # who tried too often in another story may try again
        self.codes = ["no code"]
        for name, till in TILLS.items():
            till.remember(self.ground.paid[name])

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.all_of_it.__exit__(None, None, None)

    @contextmanager
    def banks_answer(self, answers: list[str]) -> Iterator[None]:
        """For a while all banks are in these moods, one after the other."""
        for till in TILLS.values():
            till.vault.moods = list(answers)
        try:
            yield
        finally:
            for till in TILLS.values():
                till.vault.moods = []

    def person(self, who: int) -> User:
        return self.ground.people[who]
