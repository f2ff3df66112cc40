from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "commerce.money.ledger"
    label = "ledger"
