"""Which Django permission each screen about bank transfers asks for."""

from commerce.money.payments.models import PlatformAccount, TransferReceipt
from dashboards.base.rows import StaffRowPolicy

RECEIPTS = StaffRowPolicy(
    TransferReceipt, rights={"view": "payments.view_payment", "decide": "payments.change_payment"}
)
PAY_INTO = StaffRowPolicy(
    PlatformAccount,
    rights={"view": "payments.view_platformaccount", "change": "payments.change_platformaccount"},
)
