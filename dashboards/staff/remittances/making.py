"""A new batch: which of the approved remittances, in which format, and what they add up to."""

from typing import Any

from django import forms
from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core import clock
from commerce.foundation.core.money import Money, scale_on
from commerce.money.remittances import services
from commerce.money.remittances.kinds import kinds
from commerce.money.remittances.models import Batch, BatchFormat, Remittance
from dashboards.base.actions import NewRowAction
from dashboards.base.languages import language
from dashboards.staff.policies import BATCHES
from dashboards.staff.remittances.batches import TRAIL, batch_url
from dashboards.staff.remittances.owners import name_owners

MOST_OFFERED = 1000


class NewBatchForm(forms.Form):
    batch_format = forms.ChoiceField(label=_("Format"))
    remittances = forms.MultipleChoiceField(label=_("Remittances"))

    def __init__(self, *args: Any, offered: list[Remittance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        formats: Any = self.fields["batch_format"]
        formats.choices = [(shape.slug, shape.title) for shape in BatchFormat.objects.filter(is_active=True)]
        rows: Any = self.fields["remittances"]
        rows.choices = [(row.public_id, row.tracking) for row in offered]


class NewBatch(NewRowAction):
    permission_policy = BATCHES
    action = "make"
    template_name = "dashboards/staff/remittances/new_batch.html"
    page_title = _("New batch")
    header_icon = "folder-open-1"
    trail = TRAIL
    form_class = NewBatchForm
    submit_label = _("Make the batch")
    done = _("The batch was made; another person checks it.")

    def get_back_url(self) -> str:
        return reverse("staff:batches")

    def get_success_url(self) -> str:
        return batch_url(self.outcome)

    @property
    def kind(self) -> str:
        wanted: str = self.request.GET.get("kind", "")
        return wanted if wanted in kinds else ""

    def get_form_kwargs(self) -> dict[str, Any]:
        ready = Remittance.objects.ready().select_related("bank_account")
        self.ready = ready.filter(kind=self.kind) if self.kind else ready
        self.offered = name_owners(list(self.ready[:MOST_OFFERED]))
        return super().get_form_kwargs() | {"offered": self.offered}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        total = self.ready.aggregate(total=Sum("amount"))["total"]
        scale = scale_on(clock.today())
        chosen = context["form"].data.getlist("remittances") if context["form"].is_bound else None
        return context | {
            "offered": self.offered,
            "chosen": chosen if chosen is not None else [row.public_id for row in self.offered],
            "total": Money(int(total or 0)),
            "scale": scale,
            "unit": scale.unit(language()),
            "kinds": [(name, entry.title) for name, entry in kinds.items()],
            "kind": self.kind,
        }

    def perform(self, data: dict[str, Any]) -> Batch:
        return services.make_batch(actor=self.actor, **data)
