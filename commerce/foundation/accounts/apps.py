from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "commerce.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        from commerce.foundation.accounts.api import schema  # noqa: F401
