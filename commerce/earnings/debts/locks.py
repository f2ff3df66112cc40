"""Locks of debts: after the payment and the wallet, before earnings and the ledger's accounts."""

import hashlib

from django.db import connection
from django.db.models import QuerySet

from commerce.earnings.debts.models import DebtPayment, DebtRelief, DebtStanding
from commerce.earnings.debts.months import month_of
from commerce.foundation.core import clock
from commerce.shop.markets.models import Market


def lock_reliever(actor_key: str) -> None:
    """Let a member of staff lessen one debt at a time: what was lessened today is added up."""
    digest = hashlib.blake2b(f"debts.reliever:{actor_key}".encode(), digest_size=8).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest, "big", signed=True)])


def lock_standing(market: Market) -> DebtStanding:
    """A market's standing, made if need be, until the transaction ends: one at a time bills, nets or is paid."""
    found = _locked(market).first()
    if found is None:
        fresh = DebtStanding(market=market, month=month_of(clock.today()))
        DebtStanding.objects.bulk_create([fresh], ignore_conflicts=True)
    return found or _locked(market).get()


def lock_payment(public_id: str) -> DebtPayment:
    """One act of paying, until the transaction ends; before the market's standing."""
    rows = DebtPayment.objects.select_for_update(no_key=True, of=("self",)).select_related("market")
    return rows.get(public_id=public_id)


def lock_relief(public_id: str) -> DebtRelief | None:
    """One relief, until the transaction ends; before the market's standing."""
    rows = DebtRelief.objects.select_for_update(no_key=True, of=("self",)).select_related("market")
    return rows.filter(public_id=public_id).first()


def _locked(market: Market) -> QuerySet[DebtStanding]:
    return DebtStanding.objects.select_for_update(no_key=True).filter(market=market)
