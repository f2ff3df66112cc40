"""Which papers a market's people see: those it gave out, and those the platform gave it."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from commerce.money.invoices.models import Invoice
from commerce.shop.markets.models import Market
from dashboards.base.rows import MarketRowPolicy, seat_for
from dashboards.base.screens import VendorSide
from dashboards.base.seats import Seat, seats_of


class PaperRowPolicy(MarketRowPolicy):
    """For papers, which name both their sides by kind and public reference."""

    def rows_of(self, markets: Collection[Market]) -> QuerySet[Any]:
        refs = [market.public_id for market in markets]
        given = Q(issuer_kind="market", issuer_ref__in=refs)
        return Invoice.objects.filter(given | Q(buyer_kind="market", buyer_ref__in=refs))


INVOICES = PaperRowPolicy(Invoice, rights={"view": "money.view"})
PROFILE = MarketRowPolicy(Market, rights={"view": "money.view", "add": "market.manage"}, market="pk")


class PaperSide(VendorSide):
    """The seat in the market whose paper it is; without a row, in the one on screen, if one may there."""

    @cached_property
    def seat(self) -> Seat:
        seat = seat_for(self.request.user, self.row_market()) if self.has_row else self.current_seat  # type: ignore[attr-defined]
        if not self.permission_policy.may(seat, [self.action]):  # type: ignore[attr-defined]
            raise PermissionDenied
        return seat

    def row_market(self) -> int | None:  # type: ignore[override]
        sides = {self.row.issuer_ref, self.row.buyer_ref}  # type: ignore[attr-defined]
        seats = seats_of(self.request.user)  # type: ignore[attr-defined]
        return next((seat.market.pk for seat in seats if seat.market.public_id in sides), None)
