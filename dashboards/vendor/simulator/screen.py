"""The simulator for a market: its own offers alone, and rules about others without their names."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from commerce.shop.partner.models import StockRecord
from dashboards.base.offers import picker_of
from dashboards.base.pickers import Picker, Picks
from dashboards.base.screens import GuardedScreen
from dashboards.base.simulator import Simulating
from dashboards.vendor.money.policies import MONEY, MoneySide


def _offers_of(market_ref: str) -> Picker:
    return picker_of(lambda: StockRecord.objects.of(market_ref))


class Simulator(Simulating, MoneySide, GuardedScreen):
    permission_policy = MONEY

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.for_market = self.seat.tenant.ref
        return super().get(request, *args, **kwargs)

    def get_picker(self) -> tuple[Picker, str]:
        return _offers_of(self.seat.tenant.ref), reverse("vendor:simulator_picks", args=["offers"])


class OfferPicks(MoneySide, Picks):
    permission_policy = MONEY

    @property
    def pickers(self) -> dict[str, Picker]:  # type: ignore[override]
        return {"offers": _offers_of(self.seat.tenant.ref)}
