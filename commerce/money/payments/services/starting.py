"""The beginning of an attempt: a row, and no network."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commerce.foundation.accounts.models import User
from commerce.foundation.core.errors import InvalidInput
from commerce.money.payments.errors import AmountOutOfRange, GatewayUnavailable
from commerce.money.payments.models import Gateway, Payment
from commerce.money.payments.purposes import purposes


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
) -> Payment:
    """Begin an attempt to pay; the bank hears of it when the shopper opens the hand-off page.

    Without a slug the first gateway that takes the amount is chosen.
    """
    _refuse_strange_app_link(app_link=app_link)
    return Payment.objects.create(
        purpose=purposes.get(purpose).name,
        reference=reference,
        payer=payer,
        method=Payment.Method(method),
        gateway=_gateway(purpose, amount, gateway_slug) if method == Payment.Method.GATEWAY else None,
        amount=amount,
        deadline_at=expires_at,
        app_link=app_link,
    )


def _refuse_strange_app_link(*, app_link: str) -> None:
    """Only our own apps are returned to: a link of another scheme would be an open redirect."""
    if app_link and _scheme_of(app_link) not in settings.APP_LINK_SCHEMES:
        raise InvalidInput({"app_link": [("unknown_scheme", _("This is not a link of our apps."))]})


def _scheme_of(link: str) -> str:
    try:
        return urlsplit(link).scheme
    except ValueError:
        return ""


def _gateway(purpose: str, amount: int, slug: str | None) -> Gateway:
    usable = Gateway.objects.open().of_platform().taking(purpose=purpose)
    if slug:
        usable = usable.filter(slug=slug)
    found = list(usable)
    if not found:
        raise GatewayUnavailable
    fitting = [gateway for gateway in found if gateway.takes(amount)]
    if not fitting:
        raise AmountOutOfRange
    return fitting[0]
