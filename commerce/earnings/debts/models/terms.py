"""On what terms markets owe the platform, as rows that staff change."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField
from commerce.shop.markets.models import Restriction


class DebtTerms(models.Model):
    """When a debt is billed, how long it may wait, and what follows. A market's own come first, then its plan's."""

    class BillBy(models.TextChoices):
        THRESHOLD = "threshold", _("when it reaches an amount")
        MONTH = "month", _("at the end of a Jalali month")
        BOTH = "both", _("at an amount and at the end of a month")

    public_id = PublicIdField()
    # default, plan:<slug> or market:<public id>: one row for each.
    scope = models.CharField(_("for whom"), max_length=60, unique=True)
    market = models.ForeignKey(
        "markets.Market", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("market")
    )
    plan = models.ForeignKey(
        "plans.Plan", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("plan")
    )
    bill_by = models.CharField(_("is billed"), max_length=10, choices=BillBy.choices, default=BillBy.BOTH)
    threshold = models.BigIntegerField(_("amount that is billed (rial)"), default=50_000_000)
    grace_days = models.PositiveSmallIntegerField(_("days to pay"), default=7)
    nets = models.BooleanField(_("is netted from free money"), default=True)
    smallest = models.BigIntegerField(_("smallest debt that matters (rial)"), default=500_000)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    changed_by = models.CharField(_("changed by"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("terms of debts")
        verbose_name_plural = _("terms of debts")
        constraints = [
            models.CheckConstraint(condition=Q(smallest__gte=1), name="smallest_debt_is_something"),
            models.CheckConstraint(condition=Q(threshold__gte=models.F("smallest")), name="threshold_matters"),
            models.CheckConstraint(condition=Q(grace_days__lte=365), name="grace_within_a_year"),
            models.CheckConstraint(condition=Q(market=None) | Q(plan=None), name="terms_of_one_market_or_plan"),
        ]

    def __str__(self) -> str:
        return str(self.market or self.plan or _("all markets"))

    @property
    def is_default(self) -> bool:
        return self.scope == "default"


class Sanction(models.Model):
    """A step of the ladder: what follows so many days after a bill was due, or from so large a debt on."""

    class What(models.TextChoices):
        NOTICE = "notice", _("notice")
        NO_PAYOUTS = Restriction.What.NO_PAYOUTS.value, _("no payouts")
        NO_CASH = Restriction.What.NO_CASH.value, _("no cash on delivery")
        NO_OWN_GATEWAY = Restriction.What.NO_OWN_GATEWAY.value, _("no gateway of its own")
        NO_NEW_ORDERS = Restriction.What.NO_NEW_ORDERS.value, _("no new orders")

    terms = models.ForeignKey(DebtTerms, on_delete=models.CASCADE, related_name="ladder")
    what = models.CharField(_("what"), max_length=16, choices=What.choices)
    after_days = models.PositiveSmallIntegerField(_("days overdue"), null=True, blank=True)
    from_amount = models.BigIntegerField(_("from a debt of (rial)"), null=True, blank=True)

    class Meta:
        verbose_name = _("step of the ladder")
        verbose_name_plural = _("steps of the ladder")
        ordering = ["after_days", "from_amount", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["terms", "what"], name="one_step_a_sanction"),
            models.CheckConstraint(
                condition=Q(after_days__isnull=False) | Q(from_amount__gt=0), name="sanction_has_a_cause"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_what_display())
