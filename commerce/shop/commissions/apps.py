from django.apps import AppConfig


class CommissionsConfig(AppConfig):
    name = "commerce.shop.commissions"
    label = "commissions"

    def ready(self) -> None:
        from commerce.shop.commissions import shares, words  # noqa: F401
