"""Who may ask for what, until when, and who decides: ordered rows that staff edit."""

from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField
from commerce.shop.order.models import VendorOrder
from commerce.shop.refunds.choices import Kind, Side, To


class RefundReason(models.Model):
    """Why money is asked back, to choose from."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title_fa = models.CharField(_("title in Persian"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120)
    sides = ArrayField(
        models.CharField(max_length=10, choices=Side.choices), verbose_name=_("to be chosen by"), default=list
    )
    position = models.PositiveSmallIntegerField(_("place"), default=100)
    is_active = models.BooleanField(_("can be chosen"), default=True)

    class Meta:
        verbose_name = _("reason of refunds")
        verbose_name_plural = _("reasons of refunds")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.title_fa if (get_language() or "fa").startswith("fa") else self.title_en


class RefundPolicy(models.Model):
    """One rule; the first that fits decides. Empty lists fit everything."""

    public_id = PublicIdField()
    title = models.CharField(_("title"), max_length=120)
    position = models.PositiveSmallIntegerField(_("place"), default=100)
    side = models.CharField(_("asked by"), max_length=10, choices=Side.choices)
    kinds = ArrayField(
        models.CharField(max_length=10, choices=Kind.choices), verbose_name=_("kinds"), default=list, blank=True
    )
    states = ArrayField(
        models.CharField(max_length=20, choices=VendorOrder.Status.choices),
        verbose_name=_("states of the order"),
        default=list,
        blank=True,
    )
    within_days = models.PositiveSmallIntegerField(_("days after delivery"), null=True, blank=True)
    auto_most = models.BigIntegerField(_("decided at once up to (rial)"), default=0)
    vendor_decides = models.BooleanField(_("the market decides first"), default=False)
    vendor_hours = models.PositiveSmallIntegerField(_("hours for the market"), default=48)
    ways = ArrayField(models.CharField(max_length=10, choices=To.choices), verbose_name=_("open ways"), default=list)
    is_active = models.BooleanField(_("in force"), default=True)

    class Meta:
        verbose_name = _("refund policy")
        verbose_name_plural = _("refund policies")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(auto_most__gte=0), name="refund_policy_not_below_zero")
        ]

    def __str__(self) -> str:
        return self.title

    def fits(self, *, side: str, kind: str, part: VendorOrder, now: datetime) -> bool:
        """Whether it speaks about such a request now."""
        return (
            self.side == side
            and (not self.kinds or kind in self.kinds)
            and (not self.states or part.status in self.states)
            and self._in_time(part, now)
        )

    def _in_time(self, part: VendorOrder, now: datetime) -> bool:
        if self.within_days is None or part.delivered_at is None:
            return True
        return now <= part.delivered_at + timedelta(days=self.within_days)
