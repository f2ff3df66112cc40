"""The simulator for staff: offers of any market, on any coming day."""

from django.urls import reverse

from commerce.shop.partner.models import StockRecord
from dashboards.base.offers import picker_of
from dashboards.base.pickers import Picker, Picks
from dashboards.base.screens import GuardedScreen
from dashboards.base.simulator import Simulating
from dashboards.staff.rules.policies import RULES

OFFERS = picker_of(lambda: StockRecord.objects.all())


class Simulator(Simulating, GuardedScreen):
    permission_policy = RULES

    def get_picker(self) -> tuple[Picker, str]:
        return OFFERS, reverse("staff:simulator_picks", args=["offers"])


class OfferPicks(Picks):
    permission_policy = RULES
    pickers = {"offers": OFFERS}
