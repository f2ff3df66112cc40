from django.urls import path

from dashboards.vendor.simulator.screen import OfferPicks, Simulator

urlpatterns = [
    path("simulator/", Simulator.as_view(), name="simulator"),
    path("simulator/picks/<str:kind>/", OfferPicks.as_view(), name="simulator_picks"),
]
