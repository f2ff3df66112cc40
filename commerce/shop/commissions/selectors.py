"""Which commission holds when."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from commerce.shop.commissions.hiding import hiders_of
from commerce.shop.commissions.models import CommissionRate, CommissionRule


def rate_at(moment: datetime | None = None) -> CommissionRate | None:
    """The general rate that holds at a moment, now unless told; none before the first."""
    return CommissionRate.objects.filter(starts_at__lte=moment or timezone.now()).order_by("-starts_at").first()


def rules_at(moment: datetime | None = None) -> "QuerySet[CommissionRule]":
    """The rules in force at a moment, in the order in which they are asked."""
    at = moment or timezone.now()
    running = Q(ends_at=None) | Q(ends_at__gt=at)
    return CommissionRule.objects.filter(running, is_active=True, starts_at__lte=at).order_by("position")


def hidden_rules() -> dict[str, CommissionRule]:
    """Public id of each active rule that is never asked → the rule above that hides it."""
    return hiders_of(list(CommissionRule.objects.order_by("position")))


def comings_of_rate() -> "QuerySet[CommissionRate]":
    """The general rate through time, the newest first, those still to come among them."""
    return CommissionRate.objects.order_by("-starts_at")
