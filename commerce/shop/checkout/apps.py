from oscar.core.application import OscarConfig


class CheckoutConfig(OscarConfig):
    name = "commerce.shop.checkout"
    label = "checkout"
