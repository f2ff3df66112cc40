from django.apps import AppConfig


class SettlementConfig(AppConfig):
    name = "commerce.money.settlement"
    label = "settlement"

    def ready(self) -> None:
        from commerce.money.settlement import drift, explaining, repaid, tasks  # noqa: F401
