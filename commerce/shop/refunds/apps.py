from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RefundsConfig(AppConfig):
    name = "commerce.shop.refunds"
    label = "refunds"
    verbose_name = _("refunds")

    def ready(self) -> None:
        from commerce.shop.refunds import personal_data  # noqa: F401
