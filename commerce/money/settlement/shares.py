"""Who gets what of a line sold: share-holders of higher apps quote, and the vendor has the rest."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.utils.translation import gettext as _

from commerce.foundation.core.registries import Registry
from commerce.money.ledger.services import AccountRef
from commerce.money.settlement.errors import SharesBeyondPrice

VENDOR = "vendor"


@dataclass(frozen=True, slots=True)
class SaleLine:
    """What is shared out of one line of a sale, in rials: an item with its quantity, or the delivery.

    It is the price after the market's own discounts; the buyer pays it less `platform_discount`, which we pay.
    """

    ref: str
    market_ref: str
    product_ref: str
    kind: str
    amount: int
    quantity: int = 1
    shipping: bool = False
    # How the order is paid, in the words of payments; empty where it is not known.
    payment: str = ""
    platform_discount: int = 0
    # The goods VAT inside `amount`: the vendor's to hand over, so no fee is taken of it.
    tax: int = 0

    @property
    def before_tax(self) -> int:
        """What fees are reckoned of."""
        return self.amount - self.tax


@dataclass(frozen=True, slots=True)
class Share:
    """One holder's part of a line, the account it goes to, and which rule decided so."""

    line_ref: str
    holder: str
    account: AccountRef
    amount: int
    rule: dict[str, Any]


# Asked with the lines and the moment of the sale; no moment is now.
ShareHolder = Callable[[Sequence[SaleLine], datetime | None], Iterable[Share]]
_holders: Registry[ShareHolder] = Registry("share holder")


def share_holder(name: str) -> Callable[[ShareHolder], ShareHolder]:
    """Ask the decorated function for its shares of the lines of a sale; of which it wants nothing, it leaves out."""
    return _holders.register(name)


def quote(lines: Sequence[SaleLine], *, at: datetime | None = None) -> list[Share]:
    """All shares of the lines of a sale, now or as of a moment; those of a line add up to what is paid for it."""
    shares = [share for __, holder in _holders.items() for share in holder(lines, at)]
    taken: dict[str, int] = defaultdict(int)
    for share in shares:
        if share.amount < 0:
            raise SharesBeyondPrice(f"{share.holder} asks {share.amount} of line {share.line_ref}.")
        taken[share.line_ref] += share.amount
    return shares + [_rest(line, taken[line.ref]) for line in lines]


def _rest(line: SaleLine, taken: int) -> Share:
    if taken > line.amount:
        raise SharesBeyondPrice(f"Shares of {taken} do not fit into line {line.ref} of {line.amount}.")
    account = AccountRef("vendor_held", "market", line.market_ref)
    return Share(line.ref, VENDOR, account, line.amount - taken, {"rule": "remainder"})


@dataclass(frozen=True, slots=True)
class RuleInWords:
    """Why a share is what it is: what decided, the bound it met, and what was passed by before, each with why."""

    text: str
    bound: str = ""
    passed: tuple[tuple[str, str], ...] = ()
    # So many more rules were passed by that are about others.
    about_others: int = 0


class RuleTeller(Protocol):
    def __call__(self, rule: Mapping[str, Any], *, for_market: bool) -> RuleInWords: ...


_tellers: Registry[RuleTeller] = Registry("rule of shares")


def tells_rule(name: str) -> Callable[[RuleTeller], RuleTeller]:
    """Ask the decorated function what shares of this rule are to be told with."""
    return _tellers.register(name)


def rule_in_words(rule: Mapping[str, Any], *, for_market: bool = False) -> RuleInWords:
    """A frozen rule in words; what nobody tells is called by its name."""
    kind = str(rule.get("rule", ""))
    if kind == "remainder":
        return RuleInWords(_("What is left after the others"))
    if kind in _tellers:
        return _tellers.get(kind)(rule, for_market=for_market)
    return RuleInWords(str(rule.get("name") or kind))
