"""Markets by name: rows keep their public reference."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from commerce.foundation.core.text import spellings
from commerce.shop.markets.models import Market
from dashboards.base.columns import Plain
from dashboards.base.filters import ListFilters


def markets_of(refs: Iterable[str]) -> dict[str, Market]:
    """Markets by their public references."""
    return {market.public_id: market for market in Market.objects.filter(public_id__in=set(refs))}


def name_markets(rows: list[Any]) -> list[Any]:
    """Give every row its `market`, in one question."""
    known = markets_of(row.market_ref for row in rows)
    for row in rows:
        row.market = known.get(row.market_ref, row.market_ref)
    return rows


class MarketFilters(ListFilters):
    """By the name or handle of the market."""

    searched = ("market_ref",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Market")

    def search(self, rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        wanted = Q(handle=typed.lower()) | Q(public_id=typed)
        for spelling in spellings(typed):
            wanted |= Q(search_key__contains=spelling)
        return rows.filter(market_ref__in=Market.objects.filter(wanted).values("public_id"))


MARKET = Plain("market", label=_("Market"))
