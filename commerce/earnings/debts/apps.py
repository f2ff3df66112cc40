from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DebtsConfig(AppConfig):
    name = "commerce.earnings.debts"
    label = "debts"
    verbose_name = _("debts of markets")

    def ready(self) -> None:
        from commerce.earnings.debts import drift, explaining, receivers  # noqa: F401
