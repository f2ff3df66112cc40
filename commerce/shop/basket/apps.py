from oscar.core.application import OscarConfig


class BasketConfig(OscarConfig):
    name = "commerce.shop.basket"
    label = "basket"
