from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Believable data for a first look and for large-scale trials; installed in development and tests only."""

    name = "config.demo"
    label = "demo"
