"""Having accounts to oneself before the first of several entries of one transaction."""

from collections.abc import Collection

from commerce.money.ledger import journal, locks
from commerce.money.ledger.chart import AccountRef


def lock_balances(*, accounts: Collection[AccountRef]) -> None:
    """Let nobody else post on these accounts until this transaction ends.

    For whoever has to book entry after entry and cannot book them in one call: else two could wait in a circle.
    """
    locks.lock_accounts(journal.open_accounts(accounts).values())
