"""Addresses of refund requests, their rules, and chargebacks."""

from django.urls import path

from dashboards.staff.refund_requests import asking, chargebacks, requests, rules

urlpatterns = [
    path("refund-requests/", requests.RequestList.as_view(), name="refund_requests"),
    path("refund-requests/<str:public_id>/", requests.RequestDetail.as_view(), name="refund_request"),
    path("refund-requests/<str:public_id>/approve/", requests.ApproveRequest.as_view(), name="refund_request_approve"),
    path("refund-requests/<str:public_id>/refuse/", requests.RefuseRequest.as_view(), name="refund_request_refuse"),
    path(
        "refund-requests/<str:public_id>/withdraw/", requests.WithdrawRequest.as_view(), name="refund_request_withdraw"
    ),
    path("vendor-orders/<str:public_id>/refund/", asking.NewRefund.as_view(), name="part_refund"),
    path("vendor-orders/<str:public_id>/cancel-lines/", asking.CancelLines.as_view(), name="part_cancel_lines"),
    path("refund-policies/", rules.PolicyList.as_view(), name="refund_policies"),
    path("refund-policies/add/", rules.AddPolicy.as_view(), name="refund_policy_add"),
    path("refund-policies/<str:public_id>/", rules.EditPolicy.as_view(), name="refund_policy"),
    path("refund-reasons/", rules.ReasonList.as_view(), name="refund_reasons"),
    path("refund-reasons/add/", rules.AddReason.as_view(), name="refund_reason_add"),
    path("refund-reasons/<str:code>/", rules.EditReason.as_view(), name="refund_reason"),
    path("chargebacks/", chargebacks.ChargebackList.as_view(), name="chargebacks"),
    path("chargebacks/<str:public_id>/", chargebacks.ChargebackDetail.as_view(), name="chargeback"),
    path("chargebacks/<str:public_id>/check/", chargebacks.CheckChargeback.as_view(), name="chargeback_check"),
    path("chargebacks/<str:public_id>/refuse/", chargebacks.RefuseChargeback.as_view(), name="chargeback_refuse"),
    path("chargebacks/<str:public_id>/win/", chargebacks.WinChargeback.as_view(), name="chargeback_win"),
    path("chargebacks/<str:public_id>/lose/", chargebacks.LoseChargeback.as_view(), name="chargeback_lose"),
    path("payments/<str:public_id>/charge-back/", chargebacks.RecordChargeback.as_view(), name="payment_chargeback"),
]
