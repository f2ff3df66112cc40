"""What the bank wrote back: taken in, looked at, applied."""

from collections import Counter
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import group_digits
from commerce.money.remittances import services
from commerce.money.remittances.models import ResultFile
from commerce.money.remittances.results import LABELS, read_results
from dashboards.base.actions import RowAction
from dashboards.base.languages import language
from dashboards.base.screens import RowScreen
from dashboards.staff.policies import RESULTS
from dashboards.staff.remittances.batches import TRAIL, BatchAction, batch_url

MOST_SHOWN = 1000


class UploadForm(forms.Form):
    file = forms.FileField(label=_("File of results"), help_text=_("CSV or Excel, with the headings of the format."))


class TakeInResults(BatchAction):
    action = "send"
    page_title = _("Results from the bank")
    intro = _("First you see what the file says; nothing changes before you apply it.")
    submit_label = _("Look at it")
    done = _("This is what the file says.")
    form_class = UploadForm

    def get_success_url(self) -> str:
        return reverse("staff:result", args=[self.outcome.public_id])

    def perform(self, data: dict[str, Any]) -> ResultFile:
        return services.keep_results(actor=self.actor, batch=self.row.public_id, upload=data["file"])


class ResultDetail(RowScreen):
    """What a file of results would do, line by line."""

    permission_policy = RESULTS
    action = "send"
    template_name = "dashboards/staff/remittances/result.html"
    page_title = _("Results from the bank")
    header_icon = "doc-full"
    trail = TRAIL

    def get_row_queryset(self) -> QuerySet[ResultFile]:
        return self.get_base_queryset().select_related("batch__batch_format")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = read_results(self.row)
        counts = Counter(line.verdict for line in lines)
        return super().get_context_data(**kwargs) | {
            "result": self.row,
            "lines": lines[:MOST_SHOWN],
            "counts": [
                (label, group_digits(counts[verdict], language=language()), verdict)
                for verdict, label in LABELS.items()
                if counts[verdict]
            ],
            "batch_url": batch_url(self.row.batch),
            "does_something": any(line.does_something for line in lines),
        }


class ApplyResults(RowAction):
    permission_policy = RESULTS
    action = "send"
    page_title = _("Apply the results")
    intro = _("What arrived is settled; what came back returns to its owners' accounts at once.")
    submit_label = _("Apply")
    done = _("The results were applied.")
    header_icon = "doc-full"
    trail = TRAIL
    is_serious = True

    def get_row_queryset(self) -> QuerySet[ResultFile]:
        return self.get_base_queryset().select_related("batch")

    def get_back_url(self) -> str:
        return reverse("staff:result", args=[self.row.public_id])

    def get_success_url(self) -> str:
        return batch_url(self.row.batch)

    def perform(self, data: dict[str, Any]) -> ResultFile:
        return services.apply_results(actor=self.actor, result_file=self.row.public_id)
