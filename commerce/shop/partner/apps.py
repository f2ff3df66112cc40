from oscar.core.application import OscarConfig


class PartnerConfig(OscarConfig):
    name = "commerce.shop.partner"
    label = "partner"
