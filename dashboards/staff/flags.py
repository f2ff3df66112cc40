"""Feature flags: for nobody, for everybody, for some."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.foundation.flags.models import Flag
from commerce.foundation.flags.services import set_flag
from dashboards.base.actions import NewRowAction, RowAction
from dashboards.base.columns import Column, Jalali, Link, Plain
from dashboards.base.lists import ListScreen
from dashboards.staff.policies import FLAGS

TRAIL = (("staff:flags", _("Feature flags")),)


class FlagList(ListScreen):
    """All switches, by name."""

    permission_policy = FLAGS
    model = Flag
    page_title = _("Feature flags")
    header_icon = "sliders"
    columns = [
        Link("name", label=_("Name"), to=lambda flag: reverse("staff:flag", args=[flag.name])),
        Plain("state", label=_("State"), accessor=lambda flag: flag.get_state_display()),
        Plain("percent", label=_("Share of people (%)"), accessor=lambda flag: flag.percent),
        Column("description", label=_("Description")),
        Jalali("changed_at", label=_("Changed")),
    ]
    empty_title = _("No flags yet")
    empty_text = _("A flag switches a feature on for some people first.")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not FLAGS.user_has_permission(self.request.user, "add"):
            return []
        return [HeaderButton(_("Add a flag"), url=reverse("staff:flag_add"), icon_name="plus")]

    def order_queryset(self, rows: QuerySet[Flag]) -> QuerySet[Flag]:
        return rows.order_by("name")


class IdsField(forms.CharField):
    """Public ids, one a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}), **kwargs)

    def clean(self, value: Any) -> list[str]:
        return list(dict.fromkeys(super().clean(value).split()))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class FlagForm(forms.Form):
    description = forms.CharField(label=_("Description"), max_length=300, required=False)
    state = forms.ChoiceField(label=_("State"), choices=Flag.State.choices)
    percent = forms.IntegerField(label=_("Share of people (%)"), min_value=0, max_value=100, initial=0)
    people = IdsField(label=_("People"), help_text=_("Public ids, one a line."))
    markets = IdsField(label=_("Markets"), help_text=_("Public ids, one a line."))


class NewFlagForm(FlagForm):
    name = forms.SlugField(label=_("Name"), max_length=60)
    field_order = ("name",)


class AddFlag(NewRowAction):
    permission_policy = FLAGS
    page_title = _("Add a flag")
    header_icon = "sliders"
    trail = TRAIL
    form_class = NewFlagForm
    submit_label = _("Save")
    done = _("The flag was saved.")

    def get_back_url(self) -> str:
        return reverse("staff:flags")

    def perform(self, data: dict[str, Any]) -> Flag:
        return set_flag(actor=self.actor, **data)


class EditFlag(RowAction):
    permission_policy = FLAGS
    row_key = "name"
    header_icon = "sliders"
    trail = TRAIL
    form_class = FlagForm
    submit_label = _("Save")
    done = _("The flag was saved.")

    def get_page_title(self) -> str:
        name: str = self.row.name
        return name

    def get_back_url(self) -> str:
        return reverse("staff:flags")

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in FlagForm.base_fields}

    def perform(self, data: dict[str, Any]) -> Flag:
        return set_flag(actor=self.actor, name=self.row.name, **data)
