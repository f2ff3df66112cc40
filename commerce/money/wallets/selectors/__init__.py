"""What other apps and doors read about wallets."""

from commerce.money.wallets.selectors.balances import Summary, live_grants, spendable_of, summary_of, wallet_of
from commerce.money.wallets.selectors.statement import entries_of, top_up_of

__all__ = ["Summary", "entries_of", "live_grants", "spendable_of", "summary_of", "top_up_of", "wallet_of"]
