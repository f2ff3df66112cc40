from oscar.core.application import OscarConfig


class VoucherConfig(OscarConfig):
    name = "commerce.shop.voucher"
    label = "voucher"
