"""What becomes free on which day, and when it is paid out: the answer to "what will I get, when, and why"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import takewhile

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from commerce.earnings.payouts.calendar import WorkingCalendar, working_calendar
from commerce.earnings.payouts.judging import netted, obstacle_of, standings_of
from commerce.earnings.payouts.models import Holiday
from commerce.earnings.payouts.schedules import LONGEST_PAUSE, named_days, next_payday, paydays
from commerce.earnings.payouts.selectors.earnings import Earnings, earnings_of
from commerce.earnings.payouts.selectors.terms import terms_of
from commerce.earnings.payouts.terms import Terms
from commerce.foundation.core import clock
from commerce.money.settlement.models import Sale

DAY = timedelta(days=1)
# As far as anybody looks ahead.
MOST_DAYS = 62


class Why(StrEnum):
    """Why a payout is on its day, or is not."""

    ON_SCHEDULE = "on_schedule"
    MOVED = "moved"
    BELOW_MINIMUM = "below_minimum"
    NOTHING = "nothing"
    MANUAL = "manual"
    RESTRICTED = "restricted"
    NO_ACCOUNT = "no_account"
    ACCOUNT_UNVERIFIED = "account_unverified"
    ACCOUNT_NEW = "account_new"


@dataclass(frozen=True, slots=True)
class Heap:
    """So much of so many sales."""

    amount: int = 0
    sales: int = 0


@dataclass(frozen=True, slots=True)
class ComingDay:
    """What becomes free on a day, and the payday that may take it to the bank."""

    day: date
    amount: int
    sales: int
    payout_on: date | None


@dataclass(frozen=True, slots=True)
class NextPayout:
    """The next payout as it is expected today: when, how much, and why so."""

    on: date | None
    amount: int
    why: Why
    minimum: int
    named_on: date | None = None
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class Coming:
    """All money of a market that is not free yet, by what it waits for."""

    earnings: Earnings
    terms: Terms
    days: list[ComingDay]
    late: Heap
    waiting: Heap
    paused: Heap
    next_payout: NextPayout


def coming_of(market_ref: str) -> Coming:
    """What a market will get, when, and why."""
    today = clock.today()
    earnings, terms, calendar = earnings_of(market_ref), terms_of(market_ref), working_calendar()
    held = Sale.objects.filter(market_ref=market_ref, released_at=None, reversed_at=None)
    going = held.filter(pauses=[], release_at__isnull=False, held__gt=0)
    due = _by_day(going)
    days = [
        ComingDay(day, heap.amount, heap.sales, next_payday(terms, calendar, day + DAY))
        for day, heap in due
        if day >= today
    ][:MOST_DAYS]
    late = _sum([heap for day, heap in due if day < today])
    return Coming(
        earnings=earnings,
        terms=terms,
        days=days,
        late=late,
        waiting=_heap(held.filter(pauses=[], release_at=None)),
        paused=_heap(held.exclude(pauses=[])),
        next_payout=_next_payout(market_ref, earnings, terms, calendar, days, late),
    )


def _by_day(sales: QuerySet[Sale]) -> list[tuple[date, Heap]]:
    rows = (
        sales.annotate(day=TruncDate("release_at", tzinfo=clock.TEHRAN))
        .values_list("day")
        .annotate(amount=Sum("held"), sales=Count("pk"))
        .order_by("day")
    )
    return [(day, Heap(amount, sales)) for day, amount, sales in rows]


def _heap(sales: QuerySet[Sale]) -> Heap:
    return Heap(**sales.aggregate(amount=Sum("held", default=0), sales=Count("pk", filter=Q(held__gt=0))))


def _sum(heaps: Sequence[Heap]) -> Heap:
    return Heap(sum(heap.amount for heap in heaps), sum(heap.sales for heap in heaps))


def _next_payout(
    market_ref: str,
    earnings: Earnings,
    terms: Terms,
    calendar: WorkingCalendar,
    days: Sequence[ComingDay],
    late: Heap,
) -> NextPayout:
    """The first payday on which enough is free; what is owed is taken off before, where free money makes up for it."""
    begun = earnings.free - netted(market_ref, earnings.debt) + late.amount
    if why := _hindrance(market_ref, terms):
        return NextPayout(None, max(begun, 0), why, terms.minimum)
    # The day after which nothing more is in sight; every day that comes is looked at, however near the paydays are.
    horizon = max((day.payout_on for day in days if day.payout_on), default=clock.today())
    for payday in paydays(terms, calendar, clock.today()):
        amount = begun + sum(day.amount for day in days if day.payout_on and day.payout_on <= payday)
        expected = _on(payday, amount, terms, calendar)
        if amount >= max(terms.minimum, 1) or payday >= horizon:
            break
    return expected


def _on(payday: date, amount: int, terms: Terms, calendar: WorkingCalendar) -> NextPayout:
    if amount <= 0:
        return NextPayout(None, 0, Why.NOTHING, terms.minimum)
    if amount < terms.minimum:
        return NextPayout(None, amount, Why.BELOW_MINIMUM, terms.minimum)
    if next(named_days(terms, payday)) == payday:
        return NextPayout(payday, amount, Why.ON_SCHEDULE, terms.minimum, payday)
    named = _named_before(payday, terms, calendar)
    return NextPayout(payday, amount, Why.MOVED, terms.minimum, named, _holiday(named))


def _named_before(payday: date, terms: Terms, calendar: WorkingCalendar) -> date:
    """The day that the schedule named, from which the payday was moved on."""
    named = takewhile(lambda day: day <= payday, named_days(terms, payday - LONGEST_PAUSE))
    return next((day for day in named if calendar.next_working_day(day) == payday), payday)


def _holiday(day: date) -> str:
    holiday = Holiday.objects.filter(day=day).first()
    return holiday.title if holiday else ""


def _hindrance(market_ref: str, terms: Terms) -> Why | None:
    """What stands in the way of any payout."""
    if obstacle := obstacle_of(standings_of([market_ref])[market_ref]):
        return Why(obstacle)
    return Why.MANUAL if terms.schedule == "manual" else None
