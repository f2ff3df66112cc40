"""What is read of debts."""

from commerce.earnings.debts.selectors.owed import Owed, account_of, markets_owing, markets_to_net, owed_of
from commerce.earnings.debts.selectors.summary import DebtSummary, bills_of, debt_summary
from commerce.earnings.debts.selectors.terms import terms_of

__all__ = [
    "DebtSummary",
    "Owed",
    "account_of",
    "bills_of",
    "debt_summary",
    "markets_owing",
    "markets_to_net",
    "owed_of",
    "terms_of",
]
