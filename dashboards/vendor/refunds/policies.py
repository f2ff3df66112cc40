"""Which requests a market's screens show, and which right each act on them needs."""

from django.db.models import Q

from commerce.shop.order.models import VendorOrder
from commerce.shop.refunds.models import RefundRequest
from dashboards.base.rows import MarketRowPolicy

REQUESTS = MarketRowPolicy(
    RefundRequest,
    rights={"view": "orders.view", "decide": "refunds.manage"},
    market="vendor_order__market",
    shown=Q(vendor_order__shown_at__isnull=False),
)
PARTS = MarketRowPolicy(
    VendorOrder,
    rights={"view": "orders.view", "ask": "refunds.manage"},
    shown=Q(shown_at__isnull=False),
)
