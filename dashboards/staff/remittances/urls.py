"""Addresses of money that leaves."""

from django.urls import path

from dashboards.staff.remittances import bank_accounts, batches, formats, making, remittances, results

urlpatterns = [
    path("remittances/", remittances.RemittanceList.as_view(), name="remittances"),
    path("remittances/<str:public_id>/", remittances.RemittanceDetail.as_view(), name="remittance"),
    path("remittances/<str:public_id>/approve/", remittances.ApproveRemittance.as_view(), name="remittance_approve"),
    path("remittances/<str:public_id>/refuse/", remittances.RefuseRemittance.as_view(), name="remittance_refuse"),
    path("remittances/<str:public_id>/settle/", remittances.SettleRemittance.as_view(), name="remittance_settle"),
    path("remittances/<str:public_id>/return/", remittances.ReturnRemittance.as_view(), name="remittance_return"),
    path("remittance-batches/", batches.BatchList.as_view(), name="batches"),
    path("remittance-batches/new/", making.NewBatch.as_view(), name="new_batch"),
    path("remittance-batches/<str:public_id>/", batches.BatchDetail.as_view(), name="batch"),
    path("remittance-batches/<str:public_id>/check/", batches.CheckBatch.as_view(), name="batch_check"),
    path("remittance-batches/<str:public_id>/dissolve/", batches.DissolveBatch.as_view(), name="batch_dissolve"),
    path("remittance-batches/<str:public_id>/file/", batches.DownloadBatch.as_view(), name="batch_file"),
    path("remittance-batches/<str:public_id>/send/", batches.SendBatch.as_view(), name="batch_send"),
    path("remittance-batches/<str:public_id>/results/", results.TakeInResults.as_view(), name="batch_results"),
    path("remittance-results/<str:public_id>/", results.ResultDetail.as_view(), name="result"),
    path("remittance-results/<str:public_id>/apply/", results.ApplyResults.as_view(), name="result_apply"),
    path("bank-accounts/", bank_accounts.BankAccountList.as_view(), name="bank_accounts"),
    path("bank-accounts/<str:public_id>/", bank_accounts.BankAccountDetail.as_view(), name="bank_account"),
    path(
        "bank-accounts/<str:public_id>/verify/", bank_accounts.VerifyBankAccount.as_view(), name="bank_account_verify"
    ),
    path(
        "bank-accounts/<str:public_id>/refuse/", bank_accounts.RefuseBankAccount.as_view(), name="bank_account_refuse"
    ),
    path("batch-formats/", formats.FormatList.as_view(), name="formats"),
    path("batch-formats/add/", formats.AddFormat.as_view(), name="format_add"),
    path("batch-formats/<str:slug>/", formats.EditFormat.as_view(), name="format"),
]
