"""How banks want their files: ordered columns, limits, and the words of their results."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.foundation.core.text import clean_text
from commerce.money.remittances.columns import VALUES
from commerce.money.remittances.models import BatchFormat
from commerce.money.remittances.services import save_batch_format
from dashboards.base.actions import NewRowAction, RowAction
from dashboards.base.columns import Link, Number, Plain
from dashboards.base.fields import TomanField
from dashboards.base.lists import ListScreen
from dashboards.staff.policies import FORMATS

TRAIL = (("staff:batches", _("Batches")), ("staff:formats", _("File formats")))
MOST_COLUMNS = 12


class FormatList(ListScreen):
    """The formats there are."""

    permission_policy = FORMATS
    model = BatchFormat
    page_title = _("File formats")
    header_icon = "table"
    columns = [
        Link("title", label=_("Format"), to=lambda shape: reverse("staff:format", args=[shape.slug])),
        Plain("file_kind", label=_("file"), accessor=lambda shape: shape.get_file_kind_display()),
        Number("columns", label=_("Columns"), accessor=lambda shape: len(shape.columns)),
        Number("most_rows", label=_("most rows in a file")),
        Plain("is_active", label=_("State"), accessor=lambda shape: _("on") if shape.is_active else _("off")),
    ]
    empty_title = _("No formats yet")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not FORMATS.user_has_permission(self.request.user, "change"):
            return []
        return [HeaderButton(_("Add a format"), url=reverse("staff:format_add"), icon_name="plus")]

    def order_queryset(self, rows: QuerySet[BatchFormat]) -> QuerySet[BatchFormat]:
        return rows.order_by("pk")


class WordsField(forms.CharField):
    """Words, one a line."""

    longest = 60

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One a line."), **kwargs)

    def clean(self, value: Any) -> list[str]:
        words = map(clean_text, super().clean(value).splitlines())
        found = list(dict.fromkeys(word for word in words if word))
        if any(len(word) > self.longest for word in found):
            raise forms.ValidationError(_("A line has at most 60 letters."), code="max_length")
        return found

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class FormatForm(forms.Form):
    """Its columns are rows of place, heading and value; a row without a value is left out."""

    title_fa = forms.CharField(label=_("title in Persian"), max_length=80)
    title_en = forms.CharField(label=_("title in English"), max_length=80)
    file_kind = forms.ChoiceField(label=_("file"), choices=BatchFormat.FileKind.choices)
    is_active = forms.BooleanField(label=_("Batches may use it"), required=False)
    most_rows = forms.IntegerField(label=_("most rows in a file"), min_value=1, max_value=10_000)
    most_amount = TomanField(
        label=_("largest amount of a row"), min_value=1, required=False, help_text=_("Empty where there is no limit.")
    )
    result_tracking = forms.CharField(label=_("results: heading of the tracking number"), max_length=80)
    result_state = forms.CharField(label=_("results: heading of the state"), max_length=80)
    result_reference = forms.CharField(label=_("results: heading of the bank reference"), max_length=80, required=False)
    result_reason = forms.CharField(label=_("results: heading of the reason"), max_length=80, required=False)
    settled_words = WordsField(label=_("results: words for arrived"))
    returned_words = WordsField(label=_("results: words for returned"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        values = [("", "—"), *((name, value.title) for name, value in VALUES.items())]
        known = (self.initial.get("columns") or []) + [{}] * MOST_COLUMNS
        for place in range(1, MOST_COLUMNS + 1):
            column = known[place - 1]
            self.fields[f"place_{place}"] = forms.IntegerField(
                label=_("Place"), initial=place, min_value=1, max_value=99, required=False
            )
            self.fields[f"heading_{place}"] = forms.CharField(
                label=_("Heading"), initial=column.get("heading", ""), max_length=80, required=False
            )
            self.fields[f"value_{place}"] = forms.ChoiceField(
                label=_("Value"), initial=column.get("value", ""), choices=values, required=False
            )

    @property
    def column_rows(self) -> list[list[forms.BoundField]]:
        names = ("place", "heading", "value")
        return [[self[f"{name}_{place}"] for name in names] for place in range(1, MOST_COLUMNS + 1)]

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in [*NewFormatForm.base_fields] if name in self.fields]

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        rows = [
            (typed.pop(f"place_{place}", None) or place, place, typed.pop(f"heading_{place}", ""), value)
            for place in range(1, MOST_COLUMNS + 1)
            if (value := typed.pop(f"value_{place}", "")) or typed.get(f"heading_{place}")
        ]
        typed["columns"] = [
            {"heading": clean_text(heading), "value": value} for _place, _row, heading, value in sorted(rows)
        ]
        leftover = ("place_", "heading_", "value_")
        return {name: value for name, value in typed.items() if not name.startswith(leftover)}


class NewFormatForm(FormatForm):
    slug = forms.SlugField(label=_("slug"), max_length=40)
    field_order = ("slug",)


class AddFormat(NewRowAction):
    permission_policy = FORMATS
    action = "change"
    template_name = "dashboards/staff/remittances/format.html"
    page_title = _("Add a format")
    header_icon = "table"
    trail = TRAIL
    form_class = NewFormatForm
    submit_label = _("Save")
    done = _("The format was saved.")

    def get_back_url(self) -> str:
        return reverse("staff:formats")

    def perform(self, data: dict[str, Any]) -> BatchFormat:
        return save_batch_format(actor=self.actor, slug=data.pop("slug"), changes=data)


class EditFormat(RowAction):
    permission_policy = FORMATS
    row_key = "slug"
    template_name = "dashboards/staff/remittances/format.html"
    header_icon = "table"
    trail = TRAIL
    form_class = FormatForm
    submit_label = _("Save")
    done = _("The format was saved.")

    def get_page_title(self) -> str:
        title: str = self.row.title
        return title

    def get_back_url(self) -> str:
        return reverse("staff:formats")

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in [*FormatForm.base_fields, "columns"]}

    def perform(self, data: dict[str, Any]) -> BatchFormat:
        return save_batch_format(actor=self.actor, slug=self.row.slug, changes=data)
