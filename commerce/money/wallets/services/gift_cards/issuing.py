"""Cards that staff give away: asked for by one, above a daily sum agreed to by another, fetched once."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext_lazy as _

from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import Forbidden, InvalidInput, NotFound
from commerce.foundation.core.states import move
from commerce.money.ledger.services import post_entry
from commerce.money.wallets import codes, pockets
from commerce.money.wallets.locks import lock_giver
from commerce.money.wallets.models import GiftCard, GiftCardBatch
from commerce.money.wallets.policies import APPROVE_GIFT_CARDS, ISSUE_GIFT_CARDS, require, require_second_person
from commerce.money.wallets.states import GIFT_CARD_BATCH

Status = GiftCardBatch.Status
MOST_CARDS = 5000


@transaction.atomic
def make_gift_card_batch(*, actor: Actor, title: str, count: int, amount: int, expires_at: datetime) -> GiftCardBatch:
    """Ask for cards to give away; above what one member of staff gives away in a day, a second has to agree."""
    require(ISSUE_GIFT_CARDS, actor)
    _refuse_strange(title=title, count=count, amount=amount, expires_at=expires_at)
    lock_giver(actor.key)
    batch = GiftCardBatch.objects.create(
        title=title, count=count, amount=amount, expires_at=expires_at, made_by=actor.key
    )
    _note(actor, "asked", batch)
    if _asked_today(actor) <= settings.GIFT_CARDS_UNCHECKED_MOST:
        move(batch, to=Status.APPROVED, table=GIFT_CARD_BATCH)
    return batch


@transaction.atomic
def approve_gift_card_batch(*, actor: Actor, batch: str) -> GiftCardBatch:
    """Agree to the cards that another member of staff asked for."""
    row = _of_another(actor, batch)
    move(row, to=Status.APPROVED, table=GIFT_CARD_BATCH, checked_by=actor.key, checked_at=clock.now())
    _note(actor, "approved", row)
    return row


@transaction.atomic
def refuse_gift_card_batch(*, actor: Actor, batch: str, reason: str) -> GiftCardBatch:
    """Say no to the cards that another member of staff asked for, and why."""
    row = _of_another(actor, batch)
    move(
        row,
        to=Status.REFUSED,
        table=GIFT_CARD_BATCH,
        checked_by=actor.key,
        checked_at=clock.now(),
        refused_because=reason,
    )
    _note(actor, "refused", row)
    return row


@transaction.atomic
def fetch_gift_card_codes(*, actor: Actor, batch: str) -> list[str]:
    """Make the cards of an approved batch and show their codes, this once, to who asked for them."""
    require(ISSUE_GIFT_CARDS, actor)
    row = _batch(batch)
    if row.made_by != actor.key:
        raise Forbidden()
    move(row, to=Status.ISSUED, table=GIFT_CARD_BATCH, issued_at=clock.now())
    made = [codes.new_code() for _card in range(row.count)]
    GiftCard.objects.bulk_create([_card(row, code) for code in made], batch_size=1000)
    post_entry(
        key=f"gift_cards_issued:{row.public_id}",
        reason="gift_cards_issued",
        cause_kind="gift_card_batch",
        cause_ref=row.public_id,
        postings=pockets.moved(pockets.PROMOTIONS, pockets.GIFT_CARDS, row.count * row.amount),
    )
    _note(actor, "issued", row)
    return [codes.shown(code) for code in made]


def _card(batch: GiftCardBatch, code: str) -> GiftCard:
    return GiftCard(
        batch=batch,
        amount=batch.amount,
        status=GiftCard.Status.ACTIVE,
        code_hash=codes.fingerprint(code),
        code_ending=code[-4:],
        expires_at=batch.expires_at,
    )


def _of_another(actor: Actor, public_id: str) -> GiftCardBatch:
    require(APPROVE_GIFT_CARDS, actor)
    batch = _batch(public_id)
    require_second_person(actor, maker=batch.made_by)
    return batch


def _batch(public_id: str) -> GiftCardBatch:
    batch = GiftCardBatch.objects.filter(public_id=public_id).first()
    if batch is None:
        raise NotFound()
    return batch


def _asked_today(actor: Actor) -> int:
    """What this member of staff has asked for today that nobody else has checked, this batch too."""
    since, _until = clock.day_bounds(clock.today())
    mine = GiftCardBatch.objects.filter(made_by=actor.key, checked_by="", created_at__gte=since)
    return int(mine.aggregate(total=Sum(F("count") * F("amount")))["total"] or 0)


def _refuse_strange(*, title: str, count: int, amount: int, expires_at: datetime) -> None:
    if not title.strip():
        raise InvalidInput({"title": [("required", _("Say for what they are given."))]})
    if not 1 <= count <= MOST_CARDS:
        raise InvalidInput({"count": [("out_of_range", _("From 1 to 5000 cards."))]})
    if not settings.GIFT_CARD_LEAST <= amount <= settings.GIFT_CARD_MOST:
        raise InvalidInput({"amount": [("out_of_range", _("A card cannot hold this much."))]})
    if expires_at <= clock.now():
        raise InvalidInput({"expires_at": [("in_the_past", _("A day to come."))]})


def _note(actor: Actor, act: str, batch: GiftCardBatch) -> None:
    note(
        actor=actor,
        action=f"gift_card_batch.{act}",
        subject_kind="gift_card_batch",
        subject_ref=batch.public_id,
        data={"count": batch.count, "amount": batch.amount, "reason": batch.refused_because},
    )
