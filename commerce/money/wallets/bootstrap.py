"""What an app shows of the wallet at its start."""

from typing import Any

from commerce.foundation.accounts.bootstrap import contributors
from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.policies import Credentials
from commerce.foundation.core.money import Money
from commerce.money.wallets.selectors import summary_of


@contributors.register("wallet")
def wallet(user: User, credentials: Credentials) -> dict[str, Any]:
    summary = summary_of(user)
    return {"spendable": Money(summary.spendable), "is_frozen": summary.is_frozen}
