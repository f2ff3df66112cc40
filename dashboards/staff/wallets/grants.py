"""Promotional credit: giving it, and the second person who agrees."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.clock import day_bounds
from commerce.foundation.core.money import Money
from commerce.money.wallets import services
from commerce.money.wallets.models import PromotionalGrant
from dashboards.base.actions import RowAction, Text
from dashboards.base.columns import Badge, Jalali, Link, Plain, Toman
from dashboards.base.fields import JalaliDateField, TomanField
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.staff.remittances.owners import name_actors
from dashboards.staff.vendor_orders import ReasonForm
from dashboards.staff.wallets.policies import GRANTS
from dashboards.staff.wallets.wallets import WalletAct

Status = PromotionalGrant.Status
TRAIL = (("staff:grants", _("Promotional credit")),)


def grant_url(grant: PromotionalGrant) -> str:
    return reverse("staff:grant", args=[grant.public_id])


class GrantFilters(ListFilters):
    searched = ("campaign", "public_id")
    dated = "created_at"


class GrantList(ListScreen):
    """All promotional credit, newest first."""

    permission_policy = GRANTS
    model = PromotionalGrant
    page_title = _("Promotional credit")
    header_icon = "tag"
    filters_class = GrantFilters
    tabs = {
        "": (_("All"), {}),
        "asked": (_("Waiting"), {"status": Status.ASKED}),
        "active": (_("granted"), {"status": Status.ACTIVE}),
        "expired": (_("expired"), {"status": Status.EXPIRED}),
    }
    columns = [
        Link("campaign", label=_("campaign"), to=grant_url),
        Plain("wallet.user", label=_("Person")),
        Badge("status", label=_("Status")),
        Toman("amount", label=_("Amount")),
        Toman("left", label=_("Left")),
        Jalali("expires_at", label=_("expires")),
    ]
    empty_title = _("No promotional credit yet")
    empty_text = _("It is given on the page of a wallet.")
    list_export = ["campaign", "person", "status", "amount", "left", "expires", "by", "checked"]
    export_headings = {
        "campaign": _("campaign"),
        "person": _("Person"),
        "status": _("Status"),
        "amount": _("amount (rial)"),
        "left": _("left (rial)"),
        "expires": _("expires"),
        "by": _("granted by"),
        "checked": _("checked by"),
    }
    export_filename = "promotional-credit"

    def order_queryset(self, rows: QuerySet[PromotionalGrant]) -> QuerySet[PromotionalGrant]:
        return rows.order_by("-pk")

    def with_related(self, rows: QuerySet[PromotionalGrant]) -> QuerySet[PromotionalGrant]:
        return rows.select_related("wallet__user")

    def to_row_dict(self, item: PromotionalGrant) -> dict[str, Any]:
        return {
            "campaign": item.campaign,
            "person": str(item.wallet.user),
            "status": item.get_status_display(),
            "amount": Money(item.amount),
            "left": Money(item.left),
            "expires": item.expires_at,
            "by": item.granted_by,
            "checked": item.checked_by,
        }


class GrantDetail(RowScreen):
    permission_policy = GRANTS
    template_name = "dashboards/staff/wallets/grant.html"
    header_icon = "tag"
    trail = TRAIL

    def get_page_title(self) -> str:
        campaign: str = self.row.campaign
        return campaign

    def get_row_queryset(self) -> QuerySet[PromotionalGrant]:
        return self.get_base_queryset().select_related("wallet__user")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        decides = GRANTS.user_has_permission(self.request.user, "decide")
        is_own = self.row.wallet.user_id == self.request.user.pk or self.row.granted_by == self.actor.key
        waits = self.row.status == Status.ASKED and not is_own
        names = name_actors([self.row.granted_by, self.row.checked_by])
        return super().get_context_data(**kwargs) | {
            "grant": self.row,
            "giver": names.get(self.row.granted_by),
            "checker": names.get(self.row.checked_by),
            "may_decide": decides and waits,
        }


class GrantForm(forms.Form):
    amount = TomanField(label=_("Amount"), min_value=1)
    expires_on = JalaliDateField(label=_("last day"))
    campaign = forms.CharField(label=_("campaign"), max_length=120)


class GiveCredit(WalletAct):
    action = "grant"
    page_title = _("Give promotional credit")
    intro: Text = _("Spent first, never withdrawn, gone after its last day. A large sum waits for a second person.")
    form_class = GrantForm
    submit_label = _("Give")

    def get_done(self) -> Text:
        waits = self.outcome.status == Status.ASKED
        return _("A second person has to agree.") if waits else _("The credit was given.")

    def perform(self, data: dict[str, Any]) -> PromotionalGrant:
        return services.grant_promotional(
            actor=self.actor,
            user=self.row.user,
            amount=data["amount"],
            expires_at=_end_of(data["expires_on"]),
            campaign=data["campaign"],
        )


class GrantAct(RowAction):
    permission_policy = GRANTS
    action = "decide"
    header_icon = "tag"
    trail = TRAIL

    def get_back_url(self) -> str:
        return grant_url(self.row)


class ApproveGrant(GrantAct):
    page_title = _("Agree to the credit")
    intro: Text = _("It can be spent at once.")
    submit_label = _("Agree")
    done = _("The credit was given.")

    def perform(self, data: dict[str, Any]) -> PromotionalGrant:
        return services.approve_grant(actor=self.actor, grant=self.row.public_id)


class RefuseGrant(GrantAct):
    page_title = _("Refuse the credit")
    form_class = ReasonForm
    submit_label = _("Refuse")
    done = _("The credit was refused.")
    is_serious = True

    def perform(self, data: dict[str, Any]) -> PromotionalGrant:
        return services.refuse_grant(actor=self.actor, grant=self.row.public_id, reason=data["reason"])


def _end_of(day: Any) -> datetime:
    return day_bounds(day)[1]
