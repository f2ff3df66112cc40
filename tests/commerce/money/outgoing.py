"""Short words for tests about money that leaves: a kind of its own, from a wallet by way of transit."""

import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from commerce.foundation.accounts.policies import Credentials
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.sheets import write_csv
from commerce.money.ledger.services import AccountRef
from commerce.money.remittances import services
from commerce.money.remittances.kinds import remittance_kind
from commerce.money.remittances.models import BankAccount, Batch, Remittance, ResultFile
from tests.commerce.money.books import CLEARING, transfer, wallet

IBANS = ("IR062960000000100324200001", "IR820540102680020817909002", "IR860120000000001234567891")
TRANSIT = AccountRef("refunds_in_transit")
RIGHTS = (
    "approve_remittance",
    "verify_bankaccount",
    "add_batch",
    "check_batch",
    "send_batch",
    "change_batchformat",
    "view_remittance",
    "view_batch",
    "view_bankaccount",
    "view_batchformat",
)


def _put_back(remittance: Remittance) -> None:
    transfer(wallet(remittance.owner_ref), TRANSIT, remittance.amount, key=f"back:{remittance.public_id}")


KIND = remittance_kind(
    "test_outgoing", title="آزمون", transit=TRANSIT.kind, on_refused=_put_back, on_returned=_put_back
)


def clerk(name: str) -> Actor:
    """Somebody of finance who may do everything here, by name."""
    return Actor("user", name, rights=frozenset(f"remittances.{right}" for right in RIGHTS))


MAKER, CHECKER, SECOND = clerk("maker"), clerk("checker"), clerk("second")


def stepped_up() -> Credentials:
    return Credentials(audience="shopper", session_public_id="session", stepped_up_at=timezone.now())


def owner(name: str) -> Actor:
    return Actor("user", name)


def bank_account(name: str = "mina", *, iban: str = IBANS[0], verified: bool = True, cool: bool = True) -> BankAccount:
    """A bank account of somebody, verified and no longer new unless told."""
    account = services.add_bank_account(
        actor=owner(name),
        owner_kind="user",
        owner_ref=name,
        iban=iban,
        holder="مینا کریمی",
        credentials=stepped_up(),
    )
    if cool:
        BankAccount.objects.filter(pk=account.pk).update(usable_from=timezone.now() - timedelta(seconds=1))
    if verified:
        services.verify_bank_account(actor=CHECKER, public_id=account.public_id, holder=account.holder)
    account.refresh_from_db()
    return account


def fund(name: str, amount: int) -> None:
    transfer(wallet(name), CLEARING, amount)


@transaction.atomic
def ask(account: BankAccount, amount: int = 1_000_000, *, key: str, **more: Any) -> Remittance:
    """Ask as an app would: the money goes on transit in the same transaction."""
    transfer(TRANSIT, wallet(account.owner_ref), amount, key=f"out:{key}")
    named = {
        "actor": owner(account.owner_ref),
        "kind": KIND.name,
        "owner_kind": account.owner_kind,
        "owner_ref": account.owner_ref,
        "bank_account": account.public_id,
        "reference": key,
    }
    return services.ask_remittance(**(named | more), amount=amount, key=key)


def approved(account: BankAccount, amount: int = 1_000_000, *, key: str) -> Remittance:
    remittance = ask(account, amount, key=key)
    return services.approve_remittance(actor=MAKER, public_id=remittance.public_id)


def sent(batch: Batch, *, bank_reference: str = "1403-77") -> Batch:
    """A batch that was made, on its whole way to the bank."""
    services.check_batch(actor=CHECKER, batch=batch.public_id)
    services.export_batch(batch=batch.public_id)
    return services.mark_sent(actor=MAKER, batch=batch.public_id, bank_reference=bank_reference)


@dataclass
class SentBatch:
    account: BankAccount
    remittance: Remittance
    batch: Batch
    result_file: ResultFile


def a_sent_batch() -> SentBatch:
    """One remittance on its whole way, and what the bank wrote about it; the same at every asking."""
    if batch := Batch.objects.filter(bank_reference="a sent batch").first():
        remittance = batch.remittances.get()
        return SentBatch(remittance.bank_account, remittance, batch, batch.result_files.get())
    fund("mina", 1_000_000)
    account = bank_account()
    remittance = approved(account, key="a sent batch")
    batch = sent(services.make_batch(actor=MAKER, batch_format="paya-csv"), bank_reference="a sent batch")
    table = write_csv([["شناسه پیگیری", "وضعیت"], [remittance.tracking, "موفق"]])
    return SentBatch(
        account,
        remittance,
        batch,
        services.keep_results(actor=MAKER, batch=batch.public_id, upload=io.BytesIO(table)),
    )
