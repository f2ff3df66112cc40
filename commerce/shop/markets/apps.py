from django.apps import AppConfig


class MarketsConfig(AppConfig):
    name = "commerce.shop.markets"
    label = "markets"
