from django.apps import AppConfig


class FlagsConfig(AppConfig):
    name = "commerce.foundation.flags"
    label = "flags"
