from oscar.core.application import OscarConfig


class OrderConfig(OscarConfig):
    name = "commerce.shop.order"
    label = "order"

    def ready(self) -> None:
        from commerce.shop.order import explaining, personal_data, receivers  # noqa: F401
