"""Which commission holds when."""

from datetime import datetime

from django.utils import timezone

from commerce.shop.commissions.models import CommissionRate


def rate_at(moment: datetime | None = None) -> CommissionRate | None:
    """The rate that holds at a moment, now unless told; none before the first."""
    return CommissionRate.objects.filter(starts_at__lte=moment or timezone.now()).order_by("-starts_at").first()
