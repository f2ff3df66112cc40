"""What is read of settlement."""

from commerce.money.settlement.selectors.sales import (
    debt_of,
    free_of,
    held_of,
    is_posted,
    open_earnings,
    release_key,
    restoration_key,
    reversal_key,
    sale_key,
    sale_of,
    sales_of,
    shares_of_line,
    shares_of_sale,
)
from commerce.money.settlement.selectors.words import LineInWords, ShareInWords, shares_in_words

__all__ = [
    "LineInWords",
    "ShareInWords",
    "debt_of",
    "free_of",
    "held_of",
    "is_posted",
    "open_earnings",
    "release_key",
    "restoration_key",
    "reversal_key",
    "sale_key",
    "sale_of",
    "sales_of",
    "shares_in_words",
    "shares_of_line",
    "shares_of_sale",
]
