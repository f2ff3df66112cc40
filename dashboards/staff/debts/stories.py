"""What happened to a market's debt, told in one line of time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from commerce.earnings.debts.models import DebtBill, DebtPayment, DebtRelief
from commerce.foundation.core.money import Money
from commerce.shop.markets.models import Restriction
from dashboards.staff.remittances.owners import Named, name_actors


@dataclass(frozen=True)
class Happened:
    """One thing that happened, and who did it, where somebody did."""

    at: datetime
    text: str | Promise
    why: str = ""
    by: Named | None = None


def story_of(
    bills: Sequence[DebtBill],
    payments: Sequence[DebtPayment],
    reliefs: Sequence[DebtRelief],
    restrictions: Sequence[Restriction],
) -> list[Happened]:
    """All of it, the newest first."""
    keys = [payment.asked_by for payment in payments]
    keys += [key for relief in reliefs for key in (relief.asked_by, relief.checked_by)]
    keys += [key for row in restrictions for key in (row.by, row.lifted_by)]
    names = name_actors(keys)
    told = [*_of_bills(bills), *_of_money(payments, reliefs, names), *_of_restrictions(restrictions, names)]
    return sorted(told, key=lambda one: one.at, reverse=True)


def _of_bills(bills: Sequence[DebtBill]) -> Iterator[Happened]:
    for bill in bills:
        amount = {"amount": Money(bill.amount).display()}
        yield Happened(bill.issued_at, _("Billed: %(amount)s") % amount, str(bill.get_reason_display()))
        if bill.settled_at:
            why = bill.get_settled_by_display() if bill.settled_by else bill.get_status_display()
            yield Happened(bill.settled_at, _("A bill ended: %(amount)s") % amount, str(why))


def _of_money(
    payments: Sequence[DebtPayment], reliefs: Sequence[DebtRelief], names: dict[str, Named]
) -> Iterator[Happened]:
    for payment in payments:
        text = _("Paid: %(amount)s") % {"amount": Money(payment.amount).display()}
        yield Happened(payment.done_at or payment.created_at, text, by=names.get(payment.asked_by))
    for relief in reliefs:
        told = {"kind": relief.get_kind_display(), "amount": Money(relief.amount).display()}
        asked = _("Lowered by hand, %(kind)s: %(amount)s") % told
        yield Happened(relief.asked_at, asked, relief.reason, names.get(relief.asked_by))
        if relief.checked_at:
            yield Happened(
                relief.checked_at,
                str(relief.get_status_display()),
                relief.refused_because,
                names.get(relief.checked_by),
            )


def _of_restrictions(restrictions: Sequence[Restriction], names: dict[str, Named]) -> Iterator[Happened]:
    for row in restrictions:
        what = {"what": row.get_what_display()}
        yield Happened(row.since, _("Forbidden: %(what)s") % what, row.why, names.get(row.by))
        if row.lifted_at:
            text = _("Allowed again: %(what)s") % what
            yield Happened(row.lifted_at, text, row.lifted_because, names.get(row.lifted_by))
