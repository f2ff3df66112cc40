"""Reads of payouts: a market's own, and what it may expect."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from commerce.earnings.payouts.calendar import working_calendar
from commerce.earnings.payouts.judging import Judgement, judge, standings_of
from commerce.earnings.payouts.models import Payout, RunLine
from commerce.earnings.payouts.schedules import next_payday
from commerce.earnings.payouts.selectors.terms import terms_of
from commerce.earnings.payouts.terms import Terms
from commerce.foundation.core import clock
from commerce.foundation.core.errors import NotFound


@dataclass(frozen=True, slots=True)
class NextPayout:
    """When a market is paid next by its schedule, what it would get now, or why nothing."""

    terms: Terms
    payday: date | None
    judgement: Judgement
    last_line: RunLine | None


def payouts_of(market_ref: str) -> "QuerySet[Payout]":
    """The payouts of a market."""
    return Payout.objects.of(market_ref).select_related("remittance__bank_account")


def payout_of(*, market_ref: str, public_id: str) -> Payout:
    """One payout of a market; another's does not exist for it."""
    found = payouts_of(market_ref).filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found


def next_payout_of(market_ref: str) -> NextPayout:
    """When a market is paid next and what it would get if that were now, or why nothing."""
    terms = terms_of(market_ref)
    judgement = judge(standings_of([market_ref])[market_ref], terms)
    lines = RunLine.objects.filter(market_ref=market_ref).select_related("run").order_by("-id")
    payday = next_payday(terms, working_calendar(), clock.today())
    return NextPayout(terms, payday, judgement, lines.first())
