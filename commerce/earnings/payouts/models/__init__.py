"""The tables of payouts."""

from commerce.earnings.payouts.models.earnings_file import EarningsFile
from commerce.earnings.payouts.models.holiday import ClosedWeekday, Holiday
from commerce.earnings.payouts.models.payout import Payout, PayoutItem
from commerce.earnings.payouts.models.run import Outcome, PayoutRun, RunLine
from commerce.earnings.payouts.models.terms import PayoutTerms

__all__ = [
    "ClosedWeekday",
    "EarningsFile",
    "Holiday",
    "Outcome",
    "Payout",
    "PayoutItem",
    "PayoutRun",
    "PayoutTerms",
    "RunLine",
]
