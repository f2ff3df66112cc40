from django.urls import path

from commerce.money.wallets.api import gift_cards, sending, shopper

app_name = "wallets"

urlpatterns = [
    path("wallet/", shopper.WalletView.as_view(), name="wallet"),
    path("wallet/entries/", shopper.EntriesView.as_view(), name="entries"),
    path("wallet/top-ups/", shopper.TopUpsView.as_view(), name="top_ups"),
    path("wallet/transfers/", sending.TransfersView.as_view(), name="transfers"),
    path("wallet/transfers/preview/", sending.PreviewView.as_view(), name="transfer_preview"),
    path("wallet/withdrawals/", sending.WithdrawalsView.as_view(), name="withdrawals"),
    path(
        "wallet/withdrawals/<str:withdrawal>/cancel/", sending.CancelWithdrawalView.as_view(), name="withdrawal_cancel"
    ),
    path("wallet/gift-cards/", gift_cards.GiftCardsView.as_view(), name="gift_cards"),
    path("wallet/gift-cards/redeem/", gift_cards.RedeemView.as_view(), name="gift_card_redeem"),
    path("wallet/gift-cards/<str:gift_card>/send/", gift_cards.SendGiftCardView.as_view(), name="gift_card_send"),
]
