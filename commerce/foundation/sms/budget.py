"""How many messages the platform allows itself in an hour, whoever asks for them."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from commerce.foundation.sms.errors import SmsBudgetSpent

HOUR = timedelta(hours=1)
ALARM_AT = 0.8

logger = logging.getLogger(__name__)


def spend_one() -> None:
    """Take one message from this hour's budget; raises the alarm near its end and refuses after it."""
    now = timezone.now()
    key = f"sms:budget:{now:%Y%m%d%H}"
    cache.add(key, 0, timeout=2 * int(HOUR.total_seconds()))
    spent, budget = cache.incr(key), settings.SMS_HOURLY_BUDGET
    if spent == int(budget * ALARM_AT) + 1:
        logger.error("SMS alarm: %s of this hour's %s messages are spent", spent, budget)
    if spent > budget:
        logger.error("SMS alarm: this hour's budget of %s messages is spent; refusing", budget)
        next_hour = now.replace(minute=0, second=0, microsecond=0) + HOUR
        raise SmsBudgetSpent(headers={"Retry-After": str(int((next_hour - now).total_seconds()) + 1)})
