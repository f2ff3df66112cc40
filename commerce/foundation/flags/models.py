"""Switches by which a feature reaches nobody, some or everybody."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Flag(models.Model):
    """A named switch: off, on, or on for a share of people and for those named."""

    class State(models.TextChoices):
        OFF = "off", _("off")
        ON = "on", _("on")
        PARTIAL = "partial", _("for some")

    name = models.SlugField(_("name"), max_length=60, unique=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OFF)
    percent = models.PositiveSmallIntegerField(_("share of people (%)"), default=0)
    people = ArrayField(models.CharField(max_length=24), verbose_name=_("people"), default=list, blank=True)
    markets = ArrayField(models.CharField(max_length=24), verbose_name=_("markets"), default=list, blank=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = _("feature flag")
        verbose_name_plural = _("feature flags")
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=models.Q(percent__lte=100), name="flag_percent_is_a_share")]

    def __str__(self) -> str:
        return self.name
