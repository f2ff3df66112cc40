"""One going-through of the markets whose day has come."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.works import Work


class Outcome(models.TextChoices):
    """What became of a market in a run, or would."""

    PAID = "paid", _("paid")
    PAID_BEFORE = "paid_before", _("paid before for this day")
    NOTHING = "nothing", _("nothing is free")
    BELOW_MINIMUM = "below_minimum", _("less than the least payout")
    RESTRICTED = "restricted", _("payouts are stopped for this market")
    NO_ACCOUNT = "no_account", _("no bank account")
    ACCOUNT_UNVERIFIED = "account_unverified", _("the bank account is not verified")
    ACCOUNT_NEW = "account_new", _("the bank account is too new")
    NOT_THAT_MUCH = "not_that_much", _("less than that is free")


class PayoutRun(Work):
    """Made by itself once a working day, or by somebody from the screen; it proposes, others approve.

    It answers for all paydays since the last run that made itself, so a day on which nothing ran is not lost.
    """

    class Scope(models.TextChoices):
        DUE = "due", _("markets whose day has come")
        MANUAL = "manual", _("markets that are paid when staff say so")

    scope = models.CharField(_("whom"), max_length=10, choices=Scope.choices, default=Scope.DUE)
    day = models.DateField(_("day"))
    since = models.DateField(_("paydays since"))
    is_automatic = models.BooleanField(_("made by itself"), default=False)
    paid = models.PositiveIntegerField(_("payouts"), default=0)
    total = models.BigIntegerField(_("total (rial)"), default=0)

    class Meta(Work.Meta):
        verbose_name = _("payout run")
        verbose_name_plural = _("payout runs")
        constraints = [
            models.UniqueConstraint(fields=["day"], condition=Q(is_automatic=True), name="one_run_a_day_by_itself"),
            models.CheckConstraint(condition=Q(since__lte=models.F("day")), name="payout_run_looks_back"),
        ]


class RunLine(models.Model):
    """What became of one market in a run."""

    run = models.ForeignKey(PayoutRun, on_delete=models.CASCADE, related_name="lines")
    market_ref = models.CharField(_("market"), max_length=40)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices)
    amount = models.BigIntegerField(_("amount (rial)"), default=0)
    payout = models.OneToOneField(
        "payouts.Payout", on_delete=models.PROTECT, null=True, blank=True, related_name="line"
    )

    class Meta:
        verbose_name = _("line of a payout run")
        verbose_name_plural = _("lines of payout runs")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["run", "market_ref"], name="a_market_once_in_a_run"),
        ]
        indexes = [models.Index(fields=["market_ref", "-id"], name="run_line_by_market")]

    def __str__(self) -> str:
        return f"{self.market_ref} {self.outcome}"
