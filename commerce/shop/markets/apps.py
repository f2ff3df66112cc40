from django.apps import AppConfig


class MarketsConfig(AppConfig):
    name = "commerce.shop.markets"
    label = "markets"

    def ready(self) -> None:
        from commerce.shop.markets import gateways, papers, receivers  # noqa: F401
        from commerce.shop.markets.api import tenants  # noqa: F401
