from django.apps import AppConfig
from django.db.models.signals import post_migrate


class StaffDashboardConfig(AppConfig):
    name = "dashboards.staff"
    label = "staff_dashboard"

    def ready(self) -> None:
        from dashboards.staff.groups import after_migrate

        post_migrate.connect(after_migrate, dispatch_uid="staff groups")
