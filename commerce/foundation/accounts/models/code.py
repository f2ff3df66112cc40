"""One-time codes, as keyed hashes."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OneTimeCodeQuerySet(models.QuerySet["OneTimeCode"]):
    def of(self, *, mobile: str, purpose: str) -> "OneTimeCodeQuerySet":
        return self.filter(mobile=mobile, purpose=purpose)

    def usable(self, moment: datetime) -> "OneTimeCodeQuerySet":
        """Neither used nor too old nor tried too often."""
        return self.filter(used_at=None, expires_at__gt=moment, tries__lt=OneTimeCode.MOST_TRIES)


class OneTimeCode(models.Model):
    """Six digits sent to a number for one purpose; only a keyed hash of them is here."""

    MOST_TRIES = 5

    class Purpose(models.TextChoices):
        LOGIN = "login", _("login")
        STEP_UP = "step_up", _("step-up")
        NEW_MOBILE = "new_mobile", _("new mobile number")

    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    mobile = models.CharField(max_length=16)
    code_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    address = models.GenericIPAddressField(null=True)

    objects = OneTimeCodeQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(tries__lte=5), name="code_tries_are_limited")]
        indexes = [models.Index(fields=["mobile", "purpose", "-created_at"], name="codes_of_a_number")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"
