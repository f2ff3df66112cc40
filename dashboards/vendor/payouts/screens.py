"""What went to the market's bank account, what comes next, and asking for it early."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.earnings.payouts import selectors, services
from commerce.earnings.payouts.models import Outcome, Payout
from commerce.earnings.payouts.words import schedule_in_words
from commerce.foundation.core.money import Money
from commerce.money.remittances.models import Remittance
from dashboards.base.actions import NewRowAction, RowAction
from dashboards.base.columns import Badge, Column, Jalali, Link, Plain, Toman
from dashboards.base.fields import TomanField
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.payouts import MOST_ITEMS, told_items
from dashboards.base.screens import RowScreen
from dashboards.base.step_up import Delicate
from dashboards.base.templatetags.asoud import jalali_date
from dashboards.vendor.money.earning_policies import EarningsSide
from dashboards.vendor.money.policies import MANAGE
from dashboards.vendor.payouts.policies import PAYOUTS

Status = Payout.Status
TRAIL = (("vendor:money", _("Money")), ("vendor:payouts", _("Payouts")))


def payout_url(payout: Payout) -> str:
    return reverse("vendor:payout", args=[payout.public_id])


def due_of(payout: Payout) -> str:
    return jalali_date(payout.due_on)


class PayoutFilters(ListFilters):
    dated = "made_at"


class PayoutList(EarningsSide, ListScreen):
    """The payouts of the market on screen, newest first, under what comes next."""

    permission_policy = PAYOUTS
    model = Payout
    page_title = _("Payouts")
    header_icon = "upload"
    trail = TRAIL[:1]
    template_name = "dashboards/vendor/payouts/list.html"
    filters_class = PayoutFilters
    tabs = {
        "": (_("All"), {}),
        "waiting": (_("On their way to the bank"), {"status__in": [Status.WAITING, Status.SENT]}),
        "settled": (_("Arrived"), {"status": Status.SETTLED}),
        "back": (_("Came back"), {"status__in": [Status.REFUSED, Status.CANCELLED, Status.RETURNED]}),
    }
    columns = [
        Link("due", label=_("Payout"), accessor=due_of, to=payout_url),
        Column("get_kind_display", label=_("Kind")),
        Toman("amount", label=_("Amount")),
        Toman("net", label=_("To the bank account")),
        Badge("status", label=_("Status")),
        Plain("reason", label=_("Reason")),
        Jalali("made_at", label=_("Made")),
    ]
    empty_title = _("No payouts yet")
    empty_text = _("On your next payday all that is free goes to your default bank account.")
    list_export = ["payout", "kind", "due", "amount", "fee", "vat", "net", "iban", "status", "made", "sent", "reason"]
    export_headings = {
        "payout": _("Payout"),
        "kind": _("Kind"),
        "due": _("Due"),
        "amount": _("amount (rial)"),
        "fee": _("fee (rial)"),
        "vat": _("VAT on the fee (rial)"),
        "net": _("To the bank account (rial)"),
        "iban": _("IBAN"),
        "status": _("Status"),
        "made": _("Made"),
        "sent": _("Sent"),
        "reason": _("Reason"),
    }
    export_filename = "payouts"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not (self.seat.may(MANAGE) and self.expected.terms.early_allowed):
            return []
        return [HeaderButton(_("Early payout"), url=reverse("vendor:payout_early"), icon_name="upload")]

    @cached_property
    def expected(self) -> selectors.NextPayout:
        return selectors.next_payout_of(self.market_ref)

    def get_base_queryset(self) -> QuerySet[Payout]:
        return super().get_base_queryset().filter(market_ref=self.market_ref)

    def order_queryset(self, rows: QuerySet[Payout]) -> QuerySet[Payout]:
        return rows.order_by("-pk")

    def with_related(self, rows: QuerySet[Payout]) -> QuerySet[Payout]:
        return rows.select_related("remittance__bank_account")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        judgement = self.expected.judgement
        return super().get_context_data(**kwargs) | {
            "expected": self.expected,
            "schedule": schedule_in_words(self.expected.terms),
            "why_not": "" if judgement.is_paid else Outcome(judgement.outcome).label,
        }

    def to_row_dict(self, item: Payout) -> dict[str, Any]:
        return {
            "payout": item.public_id,
            "kind": item.get_kind_display(),
            "due": due_of(item),
            "amount": Money(item.amount),
            "fee": Money(item.fee),
            "vat": Money(item.vat),
            "net": Money(item.net),
            "iban": item.remittance.bank_account.iban_mask,
            "status": item.get_status_display(),
            "made": item.made_at,
            "sent": item.sent_at,
            "reason": item.reason,
        }


class PayoutDetail(EarningsSide, RowScreen):
    """One payout: what went where, and which earnings it is made of."""

    permission_policy = PAYOUTS
    template_name = "dashboards/vendor/payouts/payout.html"
    header_icon = "upload"
    trail = TRAIL

    def get_page_title(self) -> str:
        return gettext("Payout of %(day)s") % {"day": due_of(self.row)}

    def get_row_queryset(self) -> QuerySet[Payout]:
        return self.get_base_queryset().select_related("remittance__bank_account")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        payout = self.row
        is_open = payout.remittance.status == Remittance.Status.ASKED and payout.kind == Payout.Kind.EARLY
        items = told_items(payout.items.all()[:MOST_ITEMS], sale_url=lambda ref: reverse("vendor:sale", args=[ref]))
        context = super().get_context_data(**kwargs)
        return context | {"payout": payout, "items": items, "may_cancel": is_open and context["may_manage"]}


class AmountForm(forms.Form):
    amount = TomanField(label=_("Amount"), required=False)


class EarlyForm(forms.Form):
    """What was quoted, to be agreed to as it was."""

    amount = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    free = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class AskEarly(Delicate, EarningsSide, NewRowAction):
    """Free money before its payday, after a quote."""

    permission_policy = PAYOUTS
    template_name = "dashboards/vendor/payouts/early.html"
    page_title = _("Early payout")
    intro = _("What is free goes to your default bank account on the next working day, less the fee.")
    submit_label = _("Ask for the early payout")
    done = _("The payout waits for approval.")
    header_icon = "upload"
    trail = TRAIL
    form_class = EarlyForm

    @cached_property
    def amount_form(self) -> AmountForm:
        return AmountForm(self.request.GET if "amount" in self.request.GET else None)

    @cached_property
    def quote(self) -> selectors.EarlyQuote:
        typed = self.amount_form.cleaned_data["amount"] if self.amount_form.is_valid() else None
        return selectors.quote_early(market_ref=self.market_ref, amount=typed)

    def get_initial(self) -> dict[str, Any]:
        return {"amount": self.quote.amount, "free": self.quote.free}

    def get_back_url(self) -> str:
        return reverse("vendor:payouts")

    def get_success_url(self) -> str:
        return payout_url(self.outcome)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        quote = self.quote
        return super().get_context_data(**kwargs) | {
            "quote": quote,
            "amount_form": self.amount_form,
            "obstacle": Outcome(quote.obstacle).label if quote.obstacle else "",
        }

    def perform(self, data: dict[str, Any]) -> Payout:
        return services.ask_early_payout(
            actor=self.actor,
            tenant=self.seat.tenant,
            credentials=self.credentials,
            amount=data["amount"],
            quoted_free=data["free"],
        )


class CancelEarly(EarningsSide, RowAction):
    """Take back what nobody has approved yet."""

    permission_policy = PAYOUTS
    page_title = _("Take the early payout back")
    intro = _("The money is free again, and the fee too.")
    submit_label = _("Take it back")
    done = _("The payout was taken back.")
    header_icon = "upload"
    trail = TRAIL
    is_serious = True

    def get_back_url(self) -> str:
        return payout_url(self.row)

    def perform(self, data: dict[str, Any]) -> Payout:
        return services.cancel_payout(actor=self.actor, tenant=self.seat.tenant, public_id=self.row.public_id)
