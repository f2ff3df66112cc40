"""Which terms hold for a market on a day, and when it may expect to be paid by them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commerce.earnings.payouts.calendar import working_calendar
from commerce.earnings.payouts.models import PayoutTerms
from commerce.earnings.payouts.schedules import named_days, next_payday
from commerce.earnings.payouts.terms import Terms
from commerce.earnings.payouts.words import long_date, number, schedule_in_words
from commerce.foundation.core import clock
from commerce.shop.plans.selectors import plans_of

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ExpectedPayout:
    """When a sale's money becomes free, when it is paid after that (None: when staff say so), and why then."""

    release_on: date
    payout_on: date | None
    why: str


def terms_of(market_ref: str, *, day: date | None = None) -> Terms:
    """The terms that hold for a market on a day, today unless told: its own, its plan's, or everybody's."""
    return terms_of_markets([market_ref], day=day)[market_ref]


def terms_of_markets(market_refs: Collection[str], *, day: date | None = None) -> dict[str, Terms]:
    """The terms that hold for markets on a day."""
    plans = plans_of(market_refs)
    rows = _in_force(day or clock.today(), market_refs, set(plans.values()))
    said = {(row.market_ref, row.plan): Terms.of(row) for row in rows if not row.is_lifted}
    everybodys = said["", ""]
    return {
        ref: said.get((ref, "")) or said.get(("", plans[ref]) if ref in plans else ("", ""), everybodys)
        for ref in market_refs
    }


def expected_payout_on(*, market_ref: str, delivered_on: date, confirmed_by: str = "") -> ExpectedPayout:
    """When the money of what is delivered on a day is free and paid, by the terms as they stand now."""
    terms = terms_of(market_ref)
    days = terms.hold_on(confirmed_by=confirmed_by)
    release_on = delivered_on + timedelta(days=days)
    # Money is free at the hour of delivery, perhaps after that day's payouts were made.
    payout_on = next_payday(terms, working_calendar(), release_on + DAY)
    return ExpectedPayout(release_on, payout_on, _why(terms, days, release_on, payout_on))


def next_payday_of(market_ref: str, *, since: date | None = None) -> date | None:
    """The next day on which a market is paid by its schedule, from today on unless told; none where staff say when."""
    return next_payday(terms_of(market_ref), working_calendar(), since or clock.today())


def terms_rows(*, market_ref: str = "", plan: str = "") -> "QuerySet[PayoutTerms]":
    """The history of the terms of a market, of a plan, or of everybody, the newest day first."""
    return PayoutTerms.objects.filter(market_ref=market_ref, plan=plan)


def row_in_force(*, market_ref: str = "", plan: str = "") -> PayoutTerms | None:
    """The row that holds today for a market, a plan, or everybody; none where they are as the others."""
    row = terms_rows(market_ref=market_ref, plan=plan).filter(starts_on__lte=clock.today()).first()
    return None if row is None or row.is_lifted else row


def _in_force(day: date, market_refs: Collection[str], plans: Collection[str]) -> "QuerySet[PayoutTerms]":
    whose = Q(market_ref="", plan="") | Q(market_ref__in=market_refs) | Q(plan__in=plans)
    whose &= Q(market_ref__in=[*market_refs, ""]) & Q(plan__in=[*plans, ""])
    rows = PayoutTerms.objects.filter(whose, starts_on__lte=day)
    return rows.order_by("market_ref", "plan", "-starts_on", "-id").distinct("market_ref", "plan")


def _why(terms: Terms, days: int, release_on: date, payout_on: date | None) -> str:
    held = ngettext(
        "Held for %(days)s day after delivery, until %(day)s.",
        "Held for %(days)s days after delivery, until %(day)s.",
        days,
    ) % {"days": number(days), "day": long_date(release_on)}
    if payout_on is None:
        return " ".join([held, _("After that it is paid when staff say so.")])
    paid = _("Paid %(schedule)s.") % {"schedule": schedule_in_words(terms)}
    sentences = [held, paid]
    if next(named_days(terms, payout_on)) != payout_on:
        sentences.append(_("The day of the schedule is a day off, so it is the next working day."))
    return " ".join(sentences)
