from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PayoutsConfig(AppConfig):
    name = "commerce.earnings.payouts"
    label = "payouts"
    verbose_name = _("payouts")

    def ready(self) -> None:
        # Services start their tasks by name, in every process.
        from commerce.earnings.payouts import charging, drift, explaining, receivers, tasks  # noqa: F401
