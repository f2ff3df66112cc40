"""Promotional credit: granted, used, put back, and gone at its time."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from commerce.foundation.accounts.models import User
from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.events import record
from commerce.foundation.core.states import move, try_move
from commerce.money.wallets import pockets
from commerce.money.wallets.events import PromotionalExpired, PromotionalGranted
from commerce.money.wallets.locks import lock_giver, lock_wallet
from commerce.money.wallets.models import PromotionalGrant, WalletEntry
from commerce.money.wallets.policies import (
    APPROVE_GRANTS,
    GRANT,
    require,
    require_second_person,
    require_stranger,
)
from commerce.money.wallets.services.booking import Line, book
from commerce.money.wallets.states import PROMOTIONAL_GRANT

Status = PromotionalGrant.Status
AT_ONCE = 200


@transaction.atomic
def grant_promotional(
    *, actor: Actor, user: User, amount: int, expires_at: datetime, campaign: str
) -> PromotionalGrant:
    """Give a person promotional credit until a day; above a daily sum of its giver a second person has to agree."""
    require(GRANT, actor)
    require_stranger(actor, owner=user)
    _refuse_strange(amount=amount, expires_at=expires_at, campaign=campaign)
    if actor != SYSTEM:
        lock_giver(actor.key)
    grant = PromotionalGrant.objects.create(
        wallet=lock_wallet(user.pk), amount=amount, expires_at=expires_at, campaign=campaign, granted_by=actor.key
    )
    _note(actor, "asked", grant)
    if actor == SYSTEM or _granted_today(actor) <= settings.PROMOTIONAL_UNCHECKED_MOST:
        _activate(grant)
    return grant


@transaction.atomic
def approve_grant(*, actor: Actor, grant: str) -> PromotionalGrant:
    """Give what another member of staff asked for."""
    row = _of_another(actor, grant)
    _activate(row, checked_by=actor.key, checked_at=clock.now())
    _note(actor, "approved", row)
    return row


@transaction.atomic
def refuse_grant(*, actor: Actor, grant: str, reason: str) -> PromotionalGrant:
    """Do not give what another member of staff asked for, and say why."""
    row = _of_another(actor, grant)
    move(
        row,
        to=Status.REFUSED,
        table=PROMOTIONAL_GRANT,
        checked_by=actor.key,
        checked_at=clock.now(),
        refused_because=reason,
    )
    _note(actor, "refused", row)
    return row


def expire_grants() -> int:
    """Take back what is left of the credit whose time is over; answers how many grants ended."""
    due = PromotionalGrant.objects.overdue(clock.now()).order_by("expires_at").values_list("pk", flat=True)[:AT_ONCE]
    return sum(_expire(grant_id) for grant_id in list(due))


def end_grants(*, user: User) -> None:
    """Take back all promotional credit of a person who leaves."""
    for grant in PromotionalGrant.objects.filter(wallet__user=user, status=Status.ACTIVE):
        PromotionalGrant.objects.filter(pk=grant.pk).update(expires_at=clock.now())
        _expire(grant.pk)


def use_up(*, grant: PromotionalGrant, amount: int) -> None:
    """Spend from a grant whose wallet is locked."""
    PromotionalGrant.objects.filter(pk=grant.pk).update(left=F("left") - amount)


def put_back(*, grant: PromotionalGrant, amount: int) -> None:
    """Put back what was spent from a grant whose wallet is locked; one that is over lives some days longer, once."""
    row = PromotionalGrant.objects.get(pk=grant.pk)
    times: dict[str, Any] = {"expires_at": row.expires_at, "extended_until": row.extended_until}
    if row.expires_at <= clock.now():
        until = row.extended_until or clock.now() + timedelta(days=settings.PROMOTIONAL_EXTENSION_DAYS)
        times = {"expires_at": max(until, clock.now()), "extended_until": until}
    if row.status == Status.EXPIRED:
        move(row, to=Status.ACTIVE, table=PROMOTIONAL_GRANT, left=amount, **times)
        return
    PromotionalGrant.objects.filter(pk=row.pk).update(left=F("left") + amount, **times)


def _activate(grant: PromotionalGrant, **checked: Any) -> None:
    wallet = lock_wallet(grant.wallet.user_id)
    move(grant, to=Status.ACTIVE, table=PROMOTIONAL_GRANT, left=grant.amount, **checked)
    book(
        key=f"promotional_grant:{grant.public_id}",
        reason="promotional_granted",
        cause_kind="promotional_grant",
        cause_ref=grant.public_id,
        postings=pockets.moved(pockets.PROMOTIONS, wallet.account(pockets.PROMOTIONAL), grant.amount),
        lines=[Line(wallet, WalletEntry.Kind.PROMOTIONAL_GRANTED, grant.public_id, grant.campaign)],
    )
    record(PromotionalGranted(wallet.user.public_id, grant.public_id, grant.amount, grant.expires_at.isoformat()))


@transaction.atomic
def _expire(grant_id: int) -> bool:
    wallet = lock_wallet(PromotionalGrant.objects.values_list("wallet__user_id", flat=True).get(pk=grant_id))
    grant = PromotionalGrant.objects.overdue(clock.now()).filter(pk=grant_id).first()
    if grant is None:
        return False
    left = grant.left
    if not try_move(grant, to=Status.EXPIRED, table=PROMOTIONAL_GRANT, left=0):
        return False
    if left:
        book(
            # A grant that was given longer by a refund ends a second time.
            key=f"promotional_expired:{grant.public_id}:{grant.expires_at.isoformat()}",
            reason="promotional_expired",
            cause_kind="promotional_grant",
            cause_ref=grant.public_id,
            postings=pockets.moved(wallet.account(pockets.PROMOTIONAL), pockets.PROMOTIONS, left),
            lines=[Line(wallet, WalletEntry.Kind.PROMOTIONAL_EXPIRED, grant.public_id, grant.campaign)],
        )
        record(PromotionalExpired(wallet.user.public_id, grant.public_id, left))
    return True


def _of_another(actor: Actor, public_id: str) -> PromotionalGrant:
    require(APPROVE_GRANTS, actor)
    grant = PromotionalGrant.objects.select_related("wallet__user").get(public_id=public_id)
    require_second_person(actor, maker=grant.granted_by)
    require_stranger(actor, owner=grant.wallet.user)
    return grant


def _granted_today(actor: Actor) -> int:
    """What this member of staff has asked for today that nobody else has checked, this grant too."""
    since, _until = clock.day_bounds(clock.today())
    mine = PromotionalGrant.objects.filter(granted_by=actor.key, checked_by="", created_at__gte=since)
    return int(mine.aggregate(total=Sum("amount"))["total"] or 0)


def _refuse_strange(*, amount: int, expires_at: datetime, campaign: str) -> None:
    if amount <= 0:
        raise InvalidInput({"amount": [("not_positive", _("More than nothing."))]})
    if expires_at <= clock.now():
        raise InvalidInput({"expires_at": [("in_the_past", _("A day to come."))]})
    if not campaign.strip():
        raise InvalidInput({"campaign": [("required", _("Say for what it is given."))]})


def _note(actor: Actor, act: str, grant: PromotionalGrant) -> None:
    note(
        actor=actor,
        action=f"promotional_grant.{act}",
        subject_kind="promotional_grant",
        subject_ref=grant.public_id,
        data={"amount": grant.amount, "campaign": grant.campaign, "reason": grant.refused_because},
    )
