"""Writing in a person's address book. One address is the default whenever there is any."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypedDict

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.accounts.models import User
from commerce.foundation.address import locks
from commerce.foundation.address.errors import TooManyAddresses
from commerce.foundation.address.models import UserAddress
from commerce.foundation.address.selectors import address_of, addresses_of
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.regions import selectors as regions
from commerce.foundation.regions.errors import UnknownRegion

MOST_ADDRESSES = 50


class AddressColumns(TypedDict, total=False):
    """What a person writes of an address, by the names of our columns."""

    first_name: str
    last_name: str
    mobile: str
    province: str
    city: str
    line1: str
    postcode: str
    latitude: Decimal | None
    longitude: Decimal | None
    is_default_for_shipping: bool


@transaction.atomic
def add_address(*, user: User, columns: AddressColumns) -> UserAddress:
    """Write an address into the book; the same one again is the one that is there."""
    _refuse_unknown_city(columns)
    locks.book(user.pk)
    book = addresses_of(user=user)
    draft = UserAddress(user=user, country_id="IR", **columns)
    if there := book.filter(hash=draft.generate_hash()).first():
        return _write(there, {"is_default_for_shipping": columns.get("is_default_for_shipping", False)}, book)
    if book.count() >= MOST_ADDRESSES:
        raise TooManyAddresses()
    return _write(draft, {}, book)


@transaction.atomic
def change_address(*, user: User, public_id: str, columns: AddressColumns) -> UserAddress:
    """Correct an address. Orders placed with it keep it as it was."""
    locks.book(user.pk)
    address = address_of(user=user, public_id=public_id)
    _refuse_unknown_city({"province": address.province, "city": address.city, **columns})
    return _write(address, columns, addresses_of(user=user))


@transaction.atomic
def remove_address(*, user: User, public_id: str) -> None:
    """Take an address out of the book; if it was the default, the newest other one is."""
    locks.book(user.pk)
    address = address_of(user=user, public_id=public_id)
    address.delete()
    if address.is_default_for_shipping and (newest := addresses_of(user=user).order_by("-date_created").first()):
        _write(newest, {"is_default_for_shipping": True}, addresses_of(user=user))


def _write(address: UserAddress, columns: Mapping[str, Any], book: Any) -> UserAddress:
    was_default = address.pk is not None and address.is_default_for_shipping
    for name, value in columns.items():
        setattr(address, name, value)
    others = book.exclude(pk=address.pk)
    # The default passes on only by another address becoming it.
    address.is_default_for_shipping |= was_default or not others.filter(is_default_for_shipping=True).exists()
    if others.filter(hash=address.generate_hash()).exists():
        raise InvalidInput({"line": [("duplicate_address", _("This address is already in the book."))]})
    address.save()
    return address


def _refuse_unknown_city(columns: Mapping[str, Any]) -> None:
    unknown = InvalidInput({"city": [("unknown_city", _("There is no such city in this province."))]})
    try:
        city = regions.city(slug=columns["city"])
    except UnknownRegion:
        raise unknown from None
    if city.province.slug != columns["province"]:
        raise unknown
