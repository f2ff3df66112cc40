"""Wallets that look lived in: filled, spent from, sent from, frozen; credit, gift cards, a withdrawal to decide on."""

from datetime import timedelta

from django.utils import timezone

from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.policies import Credentials
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.money.payments.services import capture_payment
from commerce.money.remittances.models import BankAccount
from commerce.money.remittances.services import add_bank_account, verify_bank_account
from commerce.money.wallets import services
from config.demo.people import shoppers

TOP_UPS = (20_000_000, 5_000_000, 12_000_000, 800_000)
IBAN = "IR820540102680020817909002"
VERIFIER = Actor("user", "demo", rights=frozenset({"remittances.verify_bankaccount"}))


def fill() -> None:
    """Money for some shoppers, the shopper's login first."""
    sara, *others = shoppers()
    for user, amount in zip([sara, *others], TOP_UPS, strict=False):
        _top_up(user, amount)
    for campaign, amount, days in (("هدیهٔ عضویت", 500_000, 6), ("جشنوارهٔ یلدا", 1_500_000, 30)):
        until = timezone.now() + timedelta(days=days)
        services.grant_promotional(actor=SYSTEM, user=sara, amount=amount, expires_at=until, campaign=campaign)
    _send(sara, others[0], 1_200_000, "سهم ناهار")
    _send(others[1], sara, 3_000_000, "")
    _withdraw(sara, 4_000_000)
    _give_cards(sara)
    services.freeze_wallet(actor=SYSTEM, user=others[2], reason="گزارش ورود ناشناس به حساب")


def _top_up(user: User, amount: int) -> None:
    top_up, payment = services.ask_top_up(user=user, amount=amount)
    capture_payment(payment_id=payment.pk, receipt=f"demo-{top_up.public_id}", card_mask="603799******1234")


def _send(giver: User, taker: User, amount: int, note: str) -> None:
    services.transfer_cash(user=giver, credentials=confirmed(), mobile=taker.mobile, amount=amount, note=note)


def _withdraw(user: User, amount: int) -> None:
    """A verified bank account, and a withdrawal that waits for staff."""
    actor = Actor("user", user.public_id)
    account = add_bank_account(
        actor=actor,
        owner_kind="user",
        owner_ref=user.public_id,
        iban=IBAN,
        holder=user.get_full_name(),
        credentials=confirmed(),
    )
    verify_bank_account(actor=VERIFIER, public_id=account.public_id, holder=account.holder)
    BankAccount.objects.filter(pk=account.pk).update(usable_from=timezone.now())
    services.ask_withdrawal(
        actor=actor, user=user, credentials=confirmed(), amount=amount, bank_account=account.public_id
    )


def _give_cards(user: User) -> None:
    """A batch that staff gave away, one of its cards redeemed."""
    until = timezone.now() + timedelta(days=90)
    batch = services.make_gift_card_batch(
        actor=SYSTEM, title="هدیهٔ نوروز", count=10, amount=1_000_000, expires_at=until
    )
    codes = services.fetch_gift_card_codes(actor=SYSTEM, batch=batch.public_id)
    services.redeem_gift_card(user=user, code=codes[0].replace("-", ""))


def confirmed() -> Credentials:
    """A fresh code was typed just now."""
    return Credentials("shopper", "demo", stepped_up_at=timezone.now())
