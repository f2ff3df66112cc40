from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "commerce.foundation.audit"
    label = "audit"
