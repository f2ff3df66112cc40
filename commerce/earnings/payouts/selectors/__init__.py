"""What is read of payouts."""

from commerce.earnings.payouts.selectors.early import EarlyQuote, quote_early
from commerce.earnings.payouts.selectors.payouts import NextPayout, next_payout_of, payout_of, payouts_of
from commerce.earnings.payouts.selectors.terms import (
    ExpectedPayout,
    expected_payout_on,
    next_payday_of,
    terms_of,
    terms_of_markets,
)

__all__ = [
    "EarlyQuote",
    "ExpectedPayout",
    "NextPayout",
    "expected_payout_on",
    "next_payday_of",
    "next_payout_of",
    "payout_of",
    "payouts_of",
    "quote_early",
    "terms_of",
    "terms_of_markets",
]
