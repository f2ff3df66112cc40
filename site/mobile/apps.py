from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MobileConfig(AppConfig):
    name = "mobile"
    verbose_name = _("app screens")

    def ready(self) -> None:
        from mobile import receivers  # noqa: F401
