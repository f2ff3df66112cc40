"""Gift cards that staff give away: asked for, agreed to, fetched once."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton

from commerce.foundation.core.clock import day_bounds
from commerce.foundation.core.errors import DomainError, Forbidden
from commerce.money.wallets import services
from commerce.money.wallets.models import GiftCardBatch
from commerce.money.wallets.selectors import staff
from dashboards.base.actions import NewRowAction, RowAction, Text, show_refusal
from dashboards.base.columns import Badge, Jalali, Link, Number, Toman
from dashboards.base.fields import JalaliDateField, TomanField
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.base.screens import RowScreen
from dashboards.staff.remittances.owners import name_actors
from dashboards.staff.vendor_orders import ReasonForm
from dashboards.staff.wallets.policies import CARD_BATCHES

Status = GiftCardBatch.Status
TRAIL = (("staff:card_batches", _("Gift cards")),)


def batch_url(batch: GiftCardBatch) -> str:
    return reverse("staff:card_batch", args=[batch.public_id])


class BatchFilters(ListFilters):
    searched = ("title__startswith", "public_id")
    dated = "created_at"


class CardBatchList(ListScreen):
    """Batches of cards to give away, newest first."""

    permission_policy = CARD_BATCHES
    model = GiftCardBatch
    page_title = _("Gift cards")
    header_icon = "mail"
    filters_class = BatchFilters
    tabs = {
        "": (_("All"), {}),
        "asked": (_("Waiting"), {"status": Status.ASKED}),
        "approved": (_("Codes to fetch"), {"status": Status.APPROVED}),
        "issued": (_("issued"), {"status": Status.ISSUED}),
    }
    columns = [
        Link("title", label=_("title"), to=batch_url),
        Badge("status", label=_("Status")),
        Number("count", label=_("number of cards")),
        Toman("amount", label=_("amount of each")),
        Number("redeemed", label=_("redeemed")),
        Toman("outstanding", label=_("not redeemed")),
        Jalali("expires_at", label=_("expires")),
    ]
    empty_title = _("No gift cards yet")
    empty_text = _("Make cards to give away; shoppers buy theirs themselves.")

    @property
    def header_buttons(self) -> list[HeaderButton]:
        buttons = [HeaderButton(_("All cards"), url=reverse("staff:cards"), icon_name="list-ul")]
        if CARD_BATCHES.user_has_permission(self.request.user, "make"):
            buttons.append(HeaderButton(_("Make gift cards"), url=reverse("staff:card_batch_add"), icon_name="plus"))
        return buttons

    def with_related(self, rows: QuerySet[GiftCardBatch]) -> QuerySet[GiftCardBatch]:
        return rows & staff.gift_card_batches()

    def order_queryset(self, rows: QuerySet[GiftCardBatch]) -> QuerySet[GiftCardBatch]:
        return rows.order_by("-pk")


class CardBatchDetail(RowScreen):
    permission_policy = CARD_BATCHES
    template_name = "dashboards/staff/wallets/card_batch.html"
    header_icon = "mail"
    trail = TRAIL

    def get_page_title(self) -> str:
        title: str = self.row.title
        return title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = self.row.made_by == self.actor.key
        decides = CARD_BATCHES.user_has_permission(self.request.user, "decide")
        makes = CARD_BATCHES.user_has_permission(self.request.user, "make")
        names = name_actors([self.row.made_by, self.row.checked_by])
        return super().get_context_data(**kwargs) | {
            "batch": self.row,
            "maker": names.get(self.row.made_by),
            "checker": names.get(self.row.checked_by),
            "may_decide": decides and not mine and self.row.status == Status.ASKED,
            "may_fetch": makes and mine and self.row.status == Status.APPROVED,
        }


class BatchForm(forms.Form):
    title = forms.CharField(label=_("title"), max_length=120)
    count = forms.IntegerField(label=_("number of cards"), min_value=1, max_value=5000)
    amount = TomanField(label=_("amount of each"), min_value=1)
    expires_on = JalaliDateField(label=_("last day"))


class MakeCardBatch(NewRowAction):
    permission_policy = CARD_BATCHES
    action = "make"
    page_title = _("Make gift cards")
    intro: Text = _("A large sum waits for a second person. The codes are shown once, when you fetch them.")
    header_icon = "mail"
    trail = TRAIL
    form_class = BatchForm
    submit_label = _("Make")
    done = _("The cards were asked for.")

    def get_back_url(self) -> str:
        return reverse("staff:card_batches")

    def get_success_url(self) -> str:
        return batch_url(self.outcome)

    def perform(self, data: dict[str, Any]) -> GiftCardBatch:
        until = day_bounds(data.pop("expires_on"))[1]
        return services.make_gift_card_batch(actor=self.actor, expires_at=until, **data)


class BatchAct(RowAction):
    permission_policy = CARD_BATCHES
    action = "decide"
    header_icon = "mail"
    trail = TRAIL

    def get_back_url(self) -> str:
        return batch_url(self.row)


class ApproveCardBatch(BatchAct):
    page_title = _("Agree to the cards")
    submit_label = _("Agree")
    done = _("The codes can be fetched by whoever asked for them.")

    def perform(self, data: dict[str, Any]) -> GiftCardBatch:
        return services.approve_gift_card_batch(actor=self.actor, batch=self.row.public_id)


class RefuseCardBatch(BatchAct):
    page_title = _("Refuse the cards")
    form_class = ReasonForm
    submit_label = _("Refuse")
    done = _("The cards were refused.")
    is_serious = True

    def perform(self, data: dict[str, Any]) -> GiftCardBatch:
        return services.refuse_gift_card_batch(actor=self.actor, batch=self.row.public_id, reason=data["reason"])


class FetchCodes(BatchAct):
    """The codes are shown in the answer to the button and nowhere else."""

    action = "make"
    page_title = _("Fetch the codes")
    intro: Text = _("The codes are shown once and cannot be seen again. Be ready to keep them.")
    submit_label = _("Show the codes")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        form.is_valid()
        try:
            codes = services.fetch_gift_card_codes(actor=self.actor, batch=self.row.public_id)
        except Forbidden:
            raise
        except DomainError as error:
            show_refusal(form, error)
            return self.form_invalid(form)
        shown = {**self.get_context_data(form=form), "codes": codes, "batch": self.row}
        return render(request, "dashboards/staff/wallets/codes.html", shown)
