"""Checkout: from a cart to a quote, and from a quote to an order."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from commerce.foundation.accounts.models import User
from commerce.foundation.address.models import UserAddress
from commerce.foundation.core.errors import InvalidInput
from commerce.foundation.regions import selectors as regions
from commerce.foundation.regions.errors import UnknownRegion
from commerce.shop.basket.errors import EmptyCart
from commerce.shop.basket.selectors.carts import cart_of
from commerce.shop.basket.services import Holder
from commerce.shop.checkout import quotes
from commerce.shop.order.services import PaymentWish, PlacedOrder, Receiver, Wish, place_order


@dataclass(frozen=True, slots=True)
class Choices:
    """What a shopper chose on the checkout screen."""

    holder: Holder
    receiver: Receiver | None = None
    address_id: str | None = None
    deliveries: Mapping[str, str] = field(default_factory=dict)
    payment: PaymentWish = field(default_factory=PaymentWish)


def quote_cart(*, choices: Choices) -> quotes.Quote:
    """What the cart would cost with these choices; nothing is written."""
    cart = cart_of(holder=choices.holder, chosen=choices.deliveries)
    if not cart.priced.parts:
        raise EmptyCart()
    _receiver_of(choices)
    return quotes.sign(cart.priced)


def place(*, shopper: User, choices: Choices, quote: str | None, client_total: int | None) -> PlacedOrder:
    """Order the cart, at the price that the shopper agreed to or not at all."""
    wish = Wish(
        holder=choices.holder,
        agreement=quotes.agreement_of(quote=quote, client_total=client_total),
        receiver=_receiver_of(choices),
        deliveries=choices.deliveries,
        payment=choices.payment,
    )
    return place_order(shopper=shopper, wish=wish)


def _receiver_of(choices: Choices) -> Receiver | None:
    if choices.address_id:
        return _from_book(choices.holder, choices.address_id)
    if choices.receiver:
        _refuse_unknown_region(choices.receiver)
    return choices.receiver


def _from_book(holder: Holder, public_id: str) -> Receiver:
    address = UserAddress.objects.filter(user=holder.user_id, public_id=public_id).first() if holder.user_id else None
    if address is None:
        raise InvalidInput({"address_id": [("unknown_address", _("There is no such address in your book."))]})
    return Receiver(
        first_name=address.first_name,
        last_name=address.last_name,
        mobile=address.mobile,
        province=address.province,
        city=address.city,
        line=address.line1,
        postal_code=address.postcode,
        lat=address.latitude,
        lng=address.longitude,
    )


def _refuse_unknown_region(receiver: Receiver) -> None:
    unknown = InvalidInput({"address.city": [("unknown_city", _("There is no such city in this province."))]})
    try:
        city = regions.city(slug=receiver.city)
    except UnknownRegion as error:
        raise unknown from error
    if city.province.slug != receiver.province:
        raise unknown
