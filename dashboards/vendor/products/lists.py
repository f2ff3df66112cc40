"""The products of a market, with price and stock."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import HeaderButton

from commerce.foundation.core.money import Money
from commerce.foundation.core.text import group_digits, spellings
from commerce.shop.catalogue.models import Product, ProductImage
from commerce.shop.partner.models import StockRecord
from dashboards.base.columns import Column, Jalali, Link, Picture, Toman
from dashboards.base.filters import ListFilters
from dashboards.base.languages import language
from dashboards.base.lists import ListScreen
from dashboards.base.screens import VendorSide
from dashboards.vendor.policies import PRODUCTS
from dashboards.vendor.products.selling import sold_of

FEW_LEFT = 3


def product_url(product: Product) -> str:
    return reverse("vendor:product", args=[product.public_id])


def picture_of(product: Product) -> str:
    """The address of the small picture, read beforehand."""
    first = next(iter(product.images.all()), None)
    return first.thumbnail.url if first and first.thumbnail else ""


class StockColumn(Column):
    """How many may still be bought; nothing counted is plenty."""

    def get_value(self, instance: Any) -> SafeString | str:
        sold = instance.sold
        if not sold.exists:
            return format_html('<span class="desk-quiet">{}</span>', _("no offer"))
        if sold.uncounted:
            return _("not counted")
        left = sold.units_left
        tone = "bad" if left <= 0 else "waiting" if left <= FEW_LEFT else "quiet"
        return format_html(
            '<span class="desk-badge desk-badge--{}">{}</span>', tone, group_digits(left, language=language())
        )


class ShownColumn(Column):
    """Whether shoppers can see it."""

    def get_value(self, instance: Any) -> SafeString:
        tone, words = ("good", _("on sale")) if instance.is_public else ("quiet", _("hidden"))
        return format_html('<span class="desk-badge desk-badge--{}">{}</span>', tone, words)


class ProductFilters(ListFilters):
    searched = ("search_key__contains",)

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        wanted = Q(upc=typed)
        for spelling in spellings(typed):
            wanted |= Q(search_key__contains=spelling)
        return rows.filter(wanted)


class ProductList(VendorSide, ListScreen):
    """What the market on screen wrote and sells."""

    permission_policy = PRODUCTS
    model = Product
    page_title = gettext_lazy("Products")
    header_icon = "tag"
    filters_class = ProductFilters
    tabs = {
        "": (gettext_lazy("All"), {}),
        "shown": (gettext_lazy("On sale"), {"is_public": True}),
        "hidden": (gettext_lazy("Hidden"), {"is_public": False}),
        "low": (gettext_lazy("Running out"), {"runs_out": True}),
    }
    columns = [
        Picture("picture", label="", accessor=picture_of, width="64"),
        Link("title", label=gettext_lazy("Product"), to=product_url),
        Toman("sold.lowest_price", label=gettext_lazy("Price")),
        StockColumn("sold", label=gettext_lazy("Stock")),
        ShownColumn("is_public", label=gettext_lazy("State")),
        Jalali("date_created", label=gettext_lazy("Made")),
    ]
    empty_title = gettext_lazy("No products yet")
    empty_text = gettext_lazy("Add your first product; shoppers see it as soon as it has a price.")

    list_export = ["title", "barcode", "price", "stock", "state"]
    export_headings = {
        "title": gettext_lazy("Product"),
        "barcode": gettext_lazy("Barcode"),
        "price": gettext_lazy("Price (rial)"),
        "stock": gettext_lazy("Stock"),
        "state": gettext_lazy("State"),
    }
    export_filename = "products"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        if not self.current_seat.may("products.manage"):
            return []
        return [
            HeaderButton(
                _("Add a product"), url=reverse("vendor:product_add"), icon_name="plus", attrs={"data-key": "n"}
            )
        ]

    def get_base_queryset(self) -> QuerySet[Product]:
        return super().get_base_queryset().filter(market=self.current_seat.market)

    def in_tab(self, rows: QuerySet[Product], tab: str) -> QuerySet[Product]:
        if tab != "low":
            return super().in_tab(rows, tab)
        few = offers_of(self.current_seat.market.pk).filter(
            num_in_stock__lte=F("num_allocated") + FEW_LEFT, is_active=True
        )
        return rows.filter(
            Exists(few.filter(product=OuterRef("pk"))) | Exists(few.filter(product__parent=OuterRef("pk")))
        )

    def order_queryset(self, rows: QuerySet[Product]) -> QuerySet[Product]:
        return rows.order_by("-date_created", "-pk")

    def with_related(self, rows: QuerySet[Product]) -> QuerySet[Product]:
        images = ProductImage.objects.order_by("display_order", "pk")
        return rows.prefetch_related(Prefetch("images", images))

    def furnish(self, rows: list[Product]) -> list[Product]:
        sold = sold_of(rows, market_id=self.current_seat.market.pk)
        for product in rows:
            product.sold = sold[product.pk]
        return rows

    def to_row_dict(self, item: Product) -> dict[str, Any]:
        return {
            "title": item.title,
            "barcode": item.upc or "",
            "price": Money(item.sold.lowest_price) if item.sold.lowest_price is not None else "",
            "stock": "" if item.sold.uncounted else item.sold.units_left,
            "state": str(_("on sale") if item.is_public else _("hidden")),
        }


def offers_of(market_id: int) -> QuerySet[StockRecord]:
    return StockRecord.objects.filter(partner__market=market_id).order_by()
