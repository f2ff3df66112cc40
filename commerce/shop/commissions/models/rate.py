"""The platform's commission, by date."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CommissionRate(models.Model):
    """So many percent of what a buyer pays for an item, from a moment on until the next rate."""

    percent = models.DecimalField(
        _("percent"), max_digits=5, decimal_places=2, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    set_by = models.CharField(_("set by"), max_length=100)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("commission rate")
        verbose_name_plural = _("commission rates")
        constraints = [
            models.UniqueConstraint(fields=["starts_at"], name="one_commission_rate_at_a_time"),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="commission_rate_is_a_percentage"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.percent}%"
