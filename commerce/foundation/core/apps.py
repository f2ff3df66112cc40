from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "commerce.foundation.core"
    label = "core"

    def ready(self) -> None:
        from commerce.foundation.core import checks  # noqa: F401
