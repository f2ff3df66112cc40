"""A payment as a bank may know it."""

import json
from decimal import Decimal

from django.conf import settings
from django.urls import reverse

from commerce.money.payments.gateways import banks
from commerce.money.payments.gateways.base import Attempt, Bank, Wage
from commerce.money.payments.models import Gateway, Payment
from commerce.money.payments.purposes import purpose_of


def bank_of(payment: Payment) -> Bank:
    """The adapter that speaks the language of the payment's bank."""
    return banks.get(gateway_of(payment).adapter)


def gateway_of(payment: Payment) -> Gateway:
    if payment.gateway is None:
        raise LookupError(f"{payment} goes to no bank.")
    return payment.gateway


def attempt_of(payment: Payment) -> Attempt:
    """All that the bank is told, read before the bank is called."""
    gateway = gateway_of(payment)
    return Attempt(
        bank_order=payment.bank_order,
        amount=payment.amount,
        authority=payment.authority,
        callback_url=_callback_url(gateway),
        description=purpose_of(payment).title(payment.reference),
        mobile=_national(payment.payer.mobile),
        is_test=gateway.is_test,
        credentials=json.loads(gateway.credentials),
        returned_with=payment.returned_with,
        receipt=payment.receipt,
        began_at=payment.redirected_at,
        wages=_wages_of(gateway, payment.amount),
    )


def contract_of(gateway: Gateway) -> Attempt:
    """A contract without an attempt, for what a bank is asked about all of them."""
    return Attempt(
        bank_order=0,
        amount=0,
        authority="",
        callback_url=_callback_url(gateway),
        description="",
        mobile="",
        is_test=gateway.is_test,
        credentials=json.loads(gateway.credentials),
    )


def _callback_url(gateway: Gateway) -> str:
    return str(settings.PUBLIC_URL + reverse("payments:callback", args=[gateway.slug]))


def _wages_of(gateway: Gateway, amount: int) -> tuple[Wage, ...]:
    """Rounded down to the rial: what is over stays with the account of the contract."""
    parts = ((row, int(amount * Decimal(row["percent"]) // 100)) for row in gateway.wages)
    return tuple(Wage(row["iban"], part, row["description"]) for row, part in parts if part)


def _national(mobile: str) -> str:
    return f"0{mobile[3:]}" if mobile.startswith("+98") else ""
