"""What the sandbox bank remembers: one SQLite file, so that a restart forgets no payment."""

import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TABLE = """
CREATE TABLE IF NOT EXISTS attempts (
    token TEXT PRIMARY KEY, bank TEXT, merchant TEXT, amount INTEGER, callback_url TEXT, description TEXT,
    mobile TEXT, order_id TEXT, state TEXT DEFAULT 'open', receipt TEXT DEFAULT '', referer TEXT DEFAULT '',
    made_at INTEGER
)
"""
REFUNDS = """
CREATE TABLE IF NOT EXISTS refunds (
    bank TEXT, token TEXT, number TEXT, amount INTEGER, reference TEXT, UNIQUE (bank, token, number)
)
"""
COLUMNS = "token, bank, merchant, amount, callback_url, description, mobile, order_id, state, receipt, referer"


@dataclass(frozen=True, slots=True)
class Attempt:
    """A payment as the bank sees it; its state is open, paid, verified, settled, cancelled or reversed."""

    token: str
    bank: str
    merchant: str
    amount: int
    callback_url: str
    description: str
    mobile: str
    order_id: str
    state: str = "open"
    receipt: str = ""
    referer: str = ""


class Book:
    """The attempts, kept behind one lock: this bank is honest, not fast."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = threading.RLock()
        self._database = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._database.execute(TABLE)
        self._database.execute(REFUNDS)

    def close(self) -> None:
        with self._lock:
            self._database.close()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else reads or writes meanwhile."""
        with self._lock:
            yield

    def add(self, attempt: Attempt) -> None:
        row = (
            attempt.token,
            attempt.bank,
            attempt.merchant,
            attempt.amount,
            attempt.callback_url,
            attempt.description,
            attempt.mobile,
            attempt.order_id,
            int(time.time()),
        )
        with self._lock:
            self._database.execute(
                "INSERT INTO attempts"
                " (token, bank, merchant, amount, callback_url, description, mobile, order_id, made_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )

    def find(self, bank: str, token: str) -> Attempt | None:
        with self._lock:
            row = self._database.execute(
                f"SELECT {COLUMNS} FROM attempts WHERE bank = ? AND token = ?",  # noqa: S608  a constant of ours
                (bank, token),
            ).fetchone()
        return Attempt(*row) if row else None

    def find_paid(self, bank: str, receipt: str) -> Attempt | None:
        """The attempt that a receipt was given for."""
        with self._lock:
            row = self._database.execute(
                f"SELECT {COLUMNS} FROM attempts WHERE bank = ? AND receipt = ? AND receipt != ''",  # noqa: S608
                (bank, receipt),
            ).fetchone()
        return Attempt(*row) if row else None

    def find_order(self, bank: str, merchant: str, order_id: str) -> Attempt | None:
        """The attempt that a shop asked for under a number of its own."""
        with self._lock:
            row = self._database.execute(
                f"SELECT {COLUMNS} FROM attempts WHERE bank = ? AND merchant = ? AND order_id = ?",  # noqa: S608
                (bank, merchant, order_id),
            ).fetchone()
        return Attempt(*row) if row else None

    def unverified(self, bank: str, merchant: str) -> list[Attempt]:
        """What was paid and never verified, the latest first."""
        with self._lock:
            rows = self._database.execute(
                f"SELECT {COLUMNS} FROM attempts WHERE bank = ? AND merchant = ? AND state = 'paid'"  # noqa: S608
                " ORDER BY made_at DESC, rowid DESC LIMIT 100",
                (bank, merchant),
            ).fetchall()
        return [Attempt(*row) for row in rows]

    def latest(self, limit: int = 100) -> list[Attempt]:
        with self._lock:
            rows = self._database.execute(
                f"SELECT {COLUMNS} FROM attempts ORDER BY made_at DESC, rowid DESC LIMIT ?",  # noqa: S608
                (limit,),
            ).fetchall()
        return [Attempt(*row) for row in rows]

    def note_referer(self, token: str, referer: str) -> None:
        with self._lock:
            self._database.execute("UPDATE attempts SET referer = ? WHERE token = ?", (referer[:300], token))

    def pay(self, token: str, *, receipt: str = "") -> None:
        """The money leaves the card: once, whatever was there before."""
        with self._lock:
            self._database.execute(
                "UPDATE attempts SET state = 'paid', receipt = ? WHERE token = ? AND state IN ('open', 'cancelled')",
                (receipt or str(10**9 + secrets.randbelow(9 * 10**9)), token),
            )

    def cancel(self, token: str) -> None:
        with self._lock:
            self._database.execute(
                "UPDATE attempts SET state = 'cancelled' WHERE token = ? AND state = 'open'", (token,)
            )

    def mark_verified(self, token: str) -> None:
        with self._lock:
            self._database.execute(
                "UPDATE attempts SET state = 'verified' WHERE token = ? AND state = 'paid'", (token,)
            )

    def mark_settled(self, token: str) -> None:
        """A second step after the verification, at banks that want one."""
        with self._lock:
            self._database.execute(
                "UPDATE attempts SET state = 'settled' WHERE token = ? AND state = 'verified'", (token,)
            )

    def reverse(self, token: str) -> None:
        """The whole payment goes back to the card."""
        with self._lock:
            self._database.execute(
                "UPDATE attempts SET state = 'reversed' WHERE token = ? AND state IN ('paid', 'verified')", (token,)
            )

    def refund(self, attempt: Attempt, *, number: str, amount: int) -> str | None:
        """Money goes back to the card, once a number; None where less is left. Answers the bank's reference."""
        with self._lock:
            if (reference := self.refund_of(attempt, number=number)) is not None:
                return reference
            if attempt.state not in {"verified", "settled"} or self.refunded(attempt) + amount > attempt.amount:
                return None
            reference = str(10**9 + secrets.randbelow(9 * 10**9))
            row = (attempt.bank, attempt.token, number, amount, reference)
            self._database.execute("INSERT INTO refunds VALUES (?, ?, ?, ?, ?)", row)
            return reference

    def refund_of(self, attempt: Attempt, *, number: str) -> str | None:
        """The reference of a refund made before under this number."""
        with self._lock:
            row = self._database.execute(
                "SELECT reference FROM refunds WHERE bank = ? AND token = ? AND number = ?",
                (attempt.bank, attempt.token, number),
            ).fetchone()
        return row[0] if row else None

    def refunds_of(self, attempt: Attempt) -> list[tuple[str, int, str]]:
        """Number, amount and reference of all that went back of a payment."""
        with self._lock:
            return self._database.execute(
                "SELECT number, amount, reference FROM refunds WHERE bank = ? AND token = ? ORDER BY rowid",
                (attempt.bank, attempt.token),
            ).fetchall()

    def refunded(self, attempt: Attempt) -> int:
        """How much of a payment went back, in rials."""
        with self._lock:
            row = self._database.execute(
                "SELECT coalesce(sum(amount), 0) FROM refunds WHERE bank = ? AND token = ?",
                (attempt.bank, attempt.token),
            ).fetchone()
        return int(row[0])
