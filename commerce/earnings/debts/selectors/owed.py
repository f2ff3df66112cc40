"""What the books say a market owes."""

from dataclasses import dataclass

from commerce.earnings.debts.models import DebtStanding
from commerce.money.ledger.models import Account
from commerce.money.ledger.selectors import balances_of
from commerce.money.ledger.services import AccountRef


@dataclass(frozen=True, slots=True)
class Owed:
    """Both ways of owing: fees of money the market took in itself, and free money below zero after a clawback."""

    debt: int
    free: int

    @property
    def below(self) -> int:
        return max(-self.free, 0)

    @property
    def total(self) -> int:
        return self.debt + self.below

    @property
    def can_be_netted(self) -> int:
        """What the market's free money could make up for now."""
        return max(min(self.debt, self.free), 0)


def account_of(kind: str, market_ref: str) -> AccountRef:
    """A market's account of a kind."""
    return AccountRef(kind, "market", market_ref)


def owed_of(market_ref: str) -> Owed:
    """What a market owes now, in one question to the books."""
    debt, free = account_of("vendor_debt", market_ref), account_of("vendor_free", market_ref)
    balances = balances_of([debt, free])
    return Owed(debt=balances[debt], free=balances[free])


def markets_owing() -> list[str]:
    """The markets to look at: those the books say owe something, and those that did when last looked at."""
    owing = Account.objects.filter(owner_kind="market", is_inline=True)
    refs = set(owing.filter(kind="vendor_debt", balance__gt=0).values_list("owner_ref", flat=True))
    refs |= set(owing.filter(kind="vendor_free", balance__lt=0).values_list("owner_ref", flat=True))
    refs |= set(DebtStanding.objects.filter(owed__gt=0).values_list("market__public_id", flat=True))
    return sorted(refs)


def markets_to_net() -> list[str]:
    """The markets that owe something and have free money beside it."""
    inline = Account.objects.filter(owner_kind="market", is_inline=True)
    owing = inline.filter(kind="vendor_debt", balance__gt=0).values_list("owner_ref", flat=True)
    free = inline.filter(kind="vendor_free", balance__gt=0, owner_ref__in=owing)
    return sorted(free.values_list("owner_ref", flat=True))
