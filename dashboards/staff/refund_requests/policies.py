"""Which Django permission each screen of refunds and chargebacks asks for."""

from commerce.money.payments.models import Chargeback, Payment
from commerce.shop.order.models import VendorOrder
from commerce.shop.refunds.models import RefundPolicy, RefundReason, RefundRequest
from dashboards.base.rows import StaffRowPolicy

REQUESTS = StaffRowPolicy(
    RefundRequest,
    rights={
        "view": "refunds.view_refundrequest",
        "ask": "refunds.add_refundrequest",
        "decide": "refunds.approve_refundrequest",
    },
)
PARTS = StaffRowPolicy(VendorOrder, rights={"view": "refunds.add_refundrequest", "ask": "refunds.add_refundrequest"})
RULES = StaffRowPolicy(
    RefundPolicy, rights={"view": "refunds.view_refundpolicy", "change": "refunds.change_refundpolicy"}
)
REASONS = StaffRowPolicy(
    RefundReason, rights={"view": "refunds.view_refundpolicy", "change": "refunds.change_refundpolicy"}
)
CHARGEBACKS = StaffRowPolicy(
    Chargeback,
    rights={
        "view": "payments.view_chargeback",
        "record": "payments.add_chargeback",
        "check": "payments.check_chargeback",
    },
)
PAYMENTS = StaffRowPolicy(Payment, rights={"view": "payments.add_chargeback", "record": "payments.add_chargeback"})
