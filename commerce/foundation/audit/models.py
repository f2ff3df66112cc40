"""Who did what to what: written once, never changed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    def about(self, subject_kind: str, subject_ref: str) -> "AuditQuerySet":
        return self.filter(subject_kind=subject_kind, subject_ref=subject_ref)

    def by(self, actor_kind: str, actor_ref: str) -> "AuditQuerySet":
        return self.filter(actor_kind=actor_kind, actor_ref=actor_ref)

    def of_tenant(self, tenant_kind: str, tenant_ref: str) -> "AuditQuerySet":
        return self.filter(tenant_kind=tenant_kind, tenant_ref=tenant_ref)


class AuditEntry(models.Model):
    """One act. A trigger refuses every UPDATE, DELETE and TRUNCATE."""

    actor_kind = models.CharField(_("actor"), max_length=20)
    actor_ref = models.CharField(_("actor's id"), max_length=60, blank=True)
    tenant_kind = models.CharField(_("acting for"), max_length=20, blank=True)
    tenant_ref = models.CharField(_("acting for (id)"), max_length=60, blank=True)
    action = models.CharField(_("action"), max_length=80)
    subject_kind = models.CharField(_("subject"), max_length=40)
    subject_ref = models.CharField(_("subject's id"), max_length=80)
    data = models.JSONField(_("details"), default=dict)
    ip = models.GenericIPAddressField(_("address"), null=True)
    at = models.DateTimeField(_("time"), default=timezone.now)

    objects = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_newest"),
            models.Index(fields=["subject_kind", "subject_ref", "-at"], name="audit_of_subject"),
            models.Index(fields=["actor_kind", "actor_ref", "-at"], name="audit_of_actor"),
            models.Index(fields=["tenant_kind", "tenant_ref", "-at"], name="audit_of_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_kind}:{self.actor_ref} {self.action} {self.subject_kind}:{self.subject_ref}"
