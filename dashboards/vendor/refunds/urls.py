from django.urls import path

from dashboards.vendor.refunds import asking, requests

urlpatterns = [
    path("refunds/", requests.RequestList.as_view(), name="refunds"),
    path("refunds/<str:public_id>/", requests.RequestDetail.as_view(), name="refund"),
    path("refunds/<str:public_id>/approve/", requests.ApproveRequest.as_view(), name="refund_approve"),
    path("refunds/<str:public_id>/refuse/", requests.RefuseRequest.as_view(), name="refund_refuse"),
    path("refunds/<str:public_id>/withdraw/", requests.WithdrawRequest.as_view(), name="refund_withdraw"),
    path("orders/<str:public_id>/refund/", asking.NewRefund.as_view(), name="order_refund"),
    path("orders/<str:public_id>/cancel-lines/", asking.CancelLines.as_view(), name="order_cancel_lines"),
    path("orders/<str:public_id>/not-taken/", asking.NotTaken.as_view(), name="order_not_taken"),
]
