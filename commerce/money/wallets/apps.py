from django.apps import AppConfig


class WalletsConfig(AppConfig):
    name = "commerce.money.wallets"
    label = "wallets"

    def ready(self) -> None:
        from commerce.money.wallets import bootstrap, drift, explaining, personal_data, receivers  # noqa: F401
