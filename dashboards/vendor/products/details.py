"""One product of a market: pictures, variants, prices, stock."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from commerce.shop.catalogue.models import Category, Product, ProductImage
from commerce.shop.partner.models import StockRecord
from dashboards.base.screens import RowScreen, VendorSide
from dashboards.vendor.policies import PRODUCTS
from dashboards.vendor.products.editing import TRAIL
from dashboards.vendor.products.images import UploadForm


class ProductDetail(VendorSide, RowScreen):
    """A product as its market keeps it."""

    permission_policy = PRODUCTS
    template_name = "dashboards/vendor/product.html"
    header_icon = "tag"
    trail = TRAIL

    def get_page_title(self) -> str:
        title: str = self.row.title
        return title

    def get_row_queryset(self) -> QuerySet[Product]:
        rows = self.get_base_queryset().select_related("brand", "product_class", "market")
        return rows.prefetch_related(
            Prefetch("images", ProductImage.objects.order_by("display_order", "pk")),
            Prefetch("categories", Category.objects.order_by("path")),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "product": self.row,
            "images": self.row.images.all(),
            "offers": self.offers(),
            "upload": UploadForm(),
            "may_edit": self.seat.may("products.manage"),
            "may_stock": self.seat.may("stock.manage"),
        }

    def offers(self) -> QuerySet[StockRecord]:
        own = StockRecord.objects.filter(partner__market=self.row.market_id)
        mine = own.filter(Q(product=self.row) | Q(product__parent=self.row)).select_related("product__parent")
        return mine.order_by("product__structure", "pk")
