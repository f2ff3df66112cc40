"""Reading a person's address book."""

from django.db.models import QuerySet

from commerce.foundation.accounts.models import User
from commerce.foundation.address.models import UserAddress
from commerce.foundation.core.errors import NotFound


def addresses_of(*, user: User) -> "QuerySet[UserAddress]":
    """The addresses of a person."""
    return UserAddress.objects.filter(user=user)


def address_of(*, user: User, public_id: str) -> UserAddress:
    """One address of a person; another's does not exist for them."""
    address: UserAddress | None = addresses_of(user=user).filter(public_id=public_id).first()
    if address is None:
        raise NotFound()
    return address
