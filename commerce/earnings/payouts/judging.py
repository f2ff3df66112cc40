"""Whether a market can be paid, how much, and if not, why not: asked by runs, previews, and the market's own page."""

from collections.abc import Collection
from dataclasses import dataclass

from commerce.earnings.debts.selectors import terms_of as debt_terms_of
from commerce.earnings.payouts.models import Outcome
from commerce.earnings.payouts.terms import Terms
from commerce.foundation.core import clock
from commerce.money.ledger.selectors import balances_of
from commerce.money.ledger.services import AccountRef
from commerce.money.remittances.models import BankAccount
from commerce.shop.markets.models import Market, Restriction


@dataclass(frozen=True, slots=True)
class Standing:
    """What a market has free, what of its debt is paid out of that, and where its money would go."""

    market_ref: str
    free: int
    debt: int
    is_restricted: bool
    account: BankAccount | None

    @property
    def payable(self) -> int:
        """What is free once its debt is paid out of it."""
        return self.free - max(min(self.free, self.debt), 0)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What becomes of a market, and of how much."""

    outcome: str
    amount: int

    @property
    def is_paid(self) -> bool:
        return self.outcome == Outcome.PAID


def standings_of(market_refs: Collection[str]) -> dict[str, Standing]:
    """How markets stand now, in one question of each kind."""
    free = {ref: AccountRef("vendor_free", "market", ref) for ref in market_refs}
    debt = {ref: AccountRef("vendor_debt", "market", ref) for ref in market_refs}
    balances = balances_of([*free.values(), *debt.values()])
    restricted = Market.objects.filter(
        public_id__in=market_refs, forbidden__contains=[Restriction.What.NO_PAYOUTS]
    ).values_list("public_id", flat=True)
    stopped = set(restricted)
    defaults = BankAccount.objects.kept().filter(owner_kind="market", owner_ref__in=market_refs, is_default=True)
    accounts = {account.owner_ref: account for account in defaults}
    return {
        ref: Standing(ref, balances[free[ref]], netted(ref, balances[debt[ref]]), ref in stopped, accounts.get(ref))
        for ref in market_refs
    }


def netted(market_ref: str, debt: int) -> int:
    """What of a debt is paid out of free money: some markets are allowed to pay it otherwise."""
    return debt if debt > 0 and debt_terms_of(market_ref).nets else 0


def judge(standing: Standing, terms: Terms) -> Judgement:
    """What a payout of all that is free would come to."""
    amount = standing.payable
    if amount <= 0:
        return Judgement(Outcome.NOTHING, 0)
    if amount < terms.minimum:
        return Judgement(Outcome.BELOW_MINIMUM, amount)
    return Judgement(obstacle_of(standing) or Outcome.PAID, amount)


def obstacle_of(standing: Standing) -> Outcome | None:
    """What stands between a market and its money, however much it is."""
    account = standing.account
    if standing.is_restricted:
        return Outcome.RESTRICTED
    if account is None:
        return Outcome.NO_ACCOUNT
    if account.status != BankAccount.Status.VERIFIED:
        return Outcome.ACCOUNT_UNVERIFIED
    if account.usable_from > clock.now():
        return Outcome.ACCOUNT_NEW
    return None
