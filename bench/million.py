"""A wallet and a ledger behind so many entries, all of them on the same two accounts: what reading them takes."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from bench.ground import timed
from bench.lines import InnerLine
from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.services import Device, start_session
from commerce.foundation.core import clock
from commerce.money.ledger.journal import open_accounts
from commerce.money.ledger.models import Account
from commerce.money.ledger.selectors import Place, balance_of, statement_of
from commerce.money.ledger.services import AccountRef, count_days, take_snapshots
from commerce.money.wallets.locks import lock_wallet
from commerce.money.wallets.selectors import summary_of
from tests.factories import make_user

BATCH, DAYS, READS, RIALS = 10_000, 365, 200, 1_000
RECEIPTS = AccountRef("receipts")
ENTRIES = """
    INSERT INTO ledger_entry (key, reason, cause_kind, cause_ref, booked_on, created_at)
    SELECT 'bench:' || number, 'topped_up', 'bench', number, %(day)s, %(at)s
    FROM generate_series(%(first)s, %(last)s) AS number
"""
POSTINGS = """
    INSERT INTO ledger_posting (entry_id, account_id, amount, booked_on)
    SELECT entry.id, side.account, side.amount, entry.booked_on
    FROM generate_series(%(first)s, %(last)s) AS number JOIN ledger_entry entry ON entry.key = 'bench:' || number
    CROSS JOIN (VALUES (%(receipts)s, %(rials)s), (%(wallet)s, -%(rials)s)) AS side (account, amount)
"""
LINES = """
    INSERT INTO wallets_walletentry (public_id, wallet_id, at, kind, amount, balance, key, reference, note)
    SELECT 'bench' || number, %(owner)s, %(at)s + number * interval '1 microsecond', 'top_up', %(rials)s,
           number * %(rials)s, 'bench:' || number, '', ''
    FROM generate_series(%(first)s, %(last)s) AS number
"""


def measure(entries: int) -> list[tuple[str, float]]:
    """Fill, and read: what, and milliseconds in the middle of many times."""
    user = make_user()
    wallet = AccountRef("wallet", "user", user.public_id)
    _fill(user, wallet, entries)
    found = [_read("ledger: balance without a snapshot", lambda: balance_of(RECEIPTS), times=5)]
    timed("first snapshots of all accounts", take_snapshots)
    timed("first count of all days", count_days)
    _analyse()
    return found + [_read(name, act) for name, act in _questions(user, wallet).items()]


def _questions(user: User, wallet: AccountRef):
    line = InnerLine(start_session(user=user, audience="shopper", device=Device(name="bench")).access)
    receipts, cash = (Account.objects.get(kind=ref.kind, owner_ref=ref.owner_ref) for ref in (RECEIPTS, wallet))
    middle = clock.today() - timedelta(days=DAYS // 2)
    return {
        "ledger: balance with a snapshot": lambda: balance_of(RECEIPTS),
        "ledger: newest page of a statement": lambda: statement_of(account=receipts),
        "ledger: page of half a year ago": lambda: statement_of(account=receipts, before=Place(middle, 0)),
        "ledger: newest page of the wallet's account": lambda: statement_of(account=cash),
        "wallet: balance of its account": lambda: balance_of(wallet),
        "wallet: what is in every pocket": lambda: summary_of(user),
        "wallet: its door": lambda: _ask(line, "wallet/"),
        "wallet: newest page of the statement, its door": lambda: _ask(line, "wallet/entries/"),
        "wallet: page of half a year ago, its door": lambda: _ask(line, f"wallet/entries/?until={middle.isoformat()}"),
    }


def _ask(line: InnerLine, path: str) -> None:
    answer = line.get(path)
    if answer.status != 200:
        raise SystemExit(f"{path}: {answer.status} {answer.body[:300].decode()}")


def _read(name: str, act, times: int = READS) -> tuple[str, float]:
    return name, timed(name, act, times)


def _fill(user: User, wallet: AccountRef, entries: int) -> None:
    """A year of top-ups, up to today."""
    accounts, now = open_accounts({RECEIPTS, wallet}), timezone.now()
    with transaction.atomic():
        owner = lock_wallet(user.pk).pk
    told = {"receipts": accounts[RECEIPTS], "wallet": accounts[wallet], "owner": owner, "rials": RIALS}
    for first in range(1, entries + 1, BATCH):
        last = min(first + BATCH - 1, entries)
        at = now - timedelta(days=DAYS - DAYS * last // entries)
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in (ENTRIES, POSTINGS, LINES):
                cursor.execute(statement, told | {"first": first, "last": last, "at": at, "day": clock.tehran_date(at)})
    _analyse()


def _analyse() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
