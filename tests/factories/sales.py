"""Buying, over HTTP, as an app does."""

import itertools
from typing import Any

from rest_framework.test import APIClient

from commerce.foundation.accounts.models import User
from commerce.money.payments.models import Gateway, Payment, Refund
from commerce.money.payments.services import capture_payment
from commerce.shop.partner.models import StockRecord
from tests.factories.people import bearer

_numbers = itertools.count(1)

ADDRESS = {
    "first_name": "سارا",
    "last_name": "محمدی",
    "mobile": "09350000001",
    "province": "tehran",
    "city": "tehran",
    "line": "خیابان آزادی، پلاک ۱۲",
    "postal_code": "1969833114",
}


def make_gateway(slug: str = "test-bank") -> Gateway:
    """A gateway of the platform that takes every amount."""
    made, _ = Gateway.objects.get_or_create(
        slug=slug,
        defaults={"adapter": "zarinpal", "title_fa": "بانک آزمون", "title_en": "Test bank", "max_amount": 10**12},
    )
    return made


def fresh_key() -> str:
    """An Idempotency-Key nobody has used."""
    return f"key-{next(_numbers)}"


def fill_cart(client: APIClient, *wanted: tuple[StockRecord, int], **headers: str) -> dict[str, Any]:
    """Put offers into the cart; answers the cart."""
    for offer, quantity in wanted:
        answer = client.post("/api/v1/cart/lines/", {"offer": offer.public_id, "quantity": quantity}, headers=headers)
        assert answer.status_code == 201, answer.content
    return answer.json()  # type: ignore[no-any-return]


def check_out(client: APIClient, *, key: str = "", **body: Any) -> Any:
    """Order what is in the cart, at the total it shows unless told."""
    if "quote" not in body and "client_total" not in body:
        body["client_total"] = client.get("/api/v1/cart/").json()["totals"]["payable"]["amount"]
    told = {"address": ADDRESS, **body}
    return client.post("/api/v1/checkout/", told, headers={"Idempotency-Key": key or fresh_key()})


def place(shopper: User, *wanted: tuple[StockRecord, int]) -> dict[str, Any]:
    """An order waiting for payment; answers `{order, payment}`."""
    make_gateway()
    client = bearer(shopper)
    fill_cart(client, *wanted)
    answer = check_out(client)
    assert answer.status_code == 201, answer.content
    return answer.json()  # type: ignore[no-any-return]


def capture(placed: dict[str, Any]) -> Payment:
    """The bank says that the payment of a placed order is paid."""
    payment = Payment.objects.get(public_id=placed["payment"]["id"])
    return capture_payment(payment_id=payment.pk, receipt=f"receipt-{next(_numbers)}")


def refund_of(payment: Payment) -> Refund:
    """A refund of a captured payment that waits to be sent."""
    made, _ = Refund.objects.get_or_create(payment=payment, key="test", defaults={"amount": 1_000, "way": "gateway"})
    return made


def buy(shopper: User, *wanted: tuple[StockRecord, int]) -> dict[str, Any]:
    """A paid order; answers `{order, payment}` as they were when placed."""
    placed = place(shopper, *wanted)
    if placed["payment"]:
        capture(placed)
    return placed
