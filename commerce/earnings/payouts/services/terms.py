"""Saying when markets are paid: for everybody, a plan or one market, from a day on."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.earnings.payouts.errors import TermsBackdated
from commerce.earnings.payouts.models import PayoutTerms
from commerce.earnings.payouts.policies import SET_TERMS, require
from commerce.earnings.payouts.selectors.terms import row_in_force
from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput, NotFound, Text
from commerce.shop.markets.models import Market
from commerce.shop.markets.policies import require_stranger
from commerce.shop.plans.models import Plan

Schedule = PayoutTerms.Schedule
CHANGEABLE = frozenset(
    {
        "hold_days",
        "market_word_hold_days",
        "minimum",
        "schedule",
        "weekday",
        "month_days",
        "early_allowed",
        "early_fixed",
        "early_percent",
        "early_fee_most",
    }
)


@transaction.atomic
def set_terms(
    *, actor: Actor, starts_on: date, fields: Mapping[str, Any], market_ref: str = "", plan: str = ""
) -> PayoutTerms:
    """Pay everybody, a plan or one market by these terms from a day on; what was delivered before keeps its hold.

    Raises TermsBackdated, and InvalidInput beside each field that cannot be.
    """
    require(SET_TERMS, actor=actor)
    require_stranger(actor, market_ref=market_ref)
    _refuse_past(starts_on)
    _refuse_strangers(market_ref, plan)
    if unknown := set(fields) - CHANGEABLE:
        raise InvalidInput({name: [("unknown_field", _("This cannot be changed."))] for name in sorted(unknown)})
    row = PayoutTerms(market_ref=market_ref, plan=plan, starts_on=starts_on, made_by=actor.key, **fields)
    _refuse_what_cannot_be(row)
    _keep_only_what_counts(row)
    row.save()
    _note(actor, "set", row)
    return row


@transaction.atomic
def lift_terms(*, actor: Actor, starts_on: date, market_ref: str = "", plan: str = "") -> PayoutTerms:
    """Pay a plan or a market as the others again, from a day on. Raises NotFound where it has no terms of its own."""
    require(SET_TERMS, actor=actor)
    require_stranger(actor, market_ref=market_ref)
    _refuse_past(starts_on)
    now = row_in_force(market_ref=market_ref, plan=plan)
    if now is None or not (market_ref or plan):
        raise NotFound()
    copied = {name: getattr(now, name) for name in CHANGEABLE}
    row = PayoutTerms.objects.create(
        market_ref=market_ref, plan=plan, starts_on=starts_on, is_lifted=True, made_by=actor.key, **copied
    )
    _note(actor, "lifted", row)
    return row


def _refuse_past(starts_on: date) -> None:
    if starts_on < clock.today():
        raise TermsBackdated


def _refuse_strangers(market_ref: str, plan: str) -> None:
    known_market = not market_ref or Market.objects.filter(public_id=market_ref).exists()
    known_plan = not plan or Plan.objects.filter(slug=plan).exists()
    if not (known_market and known_plan) or (market_ref and plan):
        raise NotFound()


def _refuse_what_cannot_be(row: PayoutTerms) -> None:
    problems: dict[str, tuple[str, Text]] = {}
    if row.market_word_hold_days < row.hold_days:
        problems["market_word_hold_days"] = ("shorter", _("On the market's own word money is held at least as long."))
    if row.schedule == Schedule.WEEKLY and row.weekday is None:
        problems["weekday"] = ("required", _("Say on which day of the week."))
    if row.schedule == Schedule.MONTHLY and not row.month_days:
        problems["month_days"] = ("required", _("Say on which days of the month."))
    if any(not 1 <= day <= 31 for day in row.month_days):
        problems["month_days"] = ("no_such_day", _("Days of a month are 1 to 31."))
    if problems:
        raise InvalidInput({field: [problem] for field, problem in problems.items()})
    try:
        row.full_clean(validate_constraints=False)
    except ValidationError as error:
        raise InvalidInput(
            {field: [("invalid", message) for message in messages] for field, messages in error.message_dict.items()}
        ) from error


def _keep_only_what_counts(row: PayoutTerms) -> None:
    row.weekday = row.weekday if row.schedule == Schedule.WEEKLY else None
    row.month_days = sorted(set(row.month_days)) if row.schedule == Schedule.MONTHLY else []


def _note(actor: Actor, act: str, row: PayoutTerms) -> None:
    data = {name: getattr(row, name) for name in sorted(CHANGEABLE)}
    note(
        actor=actor,
        action=f"payout_terms.{act}",
        subject_kind="payout_terms",
        subject_ref=row.market_ref or row.plan or "default",
        data=data | {"early_percent": str(row.early_percent), "starts_on": row.starts_on.isoformat()},
    )
