"""Which Django permission each screen about prices asks for."""

from commerce.money.tax.models import PriceBasis
from commerce.shop.voucher.models import Voucher
from dashboards.base.rows import StaffRowPolicy

VOUCHERS = StaffRowPolicy(
    Voucher, rights={"view": "voucher.view_voucher", "add": "voucher.add_voucher", "end": "voucher.change_voucher"}
)
PRICE_BASES = StaffRowPolicy(PriceBasis, rights={"view": "tax.view_taxrate", "add": "tax.add_taxrate"})
