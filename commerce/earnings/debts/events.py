"""Facts about debts; each names its market by public id."""

from dataclasses import dataclass

from commerce.foundation.core.events import Event


@dataclass(frozen=True)
class DebtBilled(Event):
    """A market was billed for what it owes."""

    name = "debt.billed"

    market: str
    bill: str
    amount: int
    due_at: str


@dataclass(frozen=True)
class DebtOverdue(Event):
    """A bill was due and is not paid; told once a bill."""

    name = "debt.overdue"

    market: str
    bill: str
    amount: int
    due_at: str


@dataclass(frozen=True)
class DebtBillEnded(Event):
    """Nothing is left to pay of a bill: paid, waived or replaced."""

    name = "debt.bill_ended"

    market: str
    bill: str
    status: str
    settled_by: str


@dataclass(frozen=True)
class DebtPaid(Event):
    """Money came for what a market owes."""

    name = "debt.paid"

    market: str
    payment: str
    amount: int
