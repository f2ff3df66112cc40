"""A quote: what a cart would cost, signed so that the order can be held to it without storing it."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import InvalidInput
from commerce.shop.basket.selectors.pricing import PricedCart
from commerce.shop.checkout.errors import QuoteExpired
from commerce.shop.order.services import Agreement

SALT = "asoud.checkout.quote"


@dataclass(frozen=True, slots=True)
class Quote:
    """A priced cart and the words by which the shopper may order it at that price."""

    token: str
    priced: PricedCart


def sign(priced: PricedCart) -> Quote:
    """Sign what the shopper is shown."""
    return Quote(signing.dumps([priced.payable, priced.fingerprint], salt=SALT), priced)


def agreement_of(*, quote: str | None, client_total: int | None) -> Agreement:
    """What the shopper agreed to: a quote of ours, or at least a total."""
    if quote is None and client_total is None:
        raise InvalidInput({"quote": [("required", _("Send the quote, or the total in `client_total`."))]})
    if quote is None:
        return Agreement(payable=client_total)
    payable, fingerprint = _read(quote)
    if client_total not in {None, payable}:
        raise InvalidInput({"client_total": [("not_the_quote", _("The quote says another total."))]})
    return Agreement(payable=payable, fingerprint=fingerprint)


def _read(quote: str) -> tuple[int, str]:
    try:
        payable, fingerprint = signing.loads(quote, salt=SALT, max_age=settings.QUOTE_SECONDS)
    except signing.SignatureExpired as error:
        raise QuoteExpired() from error
    except signing.BadSignature as error:
        raise InvalidInput({"quote": [("invalid_quote", _("This is not a quote of ours."))]}) from error
    return payable, fingerprint
