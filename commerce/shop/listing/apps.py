from django.apps import AppConfig


class ListingConfig(AppConfig):
    name = "commerce.shop.listing"
    label = "listing"

    def ready(self) -> None:
        from commerce.shop.listing import receivers  # noqa: F401
