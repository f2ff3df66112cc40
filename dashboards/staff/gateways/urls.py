from django.urls import path

from dashboards.staff.gateways import editing, health, lists

urlpatterns = [
    path("gateways/", lists.GatewayList.as_view(), name="gateways"),
    path("new-gateway/", lists.ChooseBank.as_view(), name="gateway_add"),
    path("new-gateway/<str:bank>/", editing.EnterGateway.as_view(), name="gateway_enter"),
    path("gateways/<str:slug>/", health.GatewayDetail.as_view(), name="gateway"),
    path("gateways/<str:slug>/edit/", editing.EditGateway.as_view(), name="gateway_edit"),
    path("gateways/<str:slug>/credentials/", editing.RenewCredentials.as_view(), name="gateway_renew"),
    path("gateways/<str:slug>/offer-again/", editing.OfferAgain.as_view(), name="gateway_offer"),
]
