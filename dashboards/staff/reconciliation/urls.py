from django.urls import path

from dashboards.staff.reconciliation import checking, files, making, rows

urlpatterns = [
    path("settlements/", files.StatementList.as_view(), name="statements"),
    path("settlements/upload/", making.UploadStatement.as_view(), name="statement_upload"),
    path("settlements/differences/", checking.Differences.as_view(), name="differences"),
    path("settlements/differences/<int:pk>/", checking.ResolveDifference.as_view(), name="difference_resolve"),
    path("settlements/<str:public_id>/", files.StatementDetail.as_view(), name="statement"),
    path("settlements/<str:public_id>/file/", files.DownloadStatement.as_view(), name="statement_file"),
    path("settlements/<str:public_id>/columns/", making.NameColumns.as_view(), name="statement_columns"),
    path("settlements/<str:public_id>/rows/", rows.StatementRows.as_view(), name="statement_rows"),
    path("settlements/<str:public_id>/missing/", rows.MissingPayments.as_view(), name="statement_missing"),
    path("settlements/<str:public_id>/submit/", making.SubmitStatement.as_view(), name="statement_submit"),
    path("settlements/<str:public_id>/discard/", making.DiscardStatement.as_view(), name="statement_discard"),
    path("settlements/<str:public_id>/post/", checking.PostStatement.as_view(), name="statement_post"),
    path("settlements/<str:public_id>/refuse/", checking.RefuseStatement.as_view(), name="statement_refuse"),
]
