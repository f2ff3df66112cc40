"""Staff give a market more time for a bill."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.earnings.debts import locks
from commerce.earnings.debts.errors import UnknownBill
from commerce.earnings.debts.events import DebtBilled, DebtBillEnded
from commerce.earnings.debts.models import DebtBill
from commerce.earnings.debts.policies import CHANGE_BILLS, require
from commerce.earnings.debts.services.reviewing import look_at
from commerce.earnings.debts.states import DEBT_BILL
from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import IllegalTransition, InvalidInput
from commerce.foundation.core.events import record
from commerce.foundation.core.states import move
from commerce.shop.markets.policies import require_stranger

Status = DebtBill.Status
MOST_DAYS = 365


@transaction.atomic
def give_more_time(*, actor: Actor, bill: str, last_day: date, reason: str) -> DebtBill:
    """Replace an open bill by one with a later last day; what followed from the old one is lifted."""
    require(CHANGE_BILLS, actor)
    row = DebtBill.objects.select_related("market").filter(public_id=bill).first()
    if row is None:
        raise UnknownBill()
    _refuse_strange(last_day, reason)
    market = row.market
    require_stranger(actor, market_ref=market.public_id)
    standing = locks.lock_standing(market)
    look_at(standing=standing, market=market)
    row.refresh_from_db()
    if row.status != Status.OPEN:
        raise IllegalTransition(wanted=Status.SUPERSEDED)
    fresh = _replaced(row, last_day)
    note(
        actor=actor,
        action="debt_bill.postponed",
        subject_kind="debt_bill",
        subject_ref=fresh.public_id,
        data={"replaces": row.public_id, "last_day": last_day.isoformat(), "reason": reason},
    )
    look_at(standing=standing, market=market)
    return fresh


def _replaced(row: DebtBill, last_day: date) -> DebtBill:
    left, now = row.left, clock.now()
    move(row, to=Status.SUPERSEDED, table=DEBT_BILL, left=0, settled_at=now)
    fresh = DebtBill.objects.create(
        market=row.market,
        amount=left,
        left=left,
        upto=row.upto,
        reason=row.reason,
        issued_at=now,
        due_at=clock.day_bounds(last_day)[1],
        replaces=row,
    )
    ref = row.market.public_id
    record(DebtBillEnded(ref, row.public_id, Status.SUPERSEDED, ""))
    record(DebtBilled(ref, fresh.public_id, left, fresh.due_at.isoformat()))
    return fresh


def _refuse_strange(last_day: date, reason: str) -> None:
    if not clock.today() <= last_day:
        raise InvalidInput({"last_day": [("in_the_past", _("A day to come."))]})
    if (last_day - clock.today()).days > MOST_DAYS:
        raise InvalidInput({"last_day": [("too_far", _("Within a year."))]})
    if not reason.strip():
        raise InvalidInput({"reason": [("required", _("Say why."))]})
