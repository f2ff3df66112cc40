"""The chart of accounts, as data: what kinds there are and how each is kept."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final


class Side(IntEnum):
    """The side on which an account grows; postings are debit +, credit −."""

    DEBIT = 1
    CREDIT = -1


@dataclass(frozen=True, slots=True)
class AccountKind:
    """Inline accounts carry their balance, for decisions are taken on it; others are snapshots plus postings."""

    code: str
    side: Side
    inline: bool = False
    floor: int | None = None


_KINDS = (
    # Where money is, and what was spent.
    AccountKind("gateway_clearing", Side.DEBIT),
    AccountKind("carrier_clearing", Side.DEBIT),
    AccountKind("bank", Side.DEBIT),
    AccountKind("suspense", Side.DEBIT),
    AccountKind("vendor_debt", Side.DEBIT, inline=True, floor=0),
    AccountKind("platform_promotions", Side.DEBIT),
    AccountKind("affiliate_cost", Side.DEBIT),
    AccountKind("gateway_fees", Side.DEBIT),
    AccountKind("chargeback_loss", Side.DEBIT),
    # What we owe: to shoppers,
    AccountKind("receipts", Side.CREDIT),
    AccountKind("wallet", Side.CREDIT, inline=True, floor=0),
    AccountKind("promotional", Side.CREDIT, inline=True, floor=0),
    AccountKind("gift", Side.CREDIT, inline=True, floor=0),
    AccountKind("wallet_holds", Side.CREDIT, inline=True, floor=0),
    AccountKind("gift_cards", Side.CREDIT),
    AccountKind("refunds_payable", Side.CREDIT),
    AccountKind("refunds_in_transit", Side.CREDIT),
    AccountKind("withdrawals_in_transit", Side.CREDIT),
    # to vendors, carriers, marketers and the state. Free money may go below zero: a refund after a payout.
    AccountKind("vendor_held", Side.CREDIT),
    AccountKind("vendor_free", Side.CREDIT, inline=True),
    AccountKind("carrier_payable", Side.CREDIT),
    AccountKind("affiliate_held", Side.CREDIT),
    AccountKind("affiliate_free", Side.CREDIT, inline=True),
    AccountKind("payouts_in_transit", Side.CREDIT),
    AccountKind("vat_payable", Side.CREDIT),
    # What we earned.
    AccountKind("commission", Side.CREDIT),
    AccountKind("platform_income", Side.CREDIT),
    AccountKind("breakage", Side.CREDIT),
)

CHART: Final = {kind.code: kind for kind in _KINDS}


@dataclass(frozen=True, slots=True, order=True)
class AccountRef:
    """An account by its kind and its owner's public reference; it is opened by its first posting."""

    kind: str
    owner_kind: str = "platform"
    owner_ref: str = "platform"

    def __post_init__(self) -> None:
        if self.kind not in CHART:
            raise LookupError(f"No account kind {self.kind!r} in the chart.")
