from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "commerce.money.payments"
    label = "payments"

    def ready(self) -> None:
        from commerce.money.payments import explaining, receivers  # noqa: F401
