"""A rule of the platform's commission: for which sales, and how much."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField

# The conditions of a rule, each a list: any of a list fits, all lists must; an empty list asks nothing.
LISTS = ("markets", "plans", "categories", "products", "brands", "payments")
BANDS = ("min_price", "max_price")


def _list(label: Any, base: "models.Field[Any, Any]") -> "ArrayField[Any, Any]":
    return ArrayField(base, verbose_name=label, default=list, blank=True)


class CommissionRule(models.Model):
    """One row of an ordered table: the first that fits a line decides, before the general rate."""

    class Applies(models.TextChoices):
        ITEMS = "items", _("items")
        SHIPPING = "shipping", _("delivery")
        BOTH = "both", _("items and delivery")

    public_id = PublicIdField()
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveIntegerField(_("position"))
    is_active = models.BooleanField(_("active"), default=True)
    applies_to = models.CharField(_("applies to"), max_length=8, choices=Applies.choices, default=Applies.ITEMS)
    # Public ids and slugs, as the screens name them: a rule outlives what it names.
    markets = _list(_("markets"), models.CharField(max_length=24))
    plans = _list(_("plans"), models.SlugField(max_length=40))
    categories = _list(_("categories, with all below"), models.CharField(max_length=255))
    products = _list(_("products"), models.CharField(max_length=24))
    brands = _list(_("brands"), models.CharField(max_length=80))
    payments = _list(_("ways to pay"), models.CharField(max_length=20))
    min_price = models.BigIntegerField(_("price of one from (rial)"), null=True, blank=True)
    max_price = models.BigIntegerField(_("price of one below (rial)"), null=True, blank=True)
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    percent = models.DecimalField(_("percent"), max_digits=5, decimal_places=2, default=0)
    fixed = models.BigIntegerField(_("fixed, for a line (rial)"), default=0)
    floor = models.BigIntegerField(_("at least (rial)"), default=0)
    cap = models.BigIntegerField(_("at most (rial)"), null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("commission rule")
        verbose_name_plural = _("commission rules")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["position"], name="one_commission_rule_a_place", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100, fixed__gte=0, floor__gte=0)
                & (Q(cap=None) | Q(cap__gte=F("floor"))),
                name="commission_rule_takes_what_can_be",
            ),
            models.CheckConstraint(
                condition=Q(min_price=None) | Q(max_price=None) | Q(max_price__gt=F("min_price")),
                name="commission_rule_price_band",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")), name="commission_rule_dates"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def matches_everything(self) -> bool:
        """Whether it asks nothing of a sale, so that no rule below it is ever read."""
        return not any(getattr(self, name) for name in LISTS) and all(getattr(self, name) is None for name in BANDS)
