from django.apps import AppConfig


class RemittancesConfig(AppConfig):
    name = "commerce.money.remittances"
    label = "remittances"

    def ready(self) -> None:
        from commerce.money.remittances import drift, personal_data  # noqa: F401
