"""One sale explained line by line: who has how much of every rial, by which rule."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import Text
from commerce.money.settlement.models import LineShare, SoldLine
from commerce.money.settlement.selectors import shares_of_sale
from commerce.shop.commissions.words import Reason, reason_of
from commerce.shop.order.models import Line

HOLDERS: Final[dict[str, Text]] = {
    "commission": _("Commission of the platform"),
    "vat_payable": _("VAT on the commission"),
    "carrier_payable": _("Delivery by our carrier"),
    "affiliate_held": _("Marketer"),
    "vendor_held": _("Your share"),
}
# As staff read the same.
OTHERS: Final = _("The market's share")


@dataclass(frozen=True, slots=True)
class ToldShare:
    """One holder's part of a line, in words."""

    holder: Text
    amount: int
    taken_back: int
    is_own: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class ToldLine:
    """A line of a sale: what was sold, who paid, and everybody's share."""

    title: Text
    line: SoldLine
    shares: list[ToldShare] = field(default_factory=list)


def lines_of_sale(sale_ref: str, *, for_market: bool = True) -> list[ToldLine]:
    """The lines of a sale in the order they were sold, each with its shares."""
    shares = list(shares_of_sale(sale_ref))
    by_line: defaultdict[int, list[LineShare]] = defaultdict(list)
    for share in shares:
        by_line[share.line_id].append(share)
    lines = {share.line_id: share.line for share in shares}
    titles = dict(Line.objects.filter(vendor_order__public_id=sale_ref).values_list("public_id", "title"))
    return [
        ToldLine(
            title=titles.get(line.line_ref) or _("Shipping"),
            line=line,
            shares=[_told(share, for_market=for_market) for share in by_line[line_id]],
        )
        for line_id, line in lines.items()
    ]


def _told(share: LineShare, *, for_market: bool) -> ToldShare:
    is_own = share.account_kind == "vendor_held"
    return ToldShare(
        holder=OTHERS if is_own and not for_market else HOLDERS.get(share.account_kind, share.holder),
        amount=share.amount,
        taken_back=share.reversed_amount,
        is_own=is_own,
        reason=reason_of(share.rule, for_market=for_market),
    )
