"""Stopping a wallet, and letting it go on."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.accounts.models import User
from commerce.foundation.audit.services import note
from commerce.foundation.core import clock
from commerce.foundation.core.actors import Actor
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.core.events import record
from commerce.money.wallets.events import WalletThawed, WalletWasFrozen
from commerce.money.wallets.locks import lock_wallet
from commerce.money.wallets.models import Wallet
from commerce.money.wallets.policies import FREEZE, require, require_stranger


@transaction.atomic
def freeze_wallet(*, actor: Actor, user: User, reason: str) -> Wallet:
    """Let nothing leave a person's wallet. What is held for a payment is still taken, and money still comes in."""
    require(FREEZE, actor)
    _require_reason(reason)
    wallet = lock_wallet(user.pk)
    if not wallet.is_frozen:
        _write(wallet, is_frozen=True, frozen_reason=reason, frozen_by=actor.key, frozen_at=clock.now())
        _note(actor, "frozen", wallet, reason)
        record(WalletWasFrozen(user.public_id))
    return wallet


@transaction.atomic
def unfreeze_wallet(*, actor: Actor, user: User, reason: str) -> Wallet:
    """Let a frozen wallet go on; never one's own."""
    require(FREEZE, actor)
    require_stranger(actor, owner=user)
    _require_reason(reason)
    wallet = lock_wallet(user.pk)
    if wallet.is_frozen:
        _write(wallet, is_frozen=False, frozen_reason="", frozen_by="", frozen_at=None)
        _note(actor, "unfrozen", wallet, reason)
        record(WalletThawed(user.public_id))
    return wallet


def _write(wallet: Wallet, **columns: object) -> None:
    for name, value in columns.items():
        setattr(wallet, name, value)
    wallet.save(update_fields=list(columns))


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise InvalidInput({"reason": [("required", _("Say why."))]})


def _note(actor: Actor, act: str, wallet: Wallet, reason: str) -> None:
    note(
        actor=actor,
        action=f"wallet.{act}",
        subject_kind="wallet",
        subject_ref=wallet.public_id,
        data={"reason": reason},
    )
