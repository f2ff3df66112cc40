from oscar.core.application import OscarConfig


class BasketConfig(OscarConfig):
    name = "commerce.shop.basket"
    label = "basket"

    def ready(self) -> None:
        from commerce.shop.basket import goods, personal_data  # noqa: F401
