"""Messages we sent or tried to send; what a code said is never among them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField


class SmsMessage(models.Model):
    """One message to one number. A one-time code leaves `body` empty."""

    class Kind(models.TextChoices):
        CODE = "code", _("one-time code")
        TEXT = "text", _("text")

    class Status(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")

    public_id = PublicIdField()
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.QUEUED)
    mobile = models.CharField(_("mobile number"), max_length=16, db_index=True)
    language = models.CharField(_("language"), max_length=5)
    body = models.TextField(_("text"), blank=True)
    provider = models.CharField(_("provider"), max_length=40, blank=True)
    provider_ref = models.CharField(_("provider's reference"), max_length=80, blank=True)
    error = models.CharField(_("error"), max_length=120, blank=True)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("SMS")
        verbose_name_plural = _("SMS")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind="text") | models.Q(body=""), name="sms_keeps_no_code"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.public_id}"
