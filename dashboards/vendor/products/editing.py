"""Making and changing a product: two forms, two services."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commerce.money.tax.models import TaxClass
from commerce.shop.catalogue import services as catalogue
from commerce.shop.catalogue.drafts import ProductDraft, VariantDraft
from commerce.shop.catalogue.models import Product
from commerce.shop.partner.services.selling import OfferDraft, sell_new_product
from dashboards.base.actions import NewRowAction, RowAction
from dashboards.base.screens import VendorSide
from dashboards.vendor.policies import PRODUCTS
from dashboards.vendor.products.attributes import attributes_of, values_of
from dashboards.vendor.products.forms import NewProductForm, ProductForm, chosen_categories

TRAIL = (("vendor:products", _("Products")),)


class AddProduct(VendorSide, NewRowAction):
    """Write a product and put it on sale in one step."""

    permission_policy = PRODUCTS
    page_title = _("Add a product")
    header_icon = "tag"
    trail = TRAIL
    form_class = NewProductForm
    submit_label = _("Add and sell")
    done = _("The product is on sale. Now give it pictures.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"attributes": []}

    def get_back_url(self) -> str:
        return reverse("vendor:products")

    def get_success_url(self) -> str:
        return reverse("vendor:product", args=[self.outcome.public_id])

    def perform(self, data: dict[str, Any]) -> Product:
        variants = [VariantDraft(title=title) for title in data["variants"]]
        offer = OfferDraft(price=data["price"], list_price=data["list_price"], stock=data["stock"])
        draft = ProductDraft(
            title=data["title"],
            categories=data["categories"],
            kind=data["kind"],
            description=data["description"],
            brand=data["brand"],
            barcode=data["barcode"],
            tax_class=data["tax_class"] or TaxClass.STANDARD,
            variants=variants,
        )
        offers = [offer] * max(len(variants), 1)
        return sell_new_product(actor=self.actor, tenant=self.seat.tenant, draft=draft, offers=offers)


class ProductAction(VendorSide, RowAction):
    """One thing a vendor may do to a product."""

    permission_policy = PRODUCTS
    header_icon = "tag"
    trail = TRAIL

    def get_row_queryset(self) -> QuerySet[Product]:
        return self.get_base_queryset().select_related("brand", "product_class")

    def get_back_url(self) -> str:
        return reverse("vendor:product", args=[self.row.public_id])

    @property
    def named(self) -> dict[str, Any]:
        return {"actor": self.actor, "tenant": self.seat.tenant, "public_id": self.row.public_id}


class EditProduct(ProductAction):
    page_title = _("Edit the product")
    form_class = ProductForm
    submit_label = _("Save")
    done = _("The product was saved.")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"attributes": attributes_of(self.row)}

    def get_initial(self) -> dict[str, Any]:
        product = self.row
        return {
            "title": product.title,
            "categories": chosen_categories(product),
            "brand": product.brand.name if product.brand else "",
            "barcode": product.upc or "",
            "tax_class": product.tax_class,
            "description": product.description,
            **values_of(product),
        }

    def get_form(self, form_class: Any = None) -> ProductForm:
        self.form: ProductForm = super().get_form(form_class)
        return self.form

    def perform(self, data: dict[str, Any]) -> Product:
        return catalogue.update_product(**self.named, changes=self.form.changes())


class ShowProduct(ProductAction):
    page_title = _("Show to shoppers")
    intro = _("Shoppers find the product and can buy it.")
    done = _("Shoppers can see the product.")

    def perform(self, data: dict[str, Any]) -> Product:
        return catalogue.set_public(**self.named, is_public=True)


class HideProduct(ProductAction):
    page_title = _("Hide from shoppers")
    intro = _("Nobody can find or buy it until you show it again. Orders keep it.")
    done = _("The product is hidden.")
    is_serious = True

    def perform(self, data: dict[str, Any]) -> Product:
        return catalogue.set_public(**self.named, is_public=False)
