"""Money that leaves: what waits for a yes, what is on its way, what became of it."""

from typing import Any

from django import forms
from django.db.models import Count, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.foundation.core.money import Money
from commerce.money.remittances import services
from commerce.money.remittances.kinds import kinds
from commerce.money.remittances.models import Remittance
from commerce.money.remittances.policies import may_decide
from commerce.money.remittances.states import REMITTANCE
from dashboards.base.actions import RowAction, Text
from dashboards.base.columns import Badge, Column, Jalali, Link, Plain, Toman
from dashboards.base.counting import LIST_CAP
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.staff.policies import BATCHES, REMITTANCES
from dashboards.staff.remittances.owners import name_actors, name_owners
from dashboards.staff.remittances.stories import story_of
from dashboards.staff.vendor_orders import ReasonForm

Status = Remittance.Status
TRAIL = (("staff:remittances", _("Remittances")),)


def remittance_url(remittance: Remittance) -> str:
    return reverse("staff:remittance", args=[remittance.public_id])


class RemittanceFilters(ListFilters):
    """By any of its numbers, its kind, its batch, and days."""

    searched = ("public_id", "tracking", "reference", "bank_reference")
    dated = "asked_at"
    kind = forms.ChoiceField(label=_("kind"), required=False)
    batch = forms.CharField(label=_("Batch"), required=False, max_length=24)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Tracking number, reference")
        self.fields["batch"].widget.attrs["dir"] = "ltr"
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("All")), *((name, entry.title) for name, entry in kinds.items())]

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().narrow(rows)
        typed = self.cleaned_data
        rows = rows.filter(kind=typed["kind"]) if typed.get("kind") else rows
        return rows.filter(batch__public_id=typed["batch"].strip()) if typed.get("batch") else rows


class RemittanceList(ListScreen):
    """Remittances, newest first, and what they add up to where they are not too many to count."""

    permission_policy = REMITTANCES
    model = Remittance
    template_name = "dashboards/staff/remittances/list.html"
    page_title = _("Remittances")
    header_icon = "upload"
    filters_class = RemittanceFilters
    tabs = {
        "": (_("All"), {}),
        "asked": (_("Waiting for approval"), {"status": Status.ASKED}),
        "approved": (_("Approved"), {"status": Status.APPROVED}),
        "batched": (_("In a batch"), {"status": Status.BATCHED}),
        "sent": (_("Sent to the bank"), {"status": Status.SENT}),
        "settled": (_("Arrived"), {"status": Status.SETTLED}),
        "returned": (_("Returned by the bank"), {"status": Status.RETURNED}),
        "ended": (_("Refused or cancelled"), {"status__in": [Status.REFUSED, Status.CANCELLED]}),
    }
    columns = [
        Link("tracking", label=_("Tracking number"), to=remittance_url),
        Plain("kind", label=_("kind"), accessor=lambda row: row.kind_row.title),
        Plain("owner", label=_("Owner")),
        Column("bank_account", label=_("Bank account"), classname="desk-ltr"),
        Toman("amount", label=_("Amount")),
        Badge("status", label=_("Status")),
        Jalali("asked_at", label=_("Asked")),
    ]
    empty_title = _("No remittances yet")
    empty_text = _("Withdrawals and payouts appear here as soon as somebody asks for one.")
    list_export = ["tracking", "kind", "owner", "iban", "holder", "amount", "status", "asked", "sent", "bank_reference"]
    export_headings = {
        "tracking": _("Tracking number"),
        "kind": _("kind"),
        "owner": _("Owner"),
        "iban": _("IBAN"),
        "holder": _("account holder"),
        "amount": _("amount (rial)"),
        "status": _("Status"),
        "asked": _("Asked"),
        "sent": _("Sent"),
        "bank_reference": _("bank reference"),
    }
    export_filename = "remittances"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not BATCHES.user_has_permission(self.request.user, "make"):
            return []
        return [HeaderButton(_("New batch"), url=reverse("staff:new_batch"), icon_name="plus")]

    def order_queryset(self, rows: QuerySet[Remittance]) -> QuerySet[Remittance]:
        return rows.order_by("-pk")

    def with_related(self, rows: QuerySet[Remittance]) -> QuerySet[Remittance]:
        return rows.select_related("bank_account")

    def furnish(self, rows: list[Any]) -> list[Any]:
        return name_owners(rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.in_tab(self.filtered, self.tab).order_by().values("amount")[: LIST_CAP + 1]
        summed = found.aggregate(rows=Count("*"), total=Sum("amount"))
        total = Money(int(summed["total"] or 0)) if summed["rows"] <= LIST_CAP else None
        return super().get_context_data(**kwargs) | {"total": total}

    def to_row_dict(self, item: Remittance) -> dict[str, Any]:
        return {
            "tracking": item.tracking,
            "kind": item.kind_row.title,
            "owner": item.owner,  # type: ignore[attr-defined]
            "iban": item.bank_account.iban_mask,
            "holder": item.bank_account.holder,
            "amount": Money(item.amount),
            "status": item.get_status_display(),
            "asked": item.asked_at,
            "sent": item.sent_at,
            "bank_reference": item.bank_reference,
        }


class RemittanceDetail(RowScreen):
    """One remittance: whose, where to, who agreed, and all that happened."""

    permission_policy = REMITTANCES
    template_name = "dashboards/staff/remittances/remittance.html"
    header_icon = "upload"
    trail = TRAIL

    def get_page_title(self) -> str:
        return str(self.row.kind_row.title)

    def get_row_queryset(self) -> QuerySet[Remittance]:
        return self.get_base_queryset().select_related("bank_account", "batch")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        remittance, user = self.row, self.request.user
        goes_to = REMITTANCE[remittance.status]
        decides = REMITTANCES.user_has_permission(user, "decide") and may_decide(
            actor=self.actor, remittance=remittance
        )
        sends = REMITTANCES.user_has_permission(user, "send")
        name_owners([remittance])
        return super().get_context_data(**kwargs) | {
            "remittance": remittance,
            "story": story_of("remittance", remittance.public_id),
            "asker": name_actors([remittance.asked_by])[remittance.asked_by],
            "approvals": remittance.approvals.count(),
            "may_approve": decides and remittance.status == Status.ASKED,
            "may_refuse": decides and Status.REFUSED in goes_to,
            "may_settle": sends and Status.SETTLED in goes_to,
            "may_return": sends and Status.RETURNED in goes_to,
            "sees_people": user.has_perm("accounts.view_user"),
            "sees_batches": BATCHES.user_has_permission(user, "view"),
        }


class RemittanceAction(RowAction):
    """One thing staff may do to a remittance."""

    permission_policy = REMITTANCES
    template_name = "dashboards/staff/remittances/act.html"
    header_icon = "upload"
    trail = TRAIL

    def get_row_queryset(self) -> QuerySet[Remittance]:
        return self.get_base_queryset().select_related("bank_account")

    def get_back_url(self) -> str:
        return remittance_url(self.row)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"remittance": name_owners([self.row])[0]}


class ApproveRemittance(RemittanceAction):
    action = "decide"
    page_title = _("Approve the remittance")
    intro = _("The next batch may take it to the bank.")
    submit_label = _("Approve")

    def get_done(self) -> Text:
        if self.outcome.status == Status.ASKED:
            return _("Approved; one more person has to agree.")
        return _("The remittance is approved.")

    def perform(self, data: dict[str, Any]) -> Remittance:
        return services.approve_remittance(actor=self.actor, public_id=self.row.public_id)


class RefuseRemittance(RemittanceAction):
    action = "decide"
    page_title = _("Refuse the remittance")
    intro = _("The money goes back to its owner's account at once, and the owner reads the reason.")
    submit_label = _("Refuse")
    done = _("The remittance was refused.")
    form_class = ReasonForm
    is_serious = True

    def perform(self, data: dict[str, Any]) -> Remittance:
        return services.refuse_remittance(actor=self.actor, public_id=self.row.public_id, reason=data["reason"])


class ReferenceForm(forms.Form):
    bank_reference = forms.CharField(label=_("bank reference"), max_length=64, required=False)


class SettleRemittance(RemittanceAction):
    action = "send"
    page_title = _("The money arrived")
    intro = _("The bank says that it paid this out.")
    submit_label = _("It arrived")
    done = _("The remittance arrived.")
    form_class = ReferenceForm

    def perform(self, data: dict[str, Any]) -> Remittance:
        return services.mark_settled(actor=self.actor, public_id=self.row.public_id, **data)


class ReturnRemittance(RemittanceAction):
    action = "send"
    page_title = _("The bank returned the money")
    intro = _("The money goes back to its owner's account at once, and the owner reads the reason.")
    submit_label = _("It came back")
    done = _("The remittance was returned.")
    form_class = ReasonForm
    is_serious = True

    def perform(self, data: dict[str, Any]) -> Remittance:
        return services.mark_returned(actor=self.actor, public_id=self.row.public_id, reason=data["reason"])
