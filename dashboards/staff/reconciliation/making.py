"""The maker's screens: upload, name the columns, submit, discard."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.money.payments.models import Gateway
from commerce.money.reconciliation.models import StatementFile
from commerce.money.reconciliation.models.column_mapping import Unit
from commerce.money.reconciliation.services import discard_file, name_columns, submit_file, upload_file
from dashboards.base.actions import NewRowAction, RowAction
from dashboards.base.templatetags.asoud import fa_digits
from dashboards.staff.policies import STATEMENTS
from dashboards.staff.reconciliation.files import TRAIL, file_url

FIELD_LABELS = {
    "receipt": _("Bank receipt"),
    "bank_order": _("Order number at the bank"),
    "authority": _("Bank token"),
    "amount": _("Amount"),
    "fee": _("Fee"),
    "day": _("Day"),
    "kind": _("Kind (payment, refund)"),
}


class UploadForm(forms.Form):
    gateway = forms.ModelChoiceField(label=_("Gateway"), queryset=Gateway.objects.none())
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX, at most 5 megabytes and 50,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gateways: Any = self.fields["gateway"]
        gateways.queryset = Gateway.objects.of_platform().order_by("position", "pk")
        gateways.label_from_instance = lambda gateway: gateway.title


class UploadStatement(NewRowAction):
    permission_policy = STATEMENTS
    action = "make"
    page_title = _("Upload a settlement file")
    form_class = UploadForm
    intro = _("Nothing is booked by this: you name its columns, look at the result, and another person posts it.")
    submit_label = _("Upload")
    done = _("The file was uploaded; say what its columns are.")
    header_icon = "upload"
    trail = TRAIL

    def get_back_url(self) -> str:
        return reverse("staff:statements")

    def get_success_url(self) -> str:
        return reverse("staff:statement_columns", args=[self.outcome.public_id])

    def perform(self, data: dict[str, Any]) -> StatementFile:
        upload = data["file"]
        return upload_file(actor=self.actor, gateway=data["gateway"], upload=upload, name=upload.name)


class ColumnsForm(forms.Form):
    """One choice among the columns for each thing we read."""

    header_row = forms.TypedChoiceField(label=_("Row of headings"), coerce=int)
    unit = forms.ChoiceField(label=_("Amounts are in"), choices=Unit.choices)

    def __init__(self, *args: Any, file: StatementFile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows: Any = self.fields["header_row"]
        rows.choices = [(place, _row_label(place, row)) for place, row in enumerate(file.preview)]
        width = max(map(len, file.preview))
        headings = [*file.headings, *[""] * width]
        columns = [("", "—"), *((str(place), f"{fa_digits(place + 1)}. {headings[place]}") for place in range(width))]
        for field, label in FIELD_LABELS.items():
            self.fields[field] = forms.ChoiceField(label=label, choices=columns, required=False)


def _row_label(place: int, row: list[str]) -> str:
    return f"{fa_digits(place + 1)}. {' · '.join(cell for cell in row if cell)[:60]}"


class StatementAct(RowAction):
    """Something a maker does with a file."""

    permission_policy = STATEMENTS
    action = "make"
    header_icon = "doc-full"
    trail = TRAIL

    def get_back_url(self) -> str:
        return file_url(self.row)


class NameColumns(StatementAct):
    page_title = _("What the columns are")
    template_name = "dashboards/staff/reconciliation/columns.html"
    form_class = ColumnsForm
    intro = _("Amount is needed, and one of receipt, order number or token. It is remembered for this gateway.")
    submit_label = _("Read the file")
    done = _("The file is being read.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"file": self.row}

    def get_initial(self) -> dict[str, Any]:
        return {"header_row": self.row.header_row, "unit": self.row.unit, **self.row.columns}

    def perform(self, data: dict[str, Any]) -> StatementFile:
        columns = {field: int(data[field]) for field in FIELD_LABELS if data.get(field)}
        return name_columns(
            actor=self.actor,
            public_id=self.row.public_id,
            columns=columns,
            header_row=data["header_row"],
            unit=data["unit"],
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"file": self.row}


class SubmitStatement(StatementAct):
    page_title = _("Submit for approval")
    intro = _("Another person looks at the entries and posts them, or sends the file back.")
    submit_label = _("Submit")
    done = _("The file waits for approval.")

    def perform(self, data: dict[str, Any]) -> StatementFile:
        return submit_file(actor=self.actor, public_id=self.row.public_id)


class DiscardStatement(StatementAct):
    page_title = _("Discard the file")
    intro = _("Nothing of it is booked. The same file may be uploaded again.")
    submit_label = _("Discard")
    done = _("The file was discarded.")
    is_serious = True

    def perform(self, data: dict[str, Any]) -> StatementFile:
        return discard_file(actor=self.actor, public_id=self.row.public_id)
