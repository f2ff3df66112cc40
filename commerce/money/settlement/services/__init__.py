"""What may be asked of settlement."""

from commerce.money.settlement.services.freezing import freeze_sales, freeze_shares
from commerce.money.settlement.services.posting import post_sale
from commerce.money.settlement.services.reversing import LinePart, reverse_line, reverse_lines, reverse_sale
from commerce.money.settlement.shares import SaleLine

__all__ = [
    "LinePart",
    "SaleLine",
    "freeze_sales",
    "freeze_shares",
    "post_sale",
    "reverse_line",
    "reverse_lines",
    "reverse_sale",
]
