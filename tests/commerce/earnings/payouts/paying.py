"""Short words for tests of payouts: markets with free money and a bank account, and what the bank does."""

import itertools
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from commerce.earnings.payouts import services
from commerce.earnings.payouts.models import Payout, PayoutRun, PayoutTerms
from commerce.foundation.core import clock
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.money.ledger.selectors import balance_of
from commerce.money.ledger.services import AccountRef
from commerce.money.remittances import services as remittances
from commerce.money.remittances.models import BankAccount, Batch
from commerce.money.settlement.services import note_earning
from commerce.shop.markets.models import Market
from tests.commerce.money.books import RECEIPTS, transfer
from tests.commerce.money.outgoing import CHECKER, IBANS, MAKER, stepped_up

TRANSIT = AccountRef("payouts_in_transit")
PAYER = Actor("user", "payer", rights=frozenset({"payouts.start_payouts", "payouts.add_payoutterms"}))
KEEPER = Actor("user", "keeper", rights=frozenset({"payouts.change_holiday"}))
_numbers = itertools.count(1)


def free(market: Market) -> AccountRef:
    return AccountRef("vendor_free", "market", market.public_id)


def free_of(market: Market) -> int:
    return balance_of(free(market))


@transaction.atomic
def earn(market: Market, amount: int) -> str:
    """A sale that made so much free; answers with its reference."""
    ref = f"sold-{next(_numbers)}"
    note_earning(market_ref=market.public_id, kind="sale", ref=ref, amount=amount)
    giver, taker = (free(market), RECEIPTS) if amount > 0 else (RECEIPTS, free(market))
    transfer(giver, taker, abs(amount))
    return ref


def account_of(market: Market, *, verified: bool = True, cool: bool = True, iban: str = IBANS[0]) -> BankAccount:
    account = remittances.add_bank_account(
        actor=Actor("user", "vendor"),
        owner_kind="market",
        owner_ref=market.public_id,
        iban=iban,
        holder="چای‌خانه",
        credentials=stepped_up(),
    )
    if cool:
        BankAccount.objects.filter(pk=account.pk).update(usable_from=timezone.now() - timedelta(seconds=1))
    if verified:
        remittances.verify_bank_account(actor=CHECKER, public_id=account.public_id, holder=account.holder)
    account.refresh_from_db()
    return account


def terms(market: Market | None = None, **fields: Any) -> PayoutTerms:
    """Terms from today on, of one market or of all: every working day and from the first rial, unless told."""
    named = {
        "hold_days": 7,
        "market_word_hold_days": 14,
        "minimum": 0,
        "schedule": "daily",
        "early_allowed": True,
    } | fields
    market_ref = market.public_id if market else ""
    return services.set_terms(actor=SYSTEM, starts_on=clock.today(), fields=named, market_ref=market_ref)


def run(*, actor: Actor = PAYER, scope: str = "due", day: date | None = None) -> PayoutRun:
    """A run that is over; of another day where told. (Without a worker it is done as soon as it is asked for.)"""
    asked = PayoutRun.objects.create(
        scope=scope, day=day or clock.today(), since=day or clock.today(), asked_by=actor.key
    )
    services.work_on_run(run_id=asked.pk)
    asked.refresh_from_db()
    return asked


def outcome(made: PayoutRun, market: Market) -> str:
    return made.lines.get(market_ref=market.public_id).outcome


def to_the_bank(*payouts: Payout) -> Batch:
    """Approve payouts, batch them, and say that the bank took the file."""
    for payout in payouts:
        remittances.approve_remittance(actor=CHECKER, public_id=payout.remittance.public_id)
    batch = remittances.make_batch(actor=MAKER, batch_format="paya-csv", kind="payout")
    remittances.check_batch(actor=CHECKER, batch=batch.public_id)
    remittances.export_batch(batch=batch.public_id)
    sent = remittances.mark_sent(actor=MAKER, batch=batch.public_id, bank_reference="1405-9")
    for payout in payouts:
        payout.refresh_from_db()
    return sent
