"""Who a run would go through, and what would become of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from commerce.earnings.payouts.calendar import DAY, working_calendar
from commerce.earnings.payouts.judging import Judgement, Standing, judge, standings_of
from commerce.earnings.payouts.models import Outcome, Payout, PayoutRun, PayoutTerms
from commerce.earnings.payouts.schedules import last_payday
from commerce.earnings.payouts.selectors.terms import terms_of_markets
from commerce.earnings.payouts.terms import Terms
from commerce.money.ledger.models import Account

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Turn:
    """A market whose turn it is, for which day of its schedule, by which terms."""

    market_ref: str
    due_on: date
    terms: Terms


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a run would do about a market now."""

    turn: Turn
    standing: Standing
    judgement: Judgement


def since_of(day: date) -> date:
    """The first payday a run of a day answers for: the day after the last run that made itself, and did not fail."""
    made = PayoutRun.objects.filter(is_automatic=True, day__lt=day).order_by("day")
    last = made.exclude(status=PayoutRun.Status.FAILED).last()
    if last:
        return last.day + DAY
    failed = made.first()
    return failed.since if failed else day


def turns(*, scope: str, since: date, day: date) -> Iterator[Turn]:
    """The markets with free money whose turn it is, in the order of their references."""
    calendar = working_calendar()
    for market_refs in _in_parts(markets_with_money()):
        for market_ref, terms in terms_of_markets(market_refs, day=day).items():
            is_manual = terms.schedule == PayoutTerms.Schedule.MANUAL
            if scope == PayoutRun.Scope.MANUAL:
                due_on = day if is_manual else None
            else:
                due_on = last_payday(terms, calendar, since, day)
            if due_on is not None:
                yield Turn(market_ref, due_on, terms)


def forecast(*, scope: str, since: date, day: date) -> list[Forecast]:
    """What a run would do now, market by market; nothing is changed."""
    found = list(turns(scope=scope, since=since, day=day))
    standings = standings_of([turn.market_ref for turn in found])
    paid = _paid_before(found) if scope == PayoutRun.Scope.DUE else frozenset()
    return [
        Forecast(
            turn,
            standings[turn.market_ref],
            Judgement(Outcome.PAID_BEFORE, 0)
            if (turn.market_ref, turn.due_on) in paid
            else judge(standings[turn.market_ref], turn.terms),
        )
        for turn in found
    ]


def markets_with_money() -> list[str]:
    """The markets that have something free."""
    accounts = Account.objects.filter(kind="vendor_free", owner_kind="market", balance__gt=0)
    return list(accounts.order_by("owner_ref").values_list("owner_ref", flat=True))


def _paid_before(turns: Iterable[Turn]) -> frozenset[tuple[str, date]]:
    named = {(turn.market_ref, turn.due_on) for turn in turns}
    rows = Payout.objects.filter(
        kind=Payout.Kind.SCHEDULED,
        market_ref__in={ref for ref, _day in named},
        due_on__in={day for _ref, day in named},
    )
    return frozenset(rows.values_list("market_ref", "due_on"))


def _in_parts(refs: list[str]) -> Iterator[list[str]]:
    return (refs[start : start + AT_ONCE] for start in range(0, len(refs), AT_ONCE))
