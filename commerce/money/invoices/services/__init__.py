"""What may be asked of invoices."""

from commerce.money.invoices.content import Content, PaperLine, Party
from commerce.money.invoices.parties import party_of
from commerce.money.invoices.services.asking import ask_invoice
from commerce.money.invoices.services.billing import ask_commission_run, bill_last_month, bill_market, run_commissions
from commerce.money.invoices.services.crediting import Credited, ask_credit_note, ask_restored
from commerce.money.invoices.services.numbering import issuers_waiting, number_waiting
from commerce.money.invoices.services.printing import (
    PaperFile,
    print_waiting,
    retry_paper,
    take_paper,
    take_papers,
)

__all__ = [
    "Content",
    "Credited",
    "PaperFile",
    "PaperLine",
    "Party",
    "ask_commission_run",
    "ask_credit_note",
    "ask_invoice",
    "ask_restored",
    "bill_last_month",
    "bill_market",
    "issuers_waiting",
    "number_waiting",
    "party_of",
    "print_waiting",
    "retry_paper",
    "run_commissions",
    "take_paper",
    "take_papers",
]
