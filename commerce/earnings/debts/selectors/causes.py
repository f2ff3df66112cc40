"""Why a market owes: what its debt is left of, and what was taken back after its money had been used."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.db.models import F

from commerce.earnings.debts.selectors.owed import Owed
from commerce.money.ledger.causes import explain, reason_in_words
from commerce.money.ledger.models import Entry, Posting
from commerce.money.settlement.models import Earning, LineShare
from commerce.money.settlement.shares import VENDOR

SALE: Final = "sale:"
MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Cause:
    """So much is owed because of one thing; `sale` names the vendor order, `fees` what of its price is not its own."""

    kind: str
    title: str
    amount: int
    at: datetime
    sale: str = ""
    fees: tuple[tuple[str, int], ...] = ()


def causes_of(market_ref: str, owed: Owed) -> list[Cause]:
    """What a market's debt is made of, the newest first; what made up for the debt made up for the oldest."""
    causes = [*_of_debt(market_ref, owed.debt), *_of_free(market_ref, owed.below)]
    return _with_fees(sorted(causes, key=lambda cause: cause.at, reverse=True))


def _of_debt(market_ref: str, debt: int) -> list[Cause]:
    if not debt:
        return []
    rows = Posting.objects.filter(
        account__kind="vendor_debt", account__owner_kind="market", account__owner_ref=market_ref, amount__gt=0
    )
    newest = list(rows.select_related("entry").order_by("-booked_on", "-pk")[:MOST])
    told = explain([row.entry for row in newest])
    causes = []
    for row in newest:
        if debt <= 0:
            break
        entry = row.entry
        title = reason_in_words(entry.reason) if _sale(entry) else told[entry.cause_kind, entry.cause_ref].title
        part = min(row.amount, debt)
        causes.append(Cause("fees", str(title), part, entry.created_at, sale=_sale(entry)))
        debt -= part
    return causes


def _sale(entry: Entry) -> str:
    return entry.key.removeprefix(SALE) if entry.key.startswith(SALE) else ""


def _of_free(market_ref: str, below: int) -> list[Cause]:
    if not below:
        return []
    rows = Earning.objects.filter(market_ref=market_ref, used__gt=F("freed")).order_by("-at", "-pk")[:MOST]
    return [
        Cause(
            "clawback",
            row.get_kind_display(),
            -row.open,
            row.at,
            sale=row.ref if row.kind == Earning.Kind.SALE else "",
        )
        for row in rows
    ]


def _with_fees(causes: Sequence[Cause]) -> list[Cause]:
    sales = [cause.sale for cause in causes if cause.kind == "fees" and cause.sale]
    shares = LineShare.objects.filter(line__sale_ref__in=sales).exclude(holder=VENDOR).order_by("line_id", "id")
    fees: dict[str, dict[str, int]] = {}
    for sale, kind, amount in shares.values_list("line__sale_ref", "account_kind", "amount"):
        of_sale = fees.setdefault(sale, {})
        of_sale[kind] = of_sale.get(kind, 0) + amount
    return [
        replace(cause, fees=tuple(fees[cause.sale].items())) if cause.kind == "fees" and cause.sale in fees else cause
        for cause in causes
    ]
