"""Which rows a vendor's screens show, and which right each act on them needs."""

from django.db.models import Q

from commerce.shop.catalogue.models import Product
from commerce.shop.order.models import VendorOrder
from commerce.shop.partner.models import StockRecord
from dashboards.base.rows import MarketRowPolicy

# An unpaid order is not the vendor's: it is not there before it was shown.
ORDERS = MarketRowPolicy(
    VendorOrder,
    rights={"view": "orders.view", "change": "orders.manage"},
    shown=Q(shown_at__isnull=False),
)
PRODUCTS = MarketRowPolicy(
    Product,
    rights={"view": "products.view", "add": "products.manage", "change": "products.manage"},
    shown=~Q(structure=Product.CHILD),
)
OFFERS = MarketRowPolicy(
    StockRecord,
    rights={"view": "products.view", "price": "products.manage", "stock": "stock.manage"},
    market="partner__market",
)
