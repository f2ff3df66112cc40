from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "commerce.foundation.accounts"
    label = "accounts"
