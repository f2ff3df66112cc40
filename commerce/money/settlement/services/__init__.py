"""What may be asked of settlement."""

from commerce.money.settlement.services.earning import EarningPart, note_earning, return_earnings, take_earnings
from commerce.money.settlement.services.freezing import freeze_sales, freeze_shares
from commerce.money.settlement.services.goodwill import pay_goodwill
from commerce.money.settlement.services.holding import pause_release, resume_release, start_hold
from commerce.money.settlement.services.netting import net_debt
from commerce.money.settlement.services.posting import post_sale
from commerce.money.settlement.services.releasing import release_due, release_sale
from commerce.money.settlement.services.restoring import restore_reversals
from commerce.money.settlement.services.reversing import LinePart, reverse_line, reverse_lines, reverse_sale
from commerce.money.settlement.shares import SaleLine

__all__ = [
    "EarningPart",
    "LinePart",
    "SaleLine",
    "freeze_sales",
    "freeze_shares",
    "net_debt",
    "note_earning",
    "pause_release",
    "pay_goodwill",
    "post_sale",
    "release_due",
    "release_sale",
    "restore_reversals",
    "resume_release",
    "return_earnings",
    "reverse_line",
    "reverse_lines",
    "reverse_sale",
    "start_hold",
    "take_earnings",
]
