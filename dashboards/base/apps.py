from django.apps import AppConfig


class DashboardsBaseConfig(AppConfig):
    name = "dashboards.base"
    label = "dashboards_base"
