from oscar.core.application import OscarConfig


class OfferConfig(OscarConfig):
    name = "commerce.shop.offer"
    label = "offer"
