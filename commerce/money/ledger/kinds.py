"""Every kind of account: its number, class and side, and in a sentence what its balance says."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Side(IntEnum):
    """The side on which an account grows; postings are debit +, credit −."""

    DEBIT = 1
    CREDIT = -1


class AccountClass(StrEnum):
    """What an account is to the business; the first digit of its number says the same."""

    ASSET = "asset"
    LIABILITY = "liability"
    INCOME = "income"
    EXPENSE = "expense"

    @property
    def heading(self) -> Promise:
        return HEADINGS[self]

    @property
    def side(self) -> Side:
        return Side.DEBIT if self in {AccountClass.ASSET, AccountClass.EXPENSE} else Side.CREDIT


HEADINGS: Final = {
    AccountClass.ASSET: _("Assets"),
    AccountClass.LIABILITY: _("Liabilities"),
    AccountClass.INCOME: _("Income"),
    AccountClass.EXPENSE: _("Expenses"),
}
CLASS_OF_DIGIT: Final = {
    1: AccountClass.ASSET,
    2: AccountClass.LIABILITY,
    4: AccountClass.INCOME,
    5: AccountClass.EXPENSE,
}


@dataclass(frozen=True, slots=True)
class AccountKind:
    """Inline accounts carry their balance, for decisions are taken on it; others are snapshots plus postings."""

    number: int
    code: str
    title: Promise
    meaning: Promise
    inline: bool = False
    floor: int | None = None

    @property
    def account_class(self) -> AccountClass:
        return CLASS_OF_DIGIT[self.number // 1000]

    @property
    def side(self) -> Side:
        return self.account_class.side


def _spendable(number: int, code: str, title: Promise, meaning: Promise) -> AccountKind:
    """An account that is spent from: its balance is looked at each time, and never below zero."""
    return AccountKind(number, code, title, meaning, inline=True, floor=0)


def _freely(number: int, code: str, title: Promise, meaning: Promise) -> AccountKind:
    """Money that may be paid out; it may go below zero, by a refund after the payout."""
    return AccountKind(number, code, title, meaning, inline=True)


_kept = AccountKind

KINDS: Final = (
    _kept(1101, "gateway_clearing", _("Gateway clearing"), _("What banks took and have not paid out to us.")),
    _kept(1102, "carrier_clearing", _("Carrier clearing"), _("Cash that carriers collected and have not handed over.")),
    _kept(1103, "bank", _("Bank"), _("What is in the platform's own bank accounts.")),
    _spendable(1104, "vendor_debt", _("Vendor debt"), _("Our share of money that went straight to a vendor.")),
    _kept(1190, "suspense", _("Suspense"), _("Differences nobody has explained yet; it should come back to zero.")),
    _kept(2101, "receipts", _("Receipts"), _("Buyers' money that was received and not yet shared out.")),
    _spendable(2102, "wallet", _("Wallets"), _("Money of a person that they may spend, send or withdraw.")),
    _spendable(2103, "promotional", _("Promotional credit"), _("Credit we gave, to be spent and never withdrawn.")),
    _spendable(2104, "gift", _("Gift credit"), _("What a person redeemed from gift cards, to be spent only.")),
    _spendable(2105, "wallet_holds", _("Held wallet money"), _("Wallet money put aside for a payment under way.")),
    _kept(2106, "gift_cards", _("Gift cards"), _("Gift cards that were sold and not yet redeemed.")),
    _kept(2107, "refunds_payable", _("Refunds payable"), _("Refunds that were decided and have not left yet.")),
    _kept(2108, "withdrawals_in_transit", _("Withdrawals in transit"), _("Wallet money on its way to people's banks.")),
    _kept(2109, "refunds_in_transit", _("Refunds in transit"), _("Refunds on their way to buyers' bank accounts.")),
    _kept(2201, "vendor_held", _("Held for vendors"), _("A vendor's share of sales whose hold is not over.")),
    _freely(2202, "vendor_free", _("Free for vendors"), _("What a vendor may be paid; a late refund takes from it.")),
    _kept(2203, "payouts_in_transit", _("Payouts in transit"), _("Vendors' money on its way to their banks.")),
    _kept(2204, "carrier_payable", _("Owed to carriers"), _("Delivery fees that we owe the carriers.")),
    _kept(2205, "affiliate_held", _("Held for marketers"), _("A marketer's share of sales whose hold is not over.")),
    _freely(
        2206,
        "affiliate_free",
        _("Free for marketers"),
        _("What a marketer may be paid."),
    ),
    _kept(2301, "vat_payable", _("VAT payable"), _("Value added tax on our own fees, owed to the state.")),
    _kept(4101, "commission", _("Commission income"), _("What the platform keeps of sales.")),
    _kept(4102, "platform_income", _("Platform income"), _("Subscriptions, adverts and what else we sell ourselves.")),
    _kept(4103, "breakage", _("Breakage"), _("Gift cards that ran out before anybody redeemed them.")),
    _kept(5101, "platform_promotions", _("Platform promotions"), _("Discounts and credit that the platform paid for.")),
    _kept(5102, "affiliate_cost", _("Marketing fees"), _("What the platform itself pays marketers and referrals.")),
    _kept(5103, "gateway_fees", _("Gateway fees"), _("What banks keep of the payments they take.")),
    _kept(5104, "chargeback_loss", _("Chargeback losses"), _("Money that banks took back for faults of our own.")),
    _kept(5105, "bad_debt", _("Bad debts"), _("What vendors owed us and was waived.")),
)
