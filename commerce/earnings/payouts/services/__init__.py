"""What may be asked of payouts."""

from commerce.earnings.payouts.services.approving import Approved, approve_run
from commerce.earnings.payouts.services.calendar import close_weekdays, remove_holiday, save_holiday
from commerce.earnings.payouts.services.early import ask_early_payout, cancel_payout
from commerce.earnings.payouts.services.ending import (
    payout_not_sent,
    payout_returned,
    payout_sent,
    payout_settled,
)
from commerce.earnings.payouts.services.paying import pay_now
from commerce.earnings.payouts.services.running import ask_run, begin_run_of_today, work_on_run
from commerce.earnings.payouts.services.terms import lift_terms, set_terms

__all__ = [
    "Approved",
    "approve_run",
    "ask_early_payout",
    "ask_run",
    "begin_run_of_today",
    "cancel_payout",
    "close_weekdays",
    "lift_terms",
    "pay_now",
    "payout_not_sent",
    "payout_returned",
    "payout_sent",
    "payout_settled",
    "remove_holiday",
    "save_holiday",
    "set_terms",
    "work_on_run",
]
