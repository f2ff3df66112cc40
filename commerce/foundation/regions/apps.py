from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "commerce.foundation.regions"
    label = "regions"
