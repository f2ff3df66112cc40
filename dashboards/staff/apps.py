from django.apps import AppConfig


class StaffDashboardConfig(AppConfig):
    name = "dashboards.staff"
    label = "staff_dashboard"
