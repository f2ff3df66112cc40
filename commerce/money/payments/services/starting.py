"""The beginning of an attempt: rows, what is held of the payer's own money, and no network."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commerce.foundation.accounts.models import User
from commerce.foundation.core import clock
from commerce.foundation.core.errors import InvalidInput
from commerce.money.payments.errors import (
    AmountOutOfRange,
    GatewayUnavailable,
    MoreThanPaid,
    PaymentMethodUnavailable,
    TooManyAttempts,
)
from commerce.money.payments.models import Gateway, Payment, PaymentNote, PlatformAccount
from commerce.money.payments.models.gateway import GatewayQuerySet
from commerce.money.payments.owners import may_have_own_gateway
from commerce.money.payments.purposes import Owner, Purpose, purposes
from commerce.money.payments.services.capturing import capture_payment
from commerce.money.payments.services.parts import hold_part
from commerce.money.payments.states import OPEN
from commerce.money.payments.tenders import tenders

Method = Payment.Method


def start_payment(
    *,
    purpose: str,
    reference: str,
    payer: User,
    method: str,
    amount: int,
    expires_at: datetime,
    gateway_slug: str | None = None,
    app_link: str = "",
    wallet_amount: int = 0,
    seller: Owner | None = None,
    at_once: bool = True,
) -> Payment:
    """Begin an attempt to pay; a bank hears of it when the shopper opens the hand-off page.

    `wallet_amount` is held beside the attempt and taken with it. The payer's own money alone pays at once, unless the
    caller has yet to make ready what is paid for, and calls `pay_at_once` then. Without a slug the platform's first
    gateway that takes the amount is chosen; that of the `seller` of all of it may be named.
    """
    wanted = purposes.get(purpose)
    lead_method, beside = _split(method, amount, wallet_amount)
    _refuse_unknown_methods(wanted, lead_method, beside)
    _refuse_strange_app_link(app_link=app_link)
    gateway = _gateway(purpose, amount - beside, gateway_slug, seller) if lead_method == Method.GATEWAY else None
    lead = Payment(
        purpose=wanted.name,
        reference=reference,
        payer=payer,
        method=lead_method,
        gateway=gateway,
        transfer_to=_account() if lead_method == Method.TRANSFER else None,
        amount=amount - beside,
        deadline_at=_deadline(gateway, expires_at),
        app_link=app_link,
    )
    return _begin(lead, beside, at_once=at_once)


def pay_at_once(*, payment: Payment) -> Payment:
    """Take an attempt that only the payer's own money pays; any other is left as it is."""
    return capture_payment(payment_id=payment.pk) if payment.method in tenders else payment


def lower_cash(*, payment: Payment, amount: int) -> None:
    """Less is to be paid at the door than was agreed; the payment is locked and still open."""
    still = Payment.objects.filter(pk=payment.pk, method=Method.COD, status__in=sorted(OPEN), amount__gte=amount)
    if not still.update(amount=amount):
        raise MoreThanPaid()
    PaymentNote.objects.write(payment.pk, "cash_lowered", amount=amount)
    payment.amount = amount


def refuse_too_many(*, purpose: str, reference: str) -> None:
    """Refuse to begin yet another attempt for a thing that was tried often enough."""
    begun = Payment.objects.paying_for(purpose, reference).filter(part_of=None).count()
    if begun >= settings.PAYMENT_MOST_ATTEMPTS:
        raise TooManyAttempts


def _begin(lead: Payment, beside: int, *, at_once: bool) -> Payment:
    if not beside and lead.method not in tenders:
        lead.save()
        return lead
    return _begin_with_own_money(lead, beside, at_once=at_once)


@transaction.atomic
def _begin_with_own_money(lead: Payment, beside: int, *, at_once: bool) -> Payment:
    lead.save()
    if beside:
        hold_part(lead=lead, amount=beside)
    if lead.method in tenders:
        tenders.get(lead.method).hold(lead)
    return pay_at_once(payment=lead) if at_once else lead


def _split(method: str, amount: int, wallet_amount: int) -> tuple[str, int]:
    """By which method an attempt goes, and what the wallet pays beside it."""
    if method == Method.WALLET and wallet_amount in {0, amount}:
        return Method.WALLET.value, 0
    if not wallet_amount:
        return Method(method).value, 0
    if method == Method.COD:
        raise InvalidInput({"wallet_amount": [("not_with_cash", _("Cash on delivery is not paid in part before."))]})
    if method == Method.WALLET:
        raise InvalidInput({"wallet_amount": [("not_the_whole", _("The wallet alone pays the whole."))]})
    if not 0 < wallet_amount <= amount:
        raise InvalidInput({"wallet_amount": [("out_of_range", _("This is more than there is to pay."))]})
    return (Method.WALLET.value, 0) if wallet_amount == amount else (Method(method).value, wallet_amount)


def _refuse_unknown_methods(purpose: Purpose, method: str, beside: int) -> None:
    wanted = {method, Method.WALLET.value} if beside else {method}
    unknown = {Method.WALLET.value} - set(tenders)
    if wanted - purpose.methods or wanted & unknown:
        raise PaymentMethodUnavailable


def _refuse_strange_app_link(*, app_link: str) -> None:
    """Only our own apps are returned to: a link of another scheme would be an open redirect."""
    if app_link and _scheme_of(app_link) not in settings.APP_LINK_SCHEMES:
        raise InvalidInput({"app_link": [("unknown_scheme", _("This is not a link of our apps."))]})


def _scheme_of(link: str) -> str:
    try:
        return urlsplit(link).scheme
    except ValueError:
        return ""


def _gateway(purpose: str, amount: int, slug: str | None, seller: Owner | None) -> Gateway:
    """The first that takes the amount, of those named: one that rests only where all rest."""
    usable = list(_usable(purpose, slug, seller))
    named = [gateway for gateway in usable if slug in {None, "", gateway.slug}]
    if not named:
        raise GatewayUnavailable
    if not any(gateway.takes(amount) for gateway in named):
        raise AmountOutOfRange
    taking, now = [gateway for gateway in usable if gateway.takes(amount)], clock.now()
    awake = [gateway for gateway in taking if gateway.rests_until is None or gateway.rests_until <= now] or taking
    chosen = next((gateway for gateway in awake if gateway in named), None)
    if chosen is None:
        raise GatewayUnavailable
    return chosen


def _usable(purpose: str, slug: str | None, seller: Owner | None) -> GatewayQuerySet:
    """The platform's; and the seller's own, for whoever asks for it by its name."""
    usable = Gateway.objects.open().taking(purpose=purpose)
    if slug and seller and may_have_own_gateway(kind=seller.kind, ref=seller.ref):
        return usable.of_platform_or(*seller)
    return usable.of_platform()


def _account() -> PlatformAccount:
    account = PlatformAccount.objects.filter(is_active=True).first()
    if account is None:
        raise PaymentMethodUnavailable
    return account


def _deadline(gateway: Gateway | None, expires_at: datetime) -> datetime:
    if gateway is None or gateway.pay_within_seconds is None:
        return expires_at
    return min(expires_at, clock.now() + timedelta(seconds=gateway.pay_within_seconds))
