from django.urls import path

from commerce.shop.refunds.api import shopper, staff, vendor

app_name = "refunds"

urlpatterns = [
    path("orders/<str:number>/refunds/", shopper.OrderRefundsView.as_view(), name="order_refunds"),
    path("orders/<str:number>/refunds/<str:refund>/cancel/", shopper.WithdrawView.as_view(), name="withdraw"),
    path("vendor/<str:handle>/refunds/", vendor.MarketRefundsView.as_view(), name="market_refunds"),
    path("vendor/<str:handle>/refunds/<str:refund>/", vendor.MarketRefundView.as_view(), name="market_refund"),
    path("vendor/<str:handle>/refunds/<str:refund>/approve/", vendor.ApproveView.as_view(), name="market_approve"),
    path("vendor/<str:handle>/refunds/<str:refund>/refuse/", vendor.RefuseView.as_view(), name="market_refuse"),
    path("vendor/<str:handle>/refunds/<str:refund>/cancel/", vendor.WithdrawView.as_view(), name="market_withdraw"),
    path("vendor/<str:handle>/orders/<str:vendor_order>/refund/", vendor.AskView.as_view(), name="market_ask"),
    path(
        "vendor/<str:handle>/orders/<str:vendor_order>/cancel-lines/",
        vendor.CancelLinesView.as_view(),
        name="cancel_lines",
    ),
    path("staff/refunds/", staff.RefundsView.as_view(), name="staff_refunds"),
    path("staff/refunds/<str:refund>/", staff.RefundView.as_view(), name="staff_refund"),
    path("staff/refunds/<str:refund>/preview/", staff.PreviewView.as_view(), name="staff_preview"),
    path("staff/refunds/<str:refund>/approve/", staff.ApproveView.as_view(), name="staff_approve"),
    path("staff/refunds/<str:refund>/refuse/", staff.RefuseView.as_view(), name="staff_refuse"),
    path("staff/refunds/<str:refund>/cancel/", staff.WithdrawView.as_view(), name="staff_withdraw"),
]
