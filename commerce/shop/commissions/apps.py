from django.apps import AppConfig


class CommissionsConfig(AppConfig):
    name = "commerce.shop.commissions"
    label = "commissions"
