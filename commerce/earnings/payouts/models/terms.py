"""When a market is paid and how: for everybody, for a plan, for one market, from a day on."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.ids import PublicIdField


class PayoutTerms(models.Model):
    """Terms from a day on, whole and never edited: a change is a new row, so the rows are their own history.

    The row of a market goes before that of its plan, and that before the one of everybody.
    """

    class Schedule(models.TextChoices):
        DAILY = "daily", _("every working day")
        WEEKLY = "weekly", _("once a week")
        MONTHLY = "monthly", _("on days of the month")
        MANUAL = "manual", _("when staff say so")

    public_id = PublicIdField()
    market_ref = models.CharField(_("market"), max_length=40, blank=True)
    plan = models.CharField(_("plan"), max_length=40, blank=True)
    starts_on = models.DateField(_("from"))
    # Ends an exception: from that day on the plan's terms hold again, or everybody's.
    is_lifted = models.BooleanField(_("as the others again"), default=False)
    hold_days = models.PositiveSmallIntegerField(_("held after delivery (days)"))
    market_word_hold_days = models.PositiveSmallIntegerField(_("held on the market's own word (days)"))
    minimum = models.BigIntegerField(_("least payout (rial)"))
    schedule = models.CharField(_("schedule"), max_length=8, choices=Schedule.choices)
    # Counted from Saturday, 0.
    weekday = models.PositiveSmallIntegerField(_("day of the week"), null=True, blank=True)
    # Of the Jalali month; a day that a month does not have is its last.
    month_days = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("days of the month"), default=list, blank=True
    )
    early_allowed = models.BooleanField(_("early payout on request"), default=False)
    early_fixed = models.BigIntegerField(_("early payout: fixed fee (rial)"), default=0)
    early_percent = models.DecimalField(
        _("early payout: fee (percent)"), max_digits=5, decimal_places=2, default=Decimal(0)
    )
    early_fee_most = models.BigIntegerField(_("early payout: largest fee (rial)"), null=True, blank=True)
    made_by = models.CharField(_("set by"), max_length=80)
    made_at = models.DateTimeField(_("set"), default=timezone.now)

    class Meta:
        verbose_name = _("payout terms")
        verbose_name_plural = _("payout terms")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(market_ref="") | Q(plan=""), name="payout_terms_of_one"),
            models.CheckConstraint(
                condition=Q(is_lifted=False) | ~Q(market_ref="", plan=""), name="payout_terms_of_all_stay"
            ),
            models.CheckConstraint(
                condition=Q(market_word_hold_days__gte=F("hold_days")), name="markets_word_holds_longer"
            ),
            models.CheckConstraint(
                condition=Q(minimum__gte=0, early_fixed__gte=0, early_percent__gte=0, early_percent__lt=100)
                & (Q(early_fee_most=None) | Q(early_fee_most__gte=0)),
                name="payout_terms_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(schedule="weekly") | Q(weekday__gte=0, weekday__lte=6), name="paid_on_a_day_of_the_week"
            ),
            models.CheckConstraint(
                condition=~Q(schedule="monthly")
                | Q(month_days__len__gt=0, month_days__contained_by=list(range(1, 32))),
                name="paid_on_days_of_the_month",
            ),
        ]
        indexes = [models.Index(fields=["market_ref", "plan", "-starts_on", "-id"], name="payout_terms_in_force")]

    def __str__(self) -> str:
        return f"{self.market_ref or self.plan or '*'} {self.starts_on}"
