from oscar.core.application import OscarConfig


class OrderConfig(OscarConfig):
    name = "commerce.shop.order"
    label = "order"
