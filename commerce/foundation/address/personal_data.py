"""The address book's part of an export and of a farewell."""

from typing import Any

from commerce.foundation.accounts.models import User
from commerce.foundation.accounts.personal_data import erasers, exporters
from commerce.foundation.address.selectors import addresses_of


@exporters.register("addresses")
def export(user: User) -> list[dict[str, Any]]:
    columns = ("public_id", "first_name", "last_name", "mobile", "province", "city", "line1", "postcode")
    return list(addresses_of(user=user).values(*columns))


@erasers.register("addresses")
def erase(user: User) -> None:
    addresses_of(user=user).delete()
