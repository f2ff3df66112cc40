"""A market's bank accounts, for those who manage its money."""

from typing import ClassVar

from commerce.foundation.core.rest.views import VendorView
from commerce.money.remittances.api.bank_accounts import (
    BankAccountDoor,
    BankAccountsDoor,
    DefaultBankAccountDoor,
    Owned,
)


class MarketAccounts(Owned, VendorView):
    rights_needed: ClassVar[dict[str, str]] = {
        "GET": "money.view",
        "POST": "money.manage",
        "DELETE": "money.manage",
    }

    @property
    def owner(self) -> dict[str, str]:
        return {"owner_kind": self.tenant.kind, "owner_ref": self.tenant.ref}


class MarketBankAccountsView(BankAccountsDoor, MarketAccounts):
    pass


class MarketBankAccountView(BankAccountDoor, MarketAccounts):
    pass


class MarketDefaultBankAccountView(DefaultBankAccountDoor, MarketAccounts):
    pass
