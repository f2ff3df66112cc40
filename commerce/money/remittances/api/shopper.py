"""A person's own bank accounts."""

from commerce.foundation.core.rest.views import ShopperView
from commerce.money.remittances.api.bank_accounts import (
    BankAccountDoor,
    BankAccountsDoor,
    DefaultBankAccountDoor,
    Owned,
)


class MyAccounts(Owned, ShopperView):
    @property
    def owner(self) -> dict[str, str]:
        return {"owner_kind": "user", "owner_ref": self.actor.ref}

    @property
    def known_name(self) -> str:
        name: str = self.person.get_full_name()
        return name


class MyBankAccountsView(BankAccountsDoor, MyAccounts):
    pass


class MyBankAccountView(BankAccountDoor, MyAccounts):
    pass


class MyDefaultBankAccountView(DefaultBankAccountDoor, MyAccounts):
    pass
