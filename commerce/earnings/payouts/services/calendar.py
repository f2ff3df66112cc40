"""Keeping the calendar of the banks: holidays, and the days of the week that are closed."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.earnings.payouts.errors import AlwaysClosed
from commerce.earnings.payouts.models import ClosedWeekday, Holiday
from commerce.earnings.payouts.policies import SET_CALENDAR, require
from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput, NotFound
from commerce.foundation.core.text import clean_text

WEEK = frozenset(range(7))
SUBJECT = "working_calendar"


@transaction.atomic
def save_holiday(
    *,
    actor: Actor,
    day: date,
    title_fa: str,
    title_en: str = "",
    is_confirmed: bool = True,
    instead_of: date | None = None,
) -> Holiday:
    """Banks do not work on a day; `instead_of` is the day it was thought to be before."""
    require(SET_CALENDAR, actor=actor)
    title = clean_text(title_fa)
    if not title:
        raise InvalidInput({"title_fa": [("required", _("Say what day it is."))]})
    if instead_of is not None and instead_of != day:
        if Holiday.objects.filter(day=day).exists():
            raise InvalidInput({"day": [("holiday_exists", _("This day is a holiday already."))]})
        Holiday.objects.filter(day=instead_of).delete()
    holiday, _made = Holiday.objects.update_or_create(
        day=day,
        defaults={
            "title_fa": title,
            "title_en": clean_text(title_en),
            "is_confirmed": is_confirmed,
            "changed_by": actor.key,
            "changed_at": clock.now(),
        },
    )
    data = {"title": title, "is_confirmed": is_confirmed, "before": instead_of.isoformat() if instead_of else ""}
    note(actor=actor, action="holiday.saved", subject_kind=SUBJECT, subject_ref=day.isoformat(), data=data)
    return holiday


@transaction.atomic
def remove_holiday(*, actor: Actor, day: date) -> None:
    """Banks work on a day after all."""
    require(SET_CALENDAR, actor=actor)
    removed, _by_model = Holiday.objects.filter(day=day).delete()
    if not removed:
        raise NotFound()
    note(actor=actor, action="holiday.removed", subject_kind=SUBJECT, subject_ref=day.isoformat())


@transaction.atomic
def close_weekdays(*, actor: Actor, weekdays: Collection[int]) -> None:
    """Banks do not work on these days of every week, counted from Saturday, 0. Raises AlwaysClosed for all seven."""
    require(SET_CALENDAR, actor=actor)
    closed = frozenset(weekdays) & WEEK
    if closed == WEEK:
        raise AlwaysClosed
    ClosedWeekday.objects.exclude(weekday__in=closed).delete()
    for weekday in sorted(closed):
        ClosedWeekday.objects.get_or_create(weekday=weekday)
    note(
        actor=actor,
        action="weekdays.closed",
        subject_kind=SUBJECT,
        subject_ref="weekdays",
        data={"weekdays": sorted(closed)},
    )
