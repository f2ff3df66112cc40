"""Locks of this app. Order: owner, then batch, then remittances by id, then bank account; the ledger comes last."""

import hashlib
from collections.abc import Collection

from django.db import connection

from commerce.foundation.core.errors import NotFound
from commerce.money.remittances.models import BankAccount, Batch, BatchFormat, Remittance


def bank_accounts_of(owner_kind: str, owner_ref: str) -> None:
    """Let one transaction at a time write among an owner's bank accounts, of which there may be none yet."""
    text = f"remittances.bank_accounts:{owner_kind}:{owner_ref}"
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(digest, "big", signed=True)])


def bank_account(public_id: str) -> BankAccount:
    """A bank account as it is now, ours until the transaction ends."""
    account = BankAccount.objects.select_for_update(no_key=True).kept().filter(public_id=public_id).first()
    if account is None:
        raise NotFound()
    return account


def remittance(public_id: str) -> Remittance:
    """A remittance as it is now, ours until the transaction ends."""
    rows = Remittance.objects.select_for_update(of=("self",), no_key=True).select_related("bank_account")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound()
    return found


def ready_remittances(*, batch_format: BatchFormat, kind: str, public_ids: Collection[str] | None) -> list[Remittance]:
    """Approved remittances that fit a format, the longest waiting first; unless named, those nobody else takes now."""
    rows = Remittance.objects.ready().select_for_update(of=("self",), no_key=True, skip_locked=public_ids is None)
    if batch_format.most_amount is not None:
        rows = rows.filter(amount__lte=batch_format.most_amount)
    if kind:
        rows = rows.filter(kind=kind)
    if public_ids is not None:
        rows = rows.filter(public_id__in=public_ids)
    return list(rows[: batch_format.most_rows])


def batch(public_id: str) -> Batch:
    """A batch as it is now, ours until the transaction ends."""
    found = (
        Batch.objects.select_for_update(of=("self",), no_key=True)
        .select_related("batch_format")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise NotFound()
    return found
