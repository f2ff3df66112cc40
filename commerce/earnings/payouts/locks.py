"""Locks of payouts: the market's turn first, then remittances and bank accounts, payouts, earnings, the ledger."""

import hashlib

from django.db import connection

from commerce.earnings.payouts.models import Payout


def lock_market(market_ref: str) -> None:
    """Let one transaction at a time pay a market out."""
    digest = hashlib.blake2b(f"payouts.market:{market_ref}".encode(), digest_size=8).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest, "big", signed=True)])


def lock_payout_of(remittance_id: int) -> Payout:
    """The payout of a remittance that the caller locked, until the transaction ends."""
    return Payout.objects.select_for_update(of=("self",), no_key=True).get(remittance=remittance_id)
