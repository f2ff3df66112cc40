"""Whose money it is and who did something to it, by name: both are kept as (kind, public reference)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commerce.foundation.accounts.models import User
from commerce.foundation.core.actors import SYSTEM
from commerce.shop.markets.models import Market

PLATFORM = _("the platform itself")


@dataclass(frozen=True)
class Named:
    """A name, and the screen about whoever bears it."""

    name: str | Promise
    url: str = ""

    def __str__(self) -> str:
        return str(self.name)


def name_owners(rows: list[Any]) -> list[Any]:
    """Give every row its `owner`, with one question for people and one for markets."""
    people = _people(row.owner_ref for row in rows if row.owner_kind == "user")
    markets = _markets(row.owner_ref for row in rows if row.owner_kind == "market")
    known = {"user": people, "market": markets}
    for row in rows:
        row.owner = known.get(row.owner_kind, {}).get(row.owner_ref) or Named(f"{row.owner_kind}:{row.owner_ref}")
    return rows


def name_actors(keys: Iterable[str]) -> dict[str, Named]:
    """Who stands behind keys like `user:…`; what is no person keeps its key for a name."""
    wanted = [key for key in keys if key]
    people = _people(key.partition(":")[2] for key in wanted)
    return {key: people.get(key.partition(":")[2]) or Named(PLATFORM if key == SYSTEM.key else key) for key in wanted}


def _people(refs: Iterable[str]) -> dict[str, Named]:
    found = User.objects.filter(public_id__in=set(refs))
    return {user.public_id: Named(str(user), reverse("staff:person", args=[user.public_id])) for user in found}


def _markets(refs: Iterable[str]) -> dict[str, Named]:
    found = Market.objects.filter(public_id__in=set(refs))
    return {market.public_id: Named(market.name, reverse("staff:market", args=[market.handle])) for market in found}
