from oscar.core.application import OscarConfig


class ShippingConfig(OscarConfig):
    name = "commerce.shop.shipping"
    label = "shipping"
