"""What is read of the ledger."""

from commerce.money.ledger.selectors.balances import balance_of, balances_of, balances_on
from commerce.money.ledger.selectors.entries import entries_of, entry_of, postings_between
from commerce.money.ledger.selectors.periods import (
    Month,
    MonthTurnover,
    closed_until,
    month_of,
    next_month_to_close,
    turnover_of_days,
)
from commerce.money.ledger.selectors.statements import Place, Statement, StatementLine, balance_before, statement_of
from commerce.money.ledger.selectors.trial import KindTurnover, TrialLine, trial_balance, trial_balance_of_days

__all__ = [
    "KindTurnover",
    "Month",
    "MonthTurnover",
    "Place",
    "Statement",
    "StatementLine",
    "TrialLine",
    "balance_before",
    "balance_of",
    "balances_of",
    "balances_on",
    "closed_until",
    "entries_of",
    "entry_of",
    "month_of",
    "next_month_to_close",
    "postings_between",
    "statement_of",
    "trial_balance",
    "trial_balance_of_days",
    "turnover_of_days",
]
