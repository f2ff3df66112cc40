"""The working days of the banks: holidays, and the days of the week that are closed."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.earnings.payouts import services
from commerce.earnings.payouts.models import ClosedWeekday, Holiday
from commerce.earnings.payouts.words import list_of, long_date, weekday_title
from commerce.foundation.core import clock
from dashboards.base.actions import NewRowAction, RowAction
from dashboards.base.columns import Link, Plain
from dashboards.base.fields import JalaliDateField
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.staff.payouts.lists import TRAIL
from dashboards.staff.payouts.policies import HOLIDAYS

HOLIDAY_TRAIL = (*TRAIL, ("staff:holidays", _("Working days")))


def holiday_url(holiday: Holiday) -> str:
    return reverse("staff:holiday", args=[holiday.pk])


class HolidayFilters(ListFilters):
    """By day; the column is a date, not a moment."""

    dated = "day"

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        self.is_valid()
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        rows = rows.filter(day__gte=since) if since else rows
        return rows.filter(day__lte=until) if until else rows


class HolidayList(ListScreen):
    """The days on which banks do not work, and what is still to be confirmed."""

    permission_policy = HOLIDAYS
    model = Holiday
    page_title = _("Working days")
    header_icon = "calendar-alt"
    trail = TRAIL
    template_name = "dashboards/staff/payouts/holidays.html"
    filters_class = HolidayFilters
    columns = [
        Link("day", label=_("Day"), accessor=lambda holiday: long_date(holiday.day), to=holiday_url),
        Plain("title", label=_("What day it is")),
        Plain(
            "confirmed",
            label=_("Confirmed"),
            accessor=lambda holiday: _("yes") if holiday.is_confirmed else _("to be confirmed"),
        ),
    ]
    empty_title = _("No holidays")
    empty_text = _("Without holidays only the closed days of the week are days off.")

    @property
    def tabs(self) -> dict[str, Any]:  # type: ignore[override]
        coming = {"day__gte": clock.today()}
        return {
            "": (_("To come"), coming),
            "unsure": (_("To be confirmed"), coming | {"is_confirmed": False}),
            "past": (_("Past"), {"day__lt": clock.today()}),
        }

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not HOLIDAYS.user_has_permission(self.request.user, "change"):
            return []
        return [
            HeaderButton(_("Add a holiday"), url=reverse("staff:holiday_add"), icon_name="plus"),
            HeaderButton(_("Days of the week"), url=reverse("staff:weekdays"), icon_name="calendar-alt"),
        ]

    def order_queryset(self, rows: QuerySet[Holiday]) -> QuerySet[Holiday]:
        return rows.order_by("-day" if self.tab == "past" else "day")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        closed = [weekday_title(row.weekday) for row in ClosedWeekday.objects.all()]
        return super().get_context_data(**kwargs) | {"closed": list_of(closed)}


class HolidayForm(forms.Form):
    day = JalaliDateField(label=_("Day"))
    title_fa = forms.CharField(label=_("title in Persian"), max_length=80)
    title_en = forms.CharField(label=_("title in English"), max_length=80, required=False)
    is_confirmed = forms.BooleanField(
        label=_("Confirmed"), required=False, initial=True, help_text=_("Days of the moon may move by a day.")
    )


class AddHoliday(NewRowAction):
    permission_policy = HOLIDAYS
    action = "change"
    page_title = _("Add a holiday")
    submit_label = _("Save")
    done = _("The holiday was saved.")
    header_icon = "calendar-alt"
    trail = HOLIDAY_TRAIL
    form_class = HolidayForm

    def get_back_url(self) -> str:
        return reverse("staff:holidays")

    def perform(self, data: dict[str, Any]) -> Holiday:
        return services.save_holiday(actor=self.actor, **data)


class HolidayAction(RowAction):
    permission_policy = HOLIDAYS
    row_key = "pk"
    header_icon = "calendar-alt"
    trail = HOLIDAY_TRAIL

    def get_back_url(self) -> str:
        return reverse("staff:holidays")


class EditHoliday(HolidayAction):
    """Move it, name it, confirm it; or say that banks work after all."""

    template_name = "dashboards/staff/payouts/holiday.html"
    submit_label = _("Save")
    done = _("The holiday was saved.")
    form_class = HolidayForm

    def get_page_title(self) -> str:
        return gettext("Holiday on %(day)s") % {"day": long_date(self.row.day)}

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in HolidayForm.base_fields}

    def perform(self, data: dict[str, Any]) -> Holiday:
        return services.save_holiday(actor=self.actor, instead_of=self.row.day, **data)


class RemoveHoliday(HolidayAction):
    page_title = _("Banks work on this day")
    intro = _("It is a working day after all.")
    submit_label = _("Remove the holiday")
    done = _("The holiday was removed.")
    is_serious = True

    def perform(self, data: dict[str, Any]) -> None:
        services.remove_holiday(actor=self.actor, day=self.row.day)


class WeekdaysForm(forms.Form):
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Closed on"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days: Any = self.fields["weekdays"]
        days.choices = [(str(day), weekday_title(day)) for day in range(7)]


class CloseWeekdays(NewRowAction):
    """On which days of every week banks do not work."""

    permission_policy = HOLIDAYS
    action = "change"
    page_title = _("Closed days of the week")
    intro = _("Paydays that fall on one of them move on to the next working day.")
    submit_label = _("Save")
    done = _("The days of the week were saved.")
    header_icon = "calendar-alt"
    trail = HOLIDAY_TRAIL
    form_class = WeekdaysForm

    def get_initial(self) -> dict[str, Any]:
        return {"weekdays": [str(row.weekday) for row in ClosedWeekday.objects.all()]}

    def get_back_url(self) -> str:
        return reverse("staff:holidays")

    def perform(self, data: dict[str, Any]) -> None:
        services.close_weekdays(actor=self.actor, weekdays=data["weekdays"])
