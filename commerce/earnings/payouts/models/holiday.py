"""On which days banks do not work."""

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Holiday(models.Model):
    """One day off. What follows the moon is unconfirmed until somebody looked at the calendar of its year."""

    day = models.DateField(_("day"), unique=True)
    title_fa = models.CharField(_("title in Persian"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=80, blank=True)
    is_confirmed = models.BooleanField(_("confirmed"), default=True)
    changed_by = models.CharField(_("changed by"), max_length=80, blank=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.title_fa}"

    @property
    def title(self) -> str:
        """The name in the language of the reader."""
        return self.title_fa if (get_language() or "fa").startswith("fa") else self.title_en or self.title_fa


class ClosedWeekday(models.Model):
    """A day of every week on which banks do not work, counted from Saturday, 0."""

    weekday = models.PositiveSmallIntegerField(_("day of the week"), unique=True)

    class Meta:
        verbose_name = _("closed day of the week")
        verbose_name_plural = _("closed days of the week")
        ordering = ["weekday"]
        constraints = [models.CheckConstraint(condition=models.Q(weekday__lte=6), name="closed_on_a_day_of_the_week")]

    def __str__(self) -> str:
        return str(self.weekday)
