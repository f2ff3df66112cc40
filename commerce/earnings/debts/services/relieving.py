"""Staff lessen a debt: waive it, or write down money that came to our bank account without our asking."""

from typing import Any, Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from commerce.earnings.debts import locks
from commerce.earnings.debts.errors import MoreThanOwed, NothingOwed, TransferPaidBefore
from commerce.earnings.debts.models import DebtBill, DebtRelief
from commerce.earnings.debts.policies import APPROVE_RELIEF, RELIEVE, require, require_second_person
from commerce.earnings.debts.selectors import owed_of
from commerce.earnings.debts.services.booking import book_repayment
from commerce.earnings.debts.services.reviewing import look_at
from commerce.earnings.debts.states import DEBT_RELIEF
from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput, NotFound
from commerce.foundation.core.money import Money
from commerce.foundation.core.states import move
from commerce.money.ledger.services import AccountRef
from commerce.shop.markets.errors import UnknownMarket
from commerce.shop.markets.models import Market
from commerce.shop.markets.policies import require_stranger

Kind, Status = DebtRelief.Kind, DebtRelief.Status
# What it is booked from: our loss, or the bank that has the money.
SOURCES: Final = {Kind.WAIVER: AccountRef("bad_debt"), Kind.BY_HAND: AccountRef("bank")}
REASONS: Final = {Kind.WAIVER: "debt_waived", Kind.BY_HAND: "debt_paid_by_hand"}
SETTLED: Final = {Kind.WAIVER: DebtBill.Settled.WAIVER, Kind.BY_HAND: DebtBill.Settled.BY_HAND}


@transaction.atomic
def ask_relief(*, actor: Actor, market_ref: str, kind: str, amount: int, reason: str, tracking: str = "") -> DebtRelief:
    """Lessen a market's debt by hand; above a daily sum of who asks, a second person has to agree first."""
    require(RELIEVE, actor)
    require_stranger(actor, market_ref=market_ref)
    _refuse_strange(kind, amount, reason, tracking)
    locks.lock_reliever(actor.key)
    market = Market.objects.filter(public_id=market_ref).first()
    if market is None:
        raise UnknownMarket()
    _refuse_too_much(amount, owed_of(market_ref).total)
    row = _asked(actor, market, kind=kind, amount=amount, reason=reason.strip(), tracking=tracking.strip())
    _note(actor, "asked", row)
    if _asked_today(actor) <= settings.DEBT_RELIEF_UNCHECKED_MOST:
        _book(row)
    return row


@transaction.atomic
def approve_relief(*, actor: Actor, relief: str) -> DebtRelief:
    """Agree to what another member of staff asked for; what is no longer owed is refused."""
    row = _of_another(actor, relief)
    _book(row, checked_by=actor.key, checked_at=clock.now())
    _note(actor, "approved", row)
    return row


@transaction.atomic
def refuse_relief(*, actor: Actor, relief: str, reason: str) -> DebtRelief:
    """Do not agree to what another member of staff asked for, and say why."""
    row = _of_another(actor, relief)
    told: dict[str, Any] = {"checked_by": actor.key, "checked_at": clock.now(), "refused_because": reason}
    move(row, to=Status.REFUSED, table=DEBT_RELIEF, **told)
    _note(actor, "refused", row)
    return row


def _asked(actor: Actor, market: Market, **fields: Any) -> DebtRelief:
    try:
        with transaction.atomic():
            return DebtRelief.objects.create(market=market, asked_by=actor.key, **fields)
    except IntegrityError as error:
        raise TransferPaidBefore() from error


def _book(row: DebtRelief, **checked: Any) -> None:
    market, kind = row.market, Kind(row.kind)
    standing = locks.lock_standing(market)
    look_at(standing=standing, market=market)
    move(row, to=Status.DONE, table=DEBT_RELIEF, **checked)
    _refuse_too_much(row.amount, standing.owed)
    _to_debt, to_free = book_repayment(
        market_ref=market.public_id,
        source=SOURCES[kind],
        amount=row.amount,
        key=f"debt_relief:{row.public_id}",
        reason=REASONS[kind],
        cause=("debt_relief", row.public_id),
    )
    if to_free > standing.below:  # a sale was taken back this moment: nobody is given what was to be waived
        raise MoreThanOwed(owed=Money(row.amount - to_free + standing.below))
    look_at(standing=standing, market=market, settled_by=SETTLED[kind])


def _of_another(actor: Actor, public_id: str) -> DebtRelief:
    require(APPROVE_RELIEF, actor)
    row = locks.lock_relief(public_id)
    if row is None:
        raise NotFound()
    require_second_person(actor, maker=row.asked_by)
    require_stranger(actor, market_ref=row.market.public_id)
    return row


def _asked_today(actor: Actor) -> int:
    since, _until = clock.day_bounds(clock.today())
    mine = DebtRelief.objects.filter(asked_by=actor.key, checked_by="", asked_at__gte=since)
    return int(mine.aggregate(total=Sum("amount"))["total"] or 0)


def _refuse_too_much(amount: int, owed: int) -> None:
    if not owed:
        raise NothingOwed()
    if amount > owed:
        raise MoreThanOwed(owed=Money(owed))


def _refuse_strange(kind: str, amount: int, reason: str, tracking: str) -> None:
    if kind not in Kind.values:
        raise InvalidInput({"kind": [("unknown_kind", _("There is no such kind."))]})
    if amount <= 0:
        raise InvalidInput({"amount": [("not_positive", _("More than nothing."))]})
    if not reason.strip():
        raise InvalidInput({"reason": [("required", _("Say why."))]})
    if (kind == Kind.BY_HAND) != bool(tracking.strip()):
        raise InvalidInput(
            {"tracking": [("required", _("The bank's tracking number, where money came, and only there."))]}
        )


def _note(actor: Actor, act: str, row: DebtRelief) -> None:
    note(
        actor=actor,
        action=f"debt_relief.{act}",
        subject_kind="debt_relief",
        subject_ref=row.public_id,
        data={
            "market": row.market.public_id,
            "kind": row.kind,
            "amount": row.amount,
            "reason": row.refused_because or row.reason,
            "tracking": row.tracking,
        },
    )
