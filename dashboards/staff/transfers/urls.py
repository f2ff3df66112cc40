from django.urls import path

from dashboards.staff.transfers import accounts, receipts

urlpatterns = [
    path("transfers/", receipts.ReceiptList.as_view(), name="transfers"),
    path("transfers/<str:public_id>/", receipts.ReceiptDetail.as_view(), name="transfer"),
    path("transfers/<str:public_id>/file/", receipts.ReceiptFile.as_view(), name="transfer_file"),
    path("transfers/<str:public_id>/confirm/", receipts.ConfirmTransfer.as_view(), name="transfer_confirm"),
    path("transfers/<str:public_id>/refuse/", receipts.RefuseTransfer.as_view(), name="transfer_refuse"),
    path("accounts-to-pay-into/", accounts.PlatformAccountList.as_view(), name="pay_into"),
    path("accounts-to-pay-into/add/", accounts.AddPlatformAccount.as_view(), name="pay_into_add"),
    path("accounts-to-pay-into/<str:public_id>/", accounts.EditPlatformAccount.as_view(), name="pay_into_account"),
]
