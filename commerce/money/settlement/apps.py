from django.apps import AppConfig


class SettlementConfig(AppConfig):
    name = "commerce.money.settlement"
    label = "settlement"
