"""Setting the platform's commission."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from commerce.foundation.audit.services import note
from commerce.foundation.core.actors import Actor
from commerce.shop.commissions import policies
from commerce.shop.commissions.errors import BackdatedRate, ImpossiblePercent
from commerce.shop.commissions.models import CommissionRate


@transaction.atomic
def set_rate(*, actor: Actor, percent: Decimal, starts_at: datetime | None = None) -> CommissionRate:
    """Take so many percent of items from a moment on, now unless told. What was sold before keeps its shares."""
    policies.require_set_rate(actor)
    now = timezone.now()
    if not 0 <= percent <= 100:
        raise ImpossiblePercent
    if starts_at and starts_at < now:
        raise BackdatedRate
    rate, _ = CommissionRate.objects.update_or_create(
        starts_at=starts_at or now, defaults={"percent": percent, "set_by": actor.key}
    )
    told = {"percent": str(percent), "starts_at": rate.starts_at.isoformat()}
    note(actor=actor, action="commission.rate_set", subject_kind="commission_rate", subject_ref="general", data=told)
    return rate
