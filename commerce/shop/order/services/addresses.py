"""Where an order goes, frozen as it was when the order was placed."""

from dataclasses import dataclass
from decimal import Decimal

from commerce.shop.order.models import ShippingAddress

COUNTRY = "IR"


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who receives the goods, and where; `province` and `city` are slugs."""

    first_name: str
    last_name: str
    mobile: str
    province: str
    city: str
    line: str
    postal_code: str = ""
    lat: Decimal | None = None
    lng: Decimal | None = None


def freeze_address(*, receiver: Receiver) -> ShippingAddress:
    """Keep a copy of the address that no later edit of the address book can reach."""
    return ShippingAddress.objects.create(
        first_name=receiver.first_name,
        last_name=receiver.last_name,
        mobile=receiver.mobile,
        province=receiver.province,
        city=receiver.city,
        line1=receiver.line,
        postcode=receiver.postal_code,
        latitude=receiver.lat,
        longitude=receiver.lng,
        country_id=COUNTRY,
    )
