"""Rows of earnings that name their market by its public reference, and the side that acts on them."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import cached_property

from commerce.earnings.payouts.models import EarningsFile
from commerce.money.settlement.models import Sale
from commerce.shop.markets.models import Market
from dashboards.base.rows import MarketRowPolicy
from dashboards.base.seats import seats_of
from dashboards.vendor.money.policies import VIEW, MoneySide


class RefRowPolicy(MarketRowPolicy):
    """For rows that keep their market's public id instead of a key."""

    def rows_of(self, markets: Collection[Market]) -> QuerySet[Any]:
        refs = [market.public_id for market in markets]
        return self.model._default_manager.filter(self.shown, market_ref__in=refs)


SALES = RefRowPolicy(Sale, rights={"view": VIEW})
FILES = RefRowPolicy(EarningsFile, rights={"view": VIEW, "add": VIEW})


class EarningsSide(MoneySide):
    """The seat in the market that a row of earnings belongs to; without a row, in the one on screen."""

    def row_market(self) -> int | None:  # type: ignore[override]
        seats = seats_of(self.request.user)  # type: ignore[attr-defined]
        return next((seat.market.pk for seat in seats if seat.market.public_id == self.row.market_ref), None)  # type: ignore[attr-defined]

    @cached_property
    def market_ref(self) -> str:
        return self.seat.market.public_id
