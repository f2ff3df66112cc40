"""The tables of payouts."""

from commerce.earnings.payouts.models.earnings_file import EarningsFile

__all__ = ["EarningsFile"]
