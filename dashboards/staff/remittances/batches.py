"""Batches: making one, checking it, its file, and that the bank took it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.foundation.core.errors import DomainError
from commerce.foundation.core.money import Money
from commerce.money.remittances import services
from commerce.money.remittances.models import Batch
from commerce.money.remittances.states import BATCH
from dashboards.base.actions import RowAction, show_refusal
from dashboards.base.columns import Badge, Jalali, Link, Number, Plain, Toman
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.staff.policies import BATCHES, FORMATS
from dashboards.staff.remittances.owners import name_actors, name_owners
from dashboards.staff.remittances.stories import story_of
from dashboards.staff.vendor_orders import ReasonForm

Status = Batch.Status
TRAIL = (("staff:batches", _("Batches")),)
MOST_SHOWN = 200
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def batch_url(batch: Batch) -> str:
    return reverse("staff:batch", args=[batch.public_id])


class BatchFilters(ListFilters):
    searched = ("public_id", "bank_reference")
    dated = "made_at"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Batch or bank reference")


class BatchList(ListScreen):
    """Batches, newest first."""

    permission_policy = BATCHES
    model = Batch
    page_title = _("Batches")
    header_icon = "folder-open-1"
    filters_class = BatchFilters
    tabs = {
        "": (_("All"), {}),
        "made": (_("Waiting for the check"), {"status": Status.MADE}),
        "ready": (_("To send"), {"status__in": [Status.CHECKED, Status.EXPORTED]}),
        "sent": (_("Sent to the bank"), {"status": Status.SENT}),
        "dissolved": (_("Dissolved"), {"status": Status.DISSOLVED}),
    }
    columns = [
        Link("public_id", label=_("Batch"), to=batch_url),
        Plain("batch_format", label=_("Format"), accessor=lambda batch: batch.batch_format.title),
        Number("rows", label=_("Rows")),
        Toman("total", label=_("Total")),
        Badge("status", label=_("Status")),
        Plain("maker", label=_("Made by")),
        Jalali("made_at", label=_("Made")),
    ]
    empty_title = _("No batches yet")
    empty_text = _("A batch takes approved remittances to the bank in one file.")
    list_export = ["batch", "format", "rows", "total", "status", "made", "sent", "bank_reference"]
    export_headings = {
        "batch": _("Batch"),
        "format": _("Format"),
        "rows": _("Rows"),
        "total": _("Total (rial)"),
        "status": _("Status"),
        "made": _("Made"),
        "sent": _("Sent"),
        "bank_reference": _("bank reference"),
    }
    export_filename = "remittance-batches"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        user = self.request.user
        doors = (
            (BATCHES.user_has_permission(user, "make"), _("New batch"), "staff:new_batch", "plus"),
            (FORMATS.user_has_permission(user, "view"), _("File formats"), "staff:formats", "table"),
        )
        return [HeaderButton(label, url=reverse(name), icon_name=icon) for opens, label, name, icon in doors if opens]

    def order_queryset(self, rows: QuerySet[Batch]) -> QuerySet[Batch]:
        return rows.order_by("-pk")

    def with_related(self, rows: QuerySet[Batch]) -> QuerySet[Batch]:
        return rows.select_related("batch_format")

    def furnish(self, rows: list[Any]) -> list[Any]:
        names = name_actors(batch.made_by for batch in rows)
        for batch in rows:
            batch.maker = names[batch.made_by]
        return rows

    def to_row_dict(self, item: Batch) -> dict[str, Any]:
        return {
            "batch": item.public_id,
            "format": item.batch_format.title,
            "rows": item.rows,
            "total": Money(item.total),
            "status": item.get_status_display(),
            "made": item.made_at,
            "sent": item.sent_at,
            "bank_reference": item.bank_reference,
        }


class BatchDetail(RowScreen):
    """One batch: what is in it, how far it is, and what may be done now."""

    permission_policy = BATCHES
    template_name = "dashboards/staff/remittances/batch.html"
    header_icon = "folder-open-1"
    trail = TRAIL

    def get_page_title(self) -> str:
        return _("Batch %(id)s") % {"id": self.row.public_id}

    def get_row_queryset(self) -> QuerySet[Batch]:
        return self.get_base_queryset().select_related("batch_format").prefetch_related("result_files")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        batch, user = self.row, self.request.user
        goes_to = BATCH[batch.status]
        is_maker = batch.made_by == self.actor.key
        sends = BATCHES.user_has_permission(user, "send")
        names = name_actors([batch.made_by, batch.checked_by])
        rows = batch.remittances.select_related("bank_account").order_by("asked_at", "id")[:MOST_SHOWN]
        return super().get_context_data(**kwargs) | {
            "batch": batch,
            "rows": name_owners(list(rows)),
            "is_cut": batch.rows > MOST_SHOWN,
            "results": batch.result_files.order_by("-id"),
            "story": story_of("remittance_batch", batch.public_id),
            "maker": names[batch.made_by],
            "checker": names.get(batch.checked_by),
            "may_check": BATCHES.user_has_permission(user, "check") and Status.CHECKED in goes_to and not is_maker,
            "may_dissolve": BATCHES.user_has_permission(user, "make")
            and Status.DISSOLVED in goes_to
            and not (is_maker and batch.handed_out_at),
            "may_download": sends and bool(batch.file),
            "may_send": sends and Status.SENT in goes_to,
            "may_import": sends and batch.status == Status.SENT,
            "sees_people": user.has_perm("accounts.view_user"),
            "sees_remittances": user.has_perm("remittances.view_remittance"),
        }


class BatchAction(RowAction):
    """One thing staff may do to a batch."""

    permission_policy = BATCHES
    template_name = "dashboards/staff/remittances/act_on_batch.html"
    header_icon = "folder-open-1"
    trail = TRAIL

    def get_row_queryset(self) -> QuerySet[Batch]:
        return self.get_base_queryset().select_related("batch_format")

    def get_back_url(self) -> str:
        return batch_url(self.row)


class CheckBatch(BatchAction):
    action = "check"
    page_title = _("Check the batch")
    intro = _("You confirm its rows and total; then its file is made.")
    submit_label = _("All is right")
    done = _("The batch is checked; its file is being made.")

    def perform(self, data: dict[str, Any]) -> Batch:
        return services.check_batch(actor=self.actor, batch=self.row.public_id)


class DissolveBatch(BatchAction):
    action = "make"
    page_title = _("Dissolve the batch")
    intro = _("Its remittances wait for another batch. Be sure that the bank took nothing of it.")
    submit_label = _("Dissolve")
    done = _("The batch was dissolved.")
    form_class = ReasonForm
    is_serious = True

    def perform(self, data: dict[str, Any]) -> Batch:
        return services.dissolve_batch(actor=self.actor, batch=self.row.public_id, reason=data["reason"])


class DownloadBatch(BatchAction):
    action = "send"
    page_title = _("Download the file")
    intro = _("It is noted who took it. From then on the maker alone cannot dissolve the batch any more.")
    submit_label = _("Download")

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        try:
            handed = services.hand_out_file(actor=self.actor, batch=self.row.public_id)
        except DomainError as error:
            form.is_valid()
            show_refusal(form, error)
            return self.form_invalid(form)
        kind = TYPES[self.row.batch_format.file_kind]
        return HttpResponse(
            handed.content,
            content_type=kind,
            headers={
                "Content-Disposition": f'attachment; filename="{handed.name}"',
                "Cache-Control": "private, no-store",
            },
        )


class SentForm(forms.Form):
    bank_reference = forms.CharField(label=_("bank reference"), max_length=64)


class SendBatch(BatchAction):
    action = "send"
    page_title = _("The bank took the batch")
    intro = _("All its money leaves our books now. Say under which number the bank took the file.")
    submit_label = _("It was sent")
    done = _("The batch is with the bank.")
    form_class = SentForm
    is_serious = True

    def perform(self, data: dict[str, Any]) -> Batch:
        return services.mark_sent(actor=self.actor, batch=self.row.public_id, **data)
