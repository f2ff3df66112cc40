"""From the books to the things they are about, for those who may see them."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from commerce.foundation.accounts.models import User
from commerce.money.ledger.causes import Cause, Caused, Explanation, explain
from commerce.money.ledger.models import Account
from commerce.shop.markets.models import Market
from commerce.shop.order.models import VendorOrder

Refs = Collection[str]


def _own(name: str) -> Callable[[Refs], dict[str, str]]:
    return lambda refs: {ref: reverse(name, args=[ref]) for ref in refs}


def _orders_of_parts(refs: Refs) -> dict[str, str]:
    parts = VendorOrder.objects.filter(public_id__in=refs).values_list("public_id", "order__number")
    return {ref: reverse("staff:order", args=[number]) for ref, number in parts}


# What an explanation is about: the permission that opens its screen, and the addresses by reference.
SCREENS: dict[str, tuple[str, Callable[[Refs], dict[str, str]]]] = {
    "ledger_entry": ("ledger.view_entry", _own("staff:entry")),
    "payment": ("payments.view_payment", _own("staff:payment")),
    "order": ("order.view_order", _own("staff:order")),
    "vendor_order": ("order.view_order", _orders_of_parts),
    "remittance": ("remittances.view_remittance", _own("staff:remittance")),
    "wallet": ("wallets.view_wallet", _own("staff:wallet")),
    "promotional_grant": ("wallets.view_promotionalgrant", _own("staff:grant")),
    "gift_card_batch": ("wallets.view_giftcardbatch", _own("staff:card_batch")),
    "settlement_file": ("reconciliation.view_statementfile", _own("staff:statement")),
}


@dataclass(frozen=True)
class Link:
    """Words, and an address where this person may go there."""

    title: Any
    url: str = ""


def links_of(caused: Collection[Caused], user: Any) -> dict[Cause, Link]:
    """The causes of entries in words, with the screens of what they are about."""
    told = explain(caused)
    urls = _urls(told.values(), user)
    return {cause: Link(one.title, urls.get((one.kind, one.ref), "")) for cause, one in told.items()}


def _urls(explanations: Collection[Explanation], user: Any) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for kind in {one.kind for one in explanations} & set(SCREENS):
        permission, addresses = SCREENS[kind]
        if user.has_perm(permission):
            refs = {one.ref for one in explanations if one.kind == kind}
            found |= {(kind, ref): url for ref, url in addresses(refs).items()}
    return found


def owners_of(accounts: Collection[Account], user: Any) -> dict[tuple[str, str], Link]:
    """Whose accounts these are, by (owner kind, reference)."""
    refs: dict[str, set[str]] = {"user": set(), "market": set()}
    links: dict[tuple[str, str], Link] = {}
    for account in accounts:
        owner = (account.owner_kind, account.owner_ref)
        links[owner] = Link(_("the platform") if account.owner_kind == "platform" else account.owner_ref)
        refs.setdefault(account.owner_kind, set()).add(account.owner_ref)
    for person in User.objects.filter(public_id__in=refs["user"]):
        url = reverse("staff:person", args=[person.public_id]) if user.has_perm("accounts.view_user") else ""
        links["user", person.public_id] = Link(str(person), url)
    for market in Market.objects.filter(public_id__in=refs["market"]):
        url = reverse("staff:market", args=[market.handle]) if user.has_perm("markets.view_market") else ""
        links["market", market.public_id] = Link(market.name, url)
    return links
