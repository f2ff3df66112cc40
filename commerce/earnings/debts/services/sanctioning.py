"""What follows from a debt that is not paid, and goes by itself when it is. The standing is locked."""

from datetime import datetime
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from commerce.earnings.debts.events import DebtOverdue
from commerce.earnings.debts.models import DebtBill, DebtStanding, DebtTerms, Sanction
from commerce.earnings.debts.services.billing import overdue_of
from commerce.foundation.core.actors import SYSTEM
from commerce.foundation.core.events import record
from commerce.foundation.core.money import Money
from commerce.shop.markets.models import Market, Restriction
from commerce.shop.markets.services import lift, restrict

NOTICE: Final = Sanction.What.NOTICE.value
UNBILLED: Final = "unbilled"


def bring_sanctions(*, standing: DebtStanding, market: Market, terms: DebtTerms, now: datetime) -> None:
    """Forbid what the ladder says, allow again what it no longer says; staff's own restrictions are not touched."""
    overdue, oldest = overdue_of(market=market, now=now)
    standing.overdue = overdue
    standing.oldest_due_at = _oldest_due(market)
    wanted = _wanted(standing, terms, oldest, now) if standing.owed >= terms.smallest else set()
    if NOTICE in wanted or (oldest and not any(rung.what == NOTICE for rung in terms.ladder.all())):
        _tell_overdue(market, now)
    _forbid(standing, market, wanted - {NOTICE}, oldest)
    _allow(market, wanted)


def _wanted(standing: DebtStanding, terms: DebtTerms, oldest: DebtBill | None, now: datetime) -> set[str]:
    matters = oldest is not None and standing.overdue >= terms.smallest
    days = (now - oldest.due_at).days if oldest and matters else -1
    return {
        rung.what
        for rung in terms.ladder.all()
        if (rung.after_days is not None and days >= rung.after_days)
        or (rung.from_amount is not None and standing.owed >= rung.from_amount)
    }


def _oldest_due(market: Market) -> datetime | None:
    return DebtBill.objects.filter(market=market).open().order_by("due_at").values_list("due_at", flat=True).first()


def _tell_overdue(market: Market, now: datetime) -> None:
    for bill in DebtBill.objects.filter(market=market, told_overdue_at=None).overdue(now):
        if DebtBill.objects.filter(pk=bill.pk, told_overdue_at=None).update(told_overdue_at=now):
            record(DebtOverdue(market.public_id, bill.public_id, bill.left, bill.due_at.isoformat()))


def _forbid(standing: DebtStanding, market: Market, wanted: set[str], oldest: DebtBill | None) -> None:
    open_ones = set(market.restrictions.filter(lifted_at=None).values_list("what", flat=True))
    cause = oldest.public_id if oldest else UNBILLED
    for what in sorted(wanted - open_ones - _forgiven(standing, market, cause)):
        restrict(actor=SYSTEM, market_ref=market.public_id, what=what, why=_why(standing), debt=cause)


def _forgiven(standing: DebtStanding, market: Market, cause: str) -> set[str]:
    """What staff lifted of the same cause by hand: it does not come back by itself."""
    rows = market.restrictions.filter(cause_kind=Restriction.Cause.DEBT, cause_ref=cause, lifted_at__isnull=False)
    rows = rows.filter(since__gte=standing.owes_since or standing.reviewed_at).exclude(lifted_by=SYSTEM.key)
    return set(rows.values_list("what", flat=True))


def _allow(market: Market, wanted: set[str]) -> None:
    rows = market.restrictions.filter(lifted_at=None, cause_kind=Restriction.Cause.DEBT).exclude(what__in=wanted)
    with translation.override("fa"):
        why = _("The debt is paid, or below the limit.")
    for what in sorted(rows.values_list("what", flat=True)):
        lift(actor=SYSTEM, market_ref=market.public_id, what=what, why=why)


def _why(standing: DebtStanding) -> str:
    """In the language of the country: it is written down once, and vendors read it."""
    with translation.override("fa"):
        return _("A debt of %(amount)s to the platform is not paid.") % {"amount": Money(standing.owed).display()}
