"""What the sales of the last months came to: holds begun and over, money free, one sale that staff keep."""

from commerce.earnings.payouts.services.pausing import pause_sale
from commerce.foundation.core.actors import SYSTEM, Actor
from commerce.foundation.core.events import deliver, due_events
from commerce.money.remittances.services import add_bank_account, verify_bank_account
from commerce.money.settlement.models import Sale
from commerce.money.settlement.services import release_due
from commerce.shop.markets.models import Market, Membership
from config.demo.wallets import VERIFIER, confirmed

IBANS = ("IR062960000000100324200001", "IR820540102680020817909002")


def go_on() -> None:
    """What runs by itself on a day: facts are heard, and what was held long enough becomes free."""
    for event in due_events():
        deliver(event)
    release_due()


def open_accounts(markets: list[Market]) -> None:
    """Bank accounts of the first markets, verified long ago; the last still has none."""
    for market, iban in zip(markets, IBANS, strict=False):
        owner = Membership.objects.filter(market=market, role=Membership.Role.OWNER).select_related("user").get().user
        account = add_bank_account(
            actor=Actor("user", owner.public_id),
            owner_kind="market",
            owner_ref=market.public_id,
            iban=iban,
            holder=owner.get_full_name(),
            credentials=confirmed(),
        )
        verify_bank_account(actor=VERIFIER, public_id=account.public_id, holder=account.holder)


def keep_one() -> None:
    """Staff look into one of the sales that are held."""
    held = Sale.objects.filter(released_at=None, reversed_at=None, release_at__isnull=False).order_by("posted_at")
    if sale := held.first():
        pause_sale(actor=SYSTEM, sale_ref=sale.sale_ref, reason="بررسی آدرس گیرنده")
