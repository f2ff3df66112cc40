from django.urls import path

from commerce.earnings.payouts.api.simulator import SimulatorView

urlpatterns = [path("vendor/<str:handle>/simulator/", SimulatorView.as_view(), name="vendor-simulator")]
