"""The ways to pay that someone may choose from."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.errors import Text
from commerce.foundation.core.pictures import public_url
from commerce.money.payments.models import Gateway, Payment, PlatformAccount
from commerce.money.payments.owners import may_have_own_gateway
from commerce.money.payments.purposes import Asker, Terms, terms_of
from commerce.money.payments.selectors import usable_gateways
from commerce.money.payments.tenders import tenders

Method = Payment.Method
LEAST, MOST = 1, 10**12
TITLES: dict[str, Text] = {
    Method.WALLET: _("Wallet"),
    Method.TRANSFER: _("Bank transfer"),
    Method.COD: _("Cash on delivery"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to pay; `balance` is what a wallet can pay with."""

    slug: str
    title: Text
    method: str
    logo: str | None = None
    min_amount: int = LEAST
    max_amount: int = MOST
    balance: int | None = None


def ways_to_pay(*, asker: Asker, purpose: str = "", reference: str = "", amount: int | None = None) -> list[Way]:
    """Gateways first, then what else the purpose takes; a market's own gateway only where it sells everything.

    Without a purpose only the platform's gateways are told.
    """
    terms = terms_of(purpose, asker=asker, reference=reference) if purpose else Terms(frozenset({Method.GATEWAY}))
    ways = _gateways(terms, purpose, amount) if Method.GATEWAY in terms.methods else []
    if asker.user and Method.WALLET in terms.methods and Method.WALLET.value in tenders:
        balance = tenders.get(Method.WALLET.value).balance(asker.user)
        ways.append(Way(Method.WALLET.value, TITLES[Method.WALLET], Method.WALLET.value, balance=balance))
    if Method.TRANSFER in terms.methods and PlatformAccount.objects.filter(is_active=True).exists():
        ways.append(_plain(Method.TRANSFER))
    if Method.COD in terms.methods:
        ways.append(_plain(Method.COD))
    return ways


def _gateways(terms: Terms, purpose: str, amount: int | None) -> list[Way]:
    found = list(usable_gateways(purpose=purpose, amount=amount))
    if terms.seller and may_have_own_gateway(kind=terms.seller.kind, ref=terms.seller.ref):
        found += Gateway.objects.of_owner(*terms.seller).taking(purpose=purpose, amount=amount).offered()
    return [
        Way(
            slug=gateway.slug,
            title=gateway.title,
            method=Method.GATEWAY.value,
            logo=public_url(gateway.logo.name) or None,
            min_amount=gateway.min_amount,
            max_amount=gateway.max_amount,
        )
        for gateway in found
    ]


def _plain(method: Payment.Method) -> Way:
    return Way(method.value, TITLES[method], method.value)
