from oscar.core.application import OscarConfig


class AddressConfig(OscarConfig):
    name = "commerce.foundation.address"
    label = "address"
