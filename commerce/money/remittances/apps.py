from django.apps import AppConfig


class RemittancesConfig(AppConfig):
    name = "commerce.money.remittances"
    label = "remittances"

    def ready(self) -> None:
        # Services start their tasks by name, in every process.
        from commerce.money.remittances import drift, explaining, personal_data, tasks  # noqa: F401
