"""Short words for tests about wallets."""

import itertools
from datetime import timedelta
from typing import Any

from django.utils import timezone
from rest_framework.test import APIClient

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.money.ledger.selectors import balances_of
from commerce.money.ledger.services import AccountRef, PostingDraft, post_entry
from commerce.money.payments.models import Payment, Refund
from commerce.money.payments.purposes import payable
from commerce.money.payments.services import capture_payment
from commerce.money.wallets import services
from commerce.money.wallets.models import GiftCard, PromotionalGrant
from tests.factories import bearer
from tests.factories.sales import fresh_key, make_gateway

_numbers = itertools.count(1)
WALLET = "/api/v1/wallet/"
THING = "thing_from_wallet"

payable(THING, on_captured=lambda payment: None, title=lambda reference: f"چیز {reference}")


def ask(client: Any, address: str, body: dict[str, Any], *, key: str = "") -> Any:
    """POST to a door of the wallet with a key that was never used, unless told."""
    return client.post(f"{WALLET}{address}", body, headers={"Idempotency-Key": key or fresh_key()})


def capture(payment: Payment) -> Payment:
    """The bank says that it is paid."""
    return capture_payment(payment_id=payment.pk, receipt=f"wallet-receipt-{next(_numbers)}")


def top_up(user: User, amount: int) -> None:
    """Cash for a wallet, from a bank."""
    make_gateway()
    _top_up, payment = services.ask_top_up(user=user, amount=amount)
    capture(payment)


def grant(user: User, amount: int, *, days: float = 30, campaign: str = "یلدا") -> PromotionalGrant:
    """Promotional credit for a wallet."""
    until = timezone.now() + timedelta(days=days)
    return services.grant_promotional(actor=SYSTEM, user=user, amount=amount, expires_at=until, campaign=campaign)


def time_is_over(row: PromotionalGrant | GiftCard) -> None:
    type(row).objects.filter(pk=row.pk).update(expires_at=timezone.now() - timedelta(seconds=1))


def pay_by_wallet(user: User, amount: int, *, reference: str = "t-1") -> Payment:
    """An attempt to pay a thing from the wallet, as payments begins it, not yet held."""
    return Payment.objects.create(
        purpose=THING,
        reference=reference,
        payer=user,
        method=Payment.Method.WALLET,
        amount=amount,
        deadline_at=timezone.now() + timedelta(minutes=30),
    )


def refund(payment: Payment, amount: int) -> Refund:
    """A refund of a payment that was decided, whose money waits to leave."""
    number = next(_numbers)
    post_entry(
        key=f"decided:{number}",
        reason="refund_decided",
        cause_kind="test",
        cause_ref=str(number),
        postings=[PostingDraft(AccountRef("receipts"), amount), PostingDraft(AccountRef("refunds_payable"), -amount)],
    )
    return Refund.objects.create(key=f"refund-{number}", payment=payment, amount=amount, way=Refund.Way.WALLET)


def pockets(user: User) -> dict[str, int]:
    """What stands on a person's accounts."""
    kinds = {"cash": "wallet", "gift": "gift", "promotional": "promotional", "held": "wallet_holds"}
    refs = {name: AccountRef(kind, "user", user.public_id) for name, kind in kinds.items()}
    balances = balances_of(list(refs.values()))
    return {name: balances[ref] for name, ref in refs.items()}


def stepped_up(user: User) -> APIClient:
    """A session of a person that a fresh code confirmed a moment ago."""
    client = bearer(user)
    user.sessions.update(stepped_up_at=timezone.now())
    return client


def staff(name: str, *rights: str) -> Actor:
    """A member of staff with rights of this app."""
    return Actor("user", name, rights=frozenset(f"wallets.{right}" for right in rights))


def gift_codes(*amounts: int, days: float = 30) -> list[str]:
    """Codes of cards that the platform gives away, one of each amount."""
    until = timezone.now() + timedelta(days=days)
    batches = [
        services.make_gift_card_batch(actor=SYSTEM, title="عید", count=1, amount=amount, expires_at=until)
        for amount in amounts
    ]
    return [services.fetch_gift_card_codes(actor=SYSTEM, batch=batch.public_id)[0] for batch in batches]
