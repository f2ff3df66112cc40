"""The tables of debts."""

from commerce.earnings.debts.models.bill import DebtBill
from commerce.earnings.debts.models.payment import DebtPayment
from commerce.earnings.debts.models.relief import DebtRelief
from commerce.earnings.debts.models.standing import DebtStanding
from commerce.earnings.debts.models.terms import DebtTerms, Sanction

__all__ = ["DebtBill", "DebtPayment", "DebtRelief", "DebtStanding", "DebtTerms", "Sanction"]
