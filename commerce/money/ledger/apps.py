from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "commerce.money.ledger"
    label = "ledger"

    def ready(self) -> None:
        # Services start their tasks by name, in every process.
        from commerce.money.ledger import tasks  # noqa: F401
