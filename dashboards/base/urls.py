from django.urls import path

from dashboards.base.languages import switch_language
from dashboards.base.markets import switch_market
from dashboards.base.palette import palette
from dashboards.base.step_up import StepUp

urlpatterns = [
    path("palette/", palette, name="palette"),
    path("language/<str:code>/", switch_language, name="language"),
    path("market/", switch_market, name="market"),
    path("confirm/", StepUp.as_view(), name="step_up"),
]
