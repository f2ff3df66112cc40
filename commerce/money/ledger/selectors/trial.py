"""Trial balances: of all time by account, and of some days by kind."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import connection

from commerce.money.ledger.chart import CHART
from commerce.money.ledger.kinds import AccountKind

TRIAL_BALANCE: Final = """
    SELECT account.kind, sum(greatest(moved.total, 0)), sum(greatest(-moved.total, 0))
    FROM (SELECT account_id, sum(amount) AS total FROM ledger_posting GROUP BY account_id) moved
    JOIN ledger_account account ON account.id = moved.account_id
    GROUP BY account.kind ORDER BY account.kind
"""
# Days counted so far, and the postings since: at most those of the last hour.
TURNOVER: Final = """
    SELECT kind, coalesce(sum(debit - credit) FILTER (WHERE day < %(since)s), 0),
           coalesce(sum(debit) FILTER (WHERE day >= %(since)s), 0),
           coalesce(sum(credit) FILTER (WHERE day >= %(since)s), 0)
    FROM (
        SELECT kind, day, debit, credit FROM ledger_kindday WHERE day <= %(until)s
        UNION ALL
        SELECT account.kind, posting.booked_on, greatest(posting.amount, 0), greatest(-posting.amount, 0)
        FROM ledger_posting posting JOIN ledger_account account ON account.id = posting.account_id
        WHERE posting.xid >= (SELECT horizon FROM ledger_daymark) AND posting.booked_on <= %(until)s
    ) moved
    GROUP BY kind
"""


@dataclass(frozen=True, slots=True)
class TrialLine:
    """What all accounts of a kind stand at: those in debit and those in credit, each summed."""

    kind: str
    debit: int
    credit: int


@dataclass(frozen=True, slots=True)
class KindTurnover:
    """A kind of account over some days: what it stood at before (debit +), what moved, and what it stands at."""

    kind: AccountKind
    opening: int
    debit: int
    credit: int

    @property
    def closing(self) -> int:
        return self.opening + self.debit - self.credit

    @property
    def balance(self) -> int:
        """What it stands at on its own side."""
        return self.closing * self.kind.side

    @property
    def closing_debit(self) -> int:
        return max(self.closing, 0)

    @property
    def closing_credit(self) -> int:
        return max(-self.closing, 0)


def trial_balance() -> list[TrialLine]:
    """Debits and credits by kind of account, over all time and from the postings alone; their totals are equal."""
    with connection.cursor() as cursor:
        cursor.execute(TRIAL_BALANCE)
        return [TrialLine(kind, int(debit), int(credit)) for kind, debit, credit in cursor.fetchall()]


def trial_balance_of_days(*, until: date, since: date = date.min) -> list[KindTurnover]:
    """Every kind of the chart as of the end of a day, with what moved since another, in the order of their numbers."""
    with connection.cursor() as cursor:
        cursor.execute(TURNOVER, {"since": since, "until": until})
        moved = {kind: (int(opening), int(debit), int(credit)) for kind, opening, debit, credit in cursor.fetchall()}
    return [KindTurnover(kind, *moved.get(code, (0, 0, 0))) for code, kind in CHART.items()]
