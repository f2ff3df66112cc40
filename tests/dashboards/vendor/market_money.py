"""What a market of the tests has with its banks."""

from typing import Any

from commerce.foundation.core.actors import Actor
from commerce.money.payments.models import Gateway
from commerce.money.remittances.models import BankAccount
from commerce.money.remittances.selectors import bank_accounts_of
from commerce.money.remittances.services import add_bank_account
from tests.commerce.money.outgoing import IBANS, stepped_up


def bank_account_of(shop: Any, *, iban: str = IBANS[0]) -> BankAccount:
    """A bank account of a shop's market."""
    owner = {"owner_kind": "market", "owner_ref": shop.market.public_id}
    known = [account for account in bank_accounts_of(**owner) if account.iban == iban]
    actor = Actor("user", shop.owner.public_id)
    return (known or [add_bank_account(actor=actor, **owner, iban=iban, holder="امید", credentials=stepped_up())])[0]


def gateway_of(shop: Any) -> Gateway:
    """A contract of a shop's market with a bank."""
    made, _new = Gateway.objects.get_or_create(
        slug=f"sadad-{shop.market.handle}",
        defaults={
            "adapter": "sadad",
            "owner_kind": "market",
            "owner_ref": shop.market.public_id,
            "title_fa": f"درگاه {shop.market.name}",
            "title_en": "Own",
            "credentials": '{"merchant_id": "top-secret", "terminal_id": "t", "terminal_key": "k"}',
        },
    )
    return made
