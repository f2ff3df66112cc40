"""Price and stock, quickly: each a small form over one service."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.shop.catalogue import services as catalogue
from commerce.shop.catalogue.drafts import VariantDraft
from commerce.shop.partner.models import StockRecord
from commerce.shop.partner.services import offers
from commerce.shop.partner.services.selling import OfferDraft, add_variant_for_sale
from dashboards.base.actions import RowAction
from dashboards.base.screens import VendorSide
from dashboards.vendor.policies import OFFERS
from dashboards.vendor.products.editing import TRAIL, ProductAction
from dashboards.vendor.products.forms import PriceForm, StockForm, VariantForm


class OfferAction(VendorSide, RowAction):
    """One thing a vendor may do to an offer."""

    permission_policy = OFFERS
    header_icon = "tag"
    trail = TRAIL

    def get_row_queryset(self) -> QuerySet[StockRecord]:
        return self.get_base_queryset().select_related("product__parent", "partner")

    def row_market(self) -> int:
        market: int = self.row.partner.market_id
        return market

    def get_page_subtitle(self) -> str:
        title: str = self.row.product.get_title()
        return title

    def get_back_url(self) -> str:
        product = self.row.product.parent or self.row.product
        return reverse("vendor:product", args=[product.public_id])

    @property
    def named(self) -> dict[str, Any]:
        return {"actor": self.actor, "tenant": self.seat.tenant, "offer": self.row.public_id}


class SetPrice(OfferAction):
    action = "price"
    page_title = _("Price")
    form_class = PriceForm
    submit_label = _("Save")
    done = _("The price was changed; orders keep theirs.")

    def get_initial(self) -> dict[str, Any]:
        return {"price": self.row.price, "list_price": self.row.list_price}

    def perform(self, data: dict[str, Any]) -> StockRecord:
        return offers.set_price(**self.named, price=data["price"], list_price=data["list_price"])


class SetStock(OfferAction):
    action = "stock"
    page_title = _("Stock")
    intro = _("How many there are on the shelf, those held for unpaid orders among them.")
    form_class = StockForm
    submit_label = _("Save")
    done = _("The stock was changed.")

    def get_initial(self) -> dict[str, Any]:
        return {"stock": self.row.num_in_stock}

    def perform(self, data: dict[str, Any]) -> StockRecord:
        return offers.set_stock(**self.named, quantity=data["stock"])


class StartSelling(OfferAction):
    action = "price"
    page_title = _("Put on sale")
    done = _("It is on sale again.")

    def perform(self, data: dict[str, Any]) -> StockRecord:
        return offers.update_offer(**self.named, changes={"is_active": True})


class StopSelling(OfferAction):
    action = "price"
    page_title = _("Take off sale")
    intro = _("Shoppers cannot buy it until you put it on sale again.")
    done = _("It is off sale.")
    is_serious = True

    def perform(self, data: dict[str, Any]) -> StockRecord:
        return offers.update_offer(**self.named, changes={"is_active": False})


class AddVariant(ProductAction):
    page_title = _("Add a variant")
    form_class = VariantForm
    submit_label = _("Add and sell")
    done = _("The variant is on sale.")

    def perform(self, data: dict[str, Any]) -> StockRecord:
        return add_variant_for_sale(
            actor=self.actor,
            tenant=self.seat.tenant,
            product=self.row.public_id,
            variant=VariantDraft(title=data["title"]),
            offer=OfferDraft(price=data["price"], stock=data["stock"]),
        )


class HideVariant(ProductAction):
    page_title = _("Take the variant away")
    intro = _("Shoppers cannot choose it any more. Orders that hold it keep it.")
    submit_label = _("Take away")
    done = _("The variant is gone.")
    is_serious = True

    def perform(self, data: dict[str, Any]) -> None:
        catalogue.hide_variant(**self.named, variant_id=self.kwargs["variant"])
