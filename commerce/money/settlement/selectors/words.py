"""Every rial of a sale in words: who paid it, who has it, and by which rule."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import Text
from commerce.money.settlement.models import LineShare, SoldLine
from commerce.money.settlement.selectors.sales import shares_of_sale
from commerce.money.settlement.shares import VENDOR, RuleInWords, rule_in_words


@dataclass(frozen=True, slots=True)
class ShareInWords:
    """One holder's part of a line, how much of it was taken back, and why it is what it is."""

    holder: str
    amount: int
    taken_back: int
    reason: RuleInWords


@dataclass(frozen=True, slots=True)
class Payer:
    """Who paid a part of a line, and how much of that came back."""

    name: Text
    amount: int
    taken_back: int


@dataclass(frozen=True, slots=True)
class LineInWords:
    """A line of a sale: who paid for it, and everybody's share; all of the one is all of the other."""

    line_ref: str
    kind: str
    quantity: int
    quantity_taken_back: int
    payers: tuple[Payer, ...]
    shares: tuple[ShareInWords, ...]

    @property
    def paid(self) -> int:
        """What its buyer paid."""
        return self.payers[0].amount

    @property
    def commission(self) -> int:
        return self._of("commission")

    @property
    def tax_on_commission(self) -> int:
        return self._of("commission_vat")

    @property
    def vendor_share(self) -> int:
        return self._of(VENDOR)

    def _of(self, holder: str) -> int:
        return sum(share.amount for share in self.shares if share.holder == holder)


def shares_in_words(sale_ref: str, *, for_market: bool = False) -> list[LineInWords]:
    """The lines of a sale as they were sold; a market is not told the names of rules about others."""
    shares: dict[SoldLine, list[LineShare]] = defaultdict(list)
    for share in shares_of_sale(sale_ref):
        shares[share.line].append(share)
    return [_in_words(line, of_line, for_market) for line, of_line in shares.items()]


def _in_words(line: SoldLine, shares: list[LineShare], for_market: bool) -> LineInWords:
    return LineInWords(
        line_ref=line.line_ref,
        kind=line.kind,
        quantity=line.quantity,
        quantity_taken_back=line.reversed_quantity,
        payers=tuple(_payers(line)),
        shares=tuple(
            ShareInWords(
                share.holder, share.amount, share.reversed_amount, rule_in_words(share.rule, for_market=for_market)
            )
            for share in shares
        ),
    )


def _payers(line: SoldLine) -> list[Payer]:
    buyer = Payer(_("The buyer"), line.paid, line.paid - line.paid_left)
    if not line.platform_discount:
        return [buyer]
    return [buyer, Payer(_("The platform's discount"), line.platform_discount, line.reversed_discount)]
