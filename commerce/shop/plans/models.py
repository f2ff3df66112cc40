"""The plans that markets are on."""

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Plan(models.Model):
    """A kind of standing with the platform, which rules such as commissions may ask about."""

    slug = models.SlugField(_("slug"), max_length=40, unique=True)
    title_fa = models.CharField(_("title in Persian"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["position", "slug"]

    def __str__(self) -> str:
        return self.title_fa if (get_language() or "fa").startswith("fa") else self.title_en


class MarketPlan(models.Model):
    """The plan a market is on now; one that is on none has no row."""

    market = models.OneToOneField("markets.Market", on_delete=models.CASCADE, related_name="standing")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="markets")
    since = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        verbose_name = _("plan of a market")
        verbose_name_plural = _("plans of markets")

    def __str__(self) -> str:
        return f"{self.market_id} {self.plan_id}"
