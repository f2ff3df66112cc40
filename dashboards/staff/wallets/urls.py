from django.urls import path

from dashboards.staff.wallets import card_batches, gift_cards, grants, wallets

urlpatterns = [
    path("wallets/", wallets.WalletList.as_view(), name="wallets"),
    path("wallets/<str:public_id>/", wallets.WalletDetail.as_view(), name="wallet"),
    path("wallets/<str:public_id>/statement/", wallets.WalletStatement.as_view(), name="wallet_statement"),
    path("wallets/<str:public_id>/freeze/", wallets.FreezeWallet.as_view(), name="wallet_freeze"),
    path("wallets/<str:public_id>/release/", wallets.ReleaseWallet.as_view(), name="wallet_release"),
    path("wallets/<str:public_id>/credit/", grants.GiveCredit.as_view(), name="wallet_credit"),
    path("promotional-credit/", grants.GrantList.as_view(), name="grants"),
    path("promotional-credit/<str:public_id>/", grants.GrantDetail.as_view(), name="grant"),
    path("promotional-credit/<str:public_id>/approve/", grants.ApproveGrant.as_view(), name="grant_approve"),
    path("promotional-credit/<str:public_id>/refuse/", grants.RefuseGrant.as_view(), name="grant_refuse"),
    path("gift-cards/", card_batches.CardBatchList.as_view(), name="card_batches"),
    path("gift-cards/add/", card_batches.MakeCardBatch.as_view(), name="card_batch_add"),
    path("gift-cards/all/", gift_cards.CardList.as_view(), name="cards"),
    path("gift-cards/all/<str:public_id>/void/", gift_cards.VoidCard.as_view(), name="card_void"),
    path("gift-cards/<str:public_id>/", card_batches.CardBatchDetail.as_view(), name="card_batch"),
    path("gift-cards/<str:public_id>/approve/", card_batches.ApproveCardBatch.as_view(), name="card_batch_approve"),
    path("gift-cards/<str:public_id>/refuse/", card_batches.RefuseCardBatch.as_view(), name="card_batch_refuse"),
    path("gift-cards/<str:public_id>/codes/", card_batches.FetchCodes.as_view(), name="card_batch_codes"),
]
