from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvoicesConfig(AppConfig):
    name = "commerce.money.invoices"
    label = "invoices"
    verbose_name = _("invoices")

    def ready(self) -> None:
        from commerce.money.invoices import drift, parties, tasks  # noqa: F401
