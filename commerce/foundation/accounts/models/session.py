"""A device on which somebody is signed in."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField


class Audience(models.TextChoices):
    """The surface a token is made for."""

    SHOPPER = "shopper", _("shopper")
    VENDOR = "vendor", _("vendor")
    STAFF = "staff", _("staff")


class SessionQuerySet(models.QuerySet["Session"]):
    def alive(self) -> "SessionQuerySet":
        """Neither ended nor forgotten by its device."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class Session(models.Model):
    """One device of one person. Its tokens are made from `generation`, so none of them is stored."""

    class Ending(models.TextChoices):
        LOGOUT = "logout", _("signed out")
        REVOKED = "revoked", _("ended from another device")
        REUSED = "reused", _("a used refresh token came back")
        SECURITY = "security", _("ended for security")

    public_id = PublicIdField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="sessions")
    audience = models.CharField(max_length=8, choices=Audience.choices)
    generation = models.PositiveIntegerField(default=1)
    # Follows the password: whichever door changes it, sessions begun before are over.
    credential_stamp = models.CharField(max_length=64)
    device_name = models.CharField(_("device"), max_length=80, blank=True)
    platform = models.CharField(_("platform"), max_length=20, blank=True)
    agent = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    refreshed_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    stepped_up_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=8, choices=Ending.choices, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        indexes = [models.Index(fields=["user", "-created_at", "-id"], name="sessions_of_a_person")]

    def __str__(self) -> str:
        return f"{self.audience} {self.public_id}"
