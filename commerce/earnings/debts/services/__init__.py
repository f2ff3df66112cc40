"""What may be asked of debts."""

from commerce.earnings.debts.services.charged_back import chargeback_ended, payment_charged_back
from commerce.earnings.debts.services.netting import net, net_all
from commerce.earnings.debts.services.paying import debt_captured, debt_payment_ended, pay_debt
from commerce.earnings.debts.services.postponing import give_more_time
from commerce.earnings.debts.services.relieving import approve_relief, ask_relief, refuse_relief
from commerce.earnings.debts.services.reviewing import review, review_all
from commerce.earnings.debts.services.terms import Rung, TermsDraft, drop_terms, save_terms

__all__ = [
    "Rung",
    "TermsDraft",
    "approve_relief",
    "ask_relief",
    "chargeback_ended",
    "debt_captured",
    "debt_payment_ended",
    "drop_terms",
    "give_more_time",
    "net",
    "net_all",
    "pay_debt",
    "payment_charged_back",
    "refuse_relief",
    "review",
    "review_all",
    "save_terms",
]
