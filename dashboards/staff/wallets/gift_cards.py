"""Every gift card there is, bought or given."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.money import Money
from commerce.money.wallets import services
from commerce.money.wallets.models import GiftCard
from dashboards.base.actions import RowAction, Text
from dashboards.base.columns import Badge, Jalali, Link, Plain, Toman
from dashboards.base.filters import ListFilters
from dashboards.base.lists import ListScreen
from dashboards.staff.vendor_orders import ReasonForm
from dashboards.staff.wallets.policies import CARDS

TRAIL = (("staff:card_batches", _("Gift cards")),)


class CardFilters(ListFilters):
    searched = ("public_id",)
    dated = "created_at"


class CardList(ListScreen):
    """Every card, bought or given, newest first. Codes are not here."""

    permission_policy = CARDS
    model = GiftCard
    page_title = _("All cards")
    header_icon = "mail"
    trail = TRAIL
    filters_class = CardFilters
    tabs = {
        "": (_("All"), {}),
        "active": (_("can be redeemed"), {"status": GiftCard.Status.ACTIVE}),
        "redeemed": (_("redeemed"), {"status": GiftCard.Status.REDEEMED}),
        "expired": (_("expired"), {"status": GiftCard.Status.EXPIRED}),
    }
    columns = [
        Link("public_id", label=_("Card"), to=lambda card: reverse("staff:card_void", args=[card.public_id])),
        Badge("status", label=_("Status")),
        Toman("amount", label=_("Amount")),
        Plain("origin", label=_("From"), accessor=lambda card: card.batch or card.buyer or ""),
        Plain("redeemed_by", label=_("Redeemed by"), accessor=lambda card: card.redeemed_by and card.redeemed_by.user),
        Jalali("expires_at", label=_("expires")),
    ]
    empty_title = _("No gift cards yet")
    list_export = ["card", "status", "amount", "origin", "expires"]
    export_headings = {
        "card": _("Card"),
        "status": _("Status"),
        "amount": _("amount (rial)"),
        "origin": _("From"),
        "expires": _("expires"),
    }
    export_filename = "gift-cards"

    def order_queryset(self, rows: QuerySet[GiftCard]) -> QuerySet[GiftCard]:
        return rows.order_by("-pk")

    def with_related(self, rows: QuerySet[GiftCard]) -> QuerySet[GiftCard]:
        return rows.select_related("batch", "buyer", "redeemed_by__user")

    def to_row_dict(self, item: GiftCard) -> dict[str, Any]:
        return {
            "card": item.public_id,
            "status": item.get_status_display(),
            "amount": Money(item.amount),
            "origin": str(item.batch or item.buyer or ""),
            "expires": item.expires_at,
        }


class VoidCard(RowAction):
    permission_policy = CARDS
    action = "void"
    page_title = _("Cancel the card")
    intro: Text = _("It can no longer be redeemed. What a buyer paid for it goes to their wallet.")
    header_icon = "mail"
    trail = (*TRAIL, ("staff:cards", _("All cards")))
    form_class = ReasonForm
    submit_label = _("Cancel the card")
    done = _("The card was cancelled.")
    is_serious = True

    def get_back_url(self) -> str:
        return reverse("staff:cards")

    def perform(self, data: dict[str, Any]) -> GiftCard:
        return services.void_gift_card(actor=self.actor, gift_card=self.row.public_id, reason=data["reason"])
