"""Bills of a market whose standing is locked: settled oldest first, and issued for what was never billed."""

from datetime import datetime, timedelta

from django.db.models import Sum

from commerce.earnings.debts.events import DebtBilled, DebtBillEnded
from commerce.earnings.debts.models import DebtBill, DebtStanding, DebtTerms
from commerce.earnings.debts.months import month_before, month_of
from commerce.earnings.debts.states import DEBT_BILL
from commerce.foundation.core import clock
from commerce.foundation.core.events import record
from commerce.foundation.core.states import move
from commerce.shop.markets.models import Market

Status, Reason, BillBy = DebtBill.Status, DebtBill.Reason, DebtTerms.BillBy
ENDS_AS = {DebtBill.Settled.WAIVER: Status.WAIVED}


def settle_bills(*, standing: DebtStanding, market: Market, settled_by: str, now: datetime) -> None:
    """However the debt fell, it fell from its oldest part: what came to be owed after a bill is not of it."""
    before = 0
    for bill in DebtBill.objects.filter(market=market).open():
        of_it_and_older = max(standing.owed - (standing.incurred - bill.upto), 0)
        left = min(max(of_it_and_older - before, 0), bill.left)
        before += left
        if left != bill.left:
            _lower(bill, market, left, settled_by=settled_by, now=now)
    standing.billed = before


def bill_what_is_due(*, standing: DebtStanding, market: Market, terms: DebtTerms, was_owed: int, now: datetime) -> None:
    """Bill what a month left behind, once another has begun, and what has reached the threshold."""
    month = month_of(clock.tehran_date(now))
    if standing.month != month:
        left_behind = min(standing.unbilled, max(was_owed - standing.billed, 0))
        if terms.bill_by != BillBy.THRESHOLD and left_behind >= terms.smallest:
            _issue(standing, market, terms, left_behind, reason=Reason.MONTH, month=month_before(month), now=now)
        standing.month = month
    if terms.bill_by != BillBy.MONTH and standing.unbilled >= terms.threshold:
        _issue(standing, market, terms, standing.unbilled, reason=Reason.THRESHOLD, month="", now=now)


def _lower(bill: DebtBill, market: Market, left: int, *, settled_by: str, now: datetime) -> None:
    if left:
        DebtBill.objects.filter(pk=bill.pk, status=Status.OPEN).update(left=left)
        return
    to = ENDS_AS.get(settled_by, Status.PAID)  # type: ignore[call-overload]
    move(bill, to=to, table=DEBT_BILL, left=0, settled_at=now, settled_by=settled_by)
    record(DebtBillEnded(market.public_id, bill.public_id, to, settled_by))


def _issue(
    standing: DebtStanding, market: Market, terms: DebtTerms, amount: int, *, reason: str, month: str, now: datetime
) -> None:
    """What is newer than the amount is left for the next bill."""
    last_day = clock.tehran_date(now) + timedelta(days=terms.grace_days)
    bill = DebtBill.objects.create(
        market=market,
        amount=amount,
        left=amount,
        upto=standing.incurred - (standing.unbilled - amount),
        reason=reason,
        month=month,
        issued_at=now,
        due_at=clock.day_bounds(last_day)[1],
    )
    standing.billed += amount
    record(DebtBilled(market.public_id, bill.public_id, amount, bill.due_at.isoformat()))


def overdue_of(*, market: Market, now: datetime) -> tuple[int, DebtBill | None]:
    """What is overdue, and the bill that has been for the longest."""
    rows = DebtBill.objects.filter(market=market).overdue(now)
    total = rows.aggregate(total=Sum("left"))["total"] or 0
    return int(total), rows.order_by("due_at", "pk").first()
