"""What is read of settlement files."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from commerce.foundation.core.clock import day_start
from commerce.money.ledger.services import EntryDraft
from commerce.money.payments.models import Gateway, Payment
from commerce.money.reconciliation.columns import remembered_columns
from commerce.money.reconciliation.entries import IN_SUSPENSE, drafts_of
from commerce.money.reconciliation.models import ColumnMapping, StatementFile, StatementRow


@dataclass(frozen=True, slots=True)
class OutcomeSum:
    """How many rows came out one way, and what they add up to."""

    rows: int = 0
    amount: int = 0
    fee: int = 0
    difference: int = 0


def sums_of(file: StatementFile) -> dict[str, OutcomeSum]:
    """The rows of a file counted and summed by outcome, every outcome named."""
    totals = {"rows": Count("pk"), "amount": Sum("amount"), "fee": Sum("fee"), "expected": Sum("expected")}
    summed: Any = file.rows.order_by().values("outcome").annotate(**totals)
    found = {
        each["outcome"]: OutcomeSum(
            each["rows"], int(each["amount"]), int(each["fee"]), int(each["amount"] - each["expected"])
        )
        for each in summed
    }
    return {outcome: found.get(outcome, OutcomeSum()) for outcome in StatementRow.Outcome.values}


def entries_to_post(file: StatementFile) -> list[EntryDraft]:
    """The very entries that approval would book."""
    return drafts_of(file)


def missing_of(file: StatementFile) -> QuerySet[Payment]:
    """Payments captured in the file's days that neither it nor any posted file has: what the bank still owes."""
    if file.first_day is None or file.last_day is None:
        return Payment.objects.none()
    until = day_start(file.last_day + timedelta(days=1))
    captured = Payment.objects.filter(
        gateway=file.gateway, captured_at__gte=day_start(file.first_day), captured_at__lt=until
    )
    told = StatementRow.objects.filter(payment=OuterRef("pk"), refund=None)
    return captured.exclude(Exists(told.filter(Q(file=file) | Q(is_settled=True)))).order_by("captured_at", "pk")


def in_suspense() -> QuerySet[StatementRow]:
    """Differences of posted files that nobody has resolved, oldest first."""
    rows = StatementRow.objects.filter(IN_SUSPENSE, file__status=StatementFile.Status.POSTED, resolved_at=None)
    return rows.select_related("file__gateway", "payment").order_by("pk")


def columns_for(gateway: Gateway, headings: list[str]) -> dict[str, int]:
    """What the columns of a new file are: as remembered of the gateway, else as their headings say."""
    known = ColumnMapping.objects.filter(gateway=gateway).first()
    return remembered_columns(known.headings if known else {}, headings)
