"""Which commission holds when."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from commerce.shop.commissions.models import CommissionRate, CommissionRule


def rate_at(moment: datetime | None = None) -> CommissionRate | None:
    """The general rate that holds at a moment, now unless told; none before the first."""
    return CommissionRate.objects.filter(starts_at__lte=moment or timezone.now()).order_by("-starts_at").first()


def rules_at(moment: datetime | None = None) -> "QuerySet[CommissionRule]":
    """The rules in force at a moment, in the order in which they are asked."""
    at = moment or timezone.now()
    running = Q(ends_at=None) | Q(ends_at__gt=at)
    return CommissionRule.objects.filter(running, is_active=True, starts_at__lte=at).order_by("position")


def shadowed_by_all() -> list[CommissionRule]:
    """Active rules that are never read, because one above them matches everything of their kind."""
    below: list[CommissionRule] = []
    closed: set[str] = set()
    for rule in CommissionRule.objects.filter(is_active=True).order_by("position"):
        kinds = {"items", "shipping"} if rule.applies_to == "both" else {rule.applies_to}
        if kinds <= closed:
            below.append(rule)
        if rule.matches_everything and rule.ends_at is None:
            closed |= kinds
    return below
