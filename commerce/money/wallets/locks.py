"""Locks of wallets: after the order, before stock and the ledger's accounts; several in the order of their ids."""

import hashlib
from collections.abc import Collection

from django.db import connection

from commerce.money.wallets.models import Wallet


def lock_giver(actor_key: str) -> None:
    """Let a member of staff give away one thing at a time, before any wallet: what was given today is added up."""
    digest = hashlib.blake2b(f"wallets.giver:{actor_key}".encode(), digest_size=8).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest, "big", signed=True)])


def lock_wallet(user_id: int) -> Wallet:
    """A person's wallet, made if need be, until the transaction ends: its money moves for one at a time."""
    return lock_wallets([user_id])[user_id]


def lock_wallets(user_ids: Collection[int]) -> dict[int, Wallet]:
    """Wallets of several people by person, made if need be."""
    found = _locked(user_ids)
    if missing := sorted(set(user_ids) - found.keys()):
        Wallet.objects.bulk_create([Wallet(user_id=user_id) for user_id in missing], ignore_conflicts=True)
        found = _locked(user_ids)
    return found


def _locked(user_ids: Collection[int]) -> dict[int, Wallet]:
    rows = Wallet.objects.select_for_update(no_key=True, of=("self",)).select_related("user")
    return {wallet.user_id: wallet for wallet in rows.filter(user_id__in=user_ids).order_by("pk")}
