"""What other apps and doors read about wallets."""

from commerce.money.wallets.selectors.balances import Summary, live_grants, spendable_of, summary_of, wallet_of
from commerce.money.wallets.selectors.gift_cards import gift_cards_of
from commerce.money.wallets.selectors.receivers import masked_name
from commerce.money.wallets.selectors.statement import entries_of, top_up_of, withdrawal_of, withdrawals_of

__all__ = [
    "Summary",
    "entries_of",
    "gift_cards_of",
    "live_grants",
    "masked_name",
    "spendable_of",
    "summary_of",
    "top_up_of",
    "wallet_of",
    "withdrawal_of",
    "withdrawals_of",
]
