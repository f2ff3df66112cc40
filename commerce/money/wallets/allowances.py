"""Limits that rivals cannot pass together."""

from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import F

from commerce.foundation.accounts.backoff import Backoff
from commerce.foundation.core import clock
from commerce.money.wallets.models import Allowance, Wallet

HOUR = 3600
# Counted in the cache: a refusal rolls back what the database counted, and a try must count before it is judged.
RECEIVERS_ASKED = Backoff(
    "wallet_receiver", free=settings.RECEIVERS_ASKED_HOURLY, first_wait=300, longest_wait=HOUR, memory=HOUR
)
CODES_TRIED = Backoff(
    "gift_card_code", free=settings.GIFT_CODES_TRIED_HOURLY, first_wait=300, longest_wait=HOUR, memory=HOUR
)

TAKE = """
    INSERT INTO wallets_allowance AS counted (wallet_id, "limit", since, used) VALUES (%s, %s, %s, %s)
    ON CONFLICT (wallet_id, "limit", since) DO UPDATE SET used = counted.used + excluded.used
    WHERE counted.used + excluded.used <= %s
"""


def take_today(wallet: Wallet, limit: str, *, amount: int, most: int) -> bool:
    """Count an amount towards what may be moved in a day in Tehran; False, and nothing is counted, beyond it."""
    if amount > most:
        return False
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [wallet.pk, limit, clock.day_start(clock.today()), amount, most])
        return bool(cursor.rowcount)


def give_back(wallet: Wallet, limit: str, *, amount: int, taken_at: datetime) -> None:
    """Count an amount no more: it did not move after all."""
    day = clock.day_start(clock.tehran_date(taken_at))
    Allowance.objects.filter(wallet=wallet, limit=limit, since=day, used__gte=amount).update(used=F("used") - amount)


def left_today(wallet: Wallet, limit: str, *, most: int) -> int:
    """What may still be moved today."""
    counted = Allowance.objects.filter(wallet=wallet, limit=limit, since=clock.day_start(clock.today()))
    return most - sum(counted.values_list("used", flat=True))
