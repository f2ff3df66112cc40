from django.apps import AppConfig


class VendorDashboardConfig(AppConfig):
    name = "dashboards.vendor"
    label = "vendor_dashboard"
