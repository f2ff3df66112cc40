"""The checker's screens: post, refuse; and the differences that wait in suspense."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.money.ledger.chart import CHART
from commerce.money.reconciliation.models import StatementFile, StatementRow
from commerce.money.reconciliation.selectors import in_suspense
from commerce.money.reconciliation.services import post_file, refuse_file, resolve_suspense
from commerce.money.reconciliation.services.resolving import RESOLVES_TO
from dashboards.base.actions import RowAction
from dashboards.base.columns import Badge, Column, Link, Plain
from dashboards.base.lists import ListScreen
from dashboards.staff.ledger.columns import Rials
from dashboards.staff.policies import STATEMENT_ROWS, STATEMENTS
from dashboards.staff.reconciliation.files import TRAIL, file_url


class PostStatement(RowAction):
    permission_policy = STATEMENTS
    action = "check"
    page_title = _("Post the file")
    intro = _("The entries shown are booked now, once and for good.")
    submit_label = _("Post")
    done = _("The file was posted.")
    header_icon = "tick"
    trail = TRAIL
    is_serious = True

    def get_back_url(self) -> str:
        return file_url(self.row)

    def perform(self, data: dict[str, Any]) -> StatementFile:
        return post_file(actor=self.actor, public_id=self.row.public_id)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class RefuseStatement(PostStatement):
    page_title = _("Send the file back")
    form_class = ReasonForm
    intro = _("Its maker reads the reason and may submit it again.")
    submit_label = _("Send back")
    done = _("The file was sent back.")
    header_icon = "cross"

    def perform(self, data: dict[str, Any]) -> StatementFile:
        return refuse_file(actor=self.actor, public_id=self.row.public_id, reason=data["reason"])


def resolve_url(row: StatementRow) -> str:
    return reverse("staff:difference_resolve", args=[row.pk])


class Differences(ListScreen):
    """What waits in suspense, oldest first."""

    permission_policy = STATEMENT_ROWS
    model = StatementRow
    page_title = _("Differences in suspense")
    is_wide = True
    header_icon = "warning"
    trail = TRAIL
    columns = [
        Link("file", label=_("File"), accessor=lambda row: row.file.name, to=lambda row: file_url(row.file)),
        Plain("number", label=_("Row")),
        Badge("outcome", label=_("Outcome")),
        Column("receipt", label=_("Bank receipt"), classname="desk-ltr"),
        Rials("amount", label=_("The bank says (rial)")),
        Rials("expected", label=_("We expected (rial)")),
        Rials("difference", label=_("Difference (rial)")),
        Link("resolve", label=_("Resolve"), accessor=lambda row: _("Resolve"), to=resolve_url),
    ]
    empty_title = _("Nothing is in suspense")
    empty_text = _("Differences of posted settlement files wait here until somebody says what they were.")

    def get_base_queryset(self) -> QuerySet[StatementRow]:
        return super().get_base_queryset() & in_suspense()

    def order_queryset(self, rows: QuerySet[StatementRow]) -> QuerySet[StatementRow]:
        return rows.order_by("pk")


class ResolveForm(ReasonForm):
    to = forms.ChoiceField(label=_("It belongs to"))

    field_order = ["to", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accounts: Any = self.fields["to"]
        accounts.choices = [(code, f"{CHART[code].title}: {CHART[code].meaning}") for code in RESOLVES_TO]


class ResolveDifference(RowAction):
    permission_policy = STATEMENT_ROWS
    action = "resolve"
    row_key = "pk"
    page_title = _("Resolve the difference")
    template_name = "dashboards/staff/reconciliation/resolve.html"
    form_class = ResolveForm
    intro = _("The difference leaves suspense for the account it belongs to, with your reason.")
    submit_label = _("Resolve")
    done = _("The difference was resolved.")
    header_icon = "warning"
    trail = (*TRAIL, ("staff:differences", _("Differences in suspense")))

    def get_back_url(self) -> str:
        return reverse("staff:differences")

    def perform(self, data: dict[str, Any]) -> StatementRow:
        return resolve_suspense(actor=self.actor, row_id=self.row.pk, to=data["to"], reason=data["reason"])
