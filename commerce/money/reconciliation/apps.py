from django.apps import AppConfig


class ReconciliationConfig(AppConfig):
    name = "commerce.money.reconciliation"
    label = "reconciliation"

    def ready(self) -> None:
        # Services start their tasks by name, in every process.
        from commerce.money.reconciliation import drift, explaining, tasks  # noqa: F401
