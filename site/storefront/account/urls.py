"""A shopper's own pages."""

from django.urls import path

from storefront.account import bank_accounts, doors, gift_cards, orders, paying, refunds, wallet
from storefront.account.papers import OrderPaper

app_name = "account"

urlpatterns = [
    path("sign-in/", doors.SignInDoor.as_view(), name="sign_in"),
    path("sign-in/code/", doors.CodeDoor.as_view(), name="code"),
    path("sign-out/", doors.SignOutDoor.as_view(), name="sign_out"),
    path("", orders.OrdersPage.as_view(), name="home"),
    path("orders/", orders.OrdersPage.as_view(), name="orders"),
    path("orders/<str:number>/", orders.OrderPage.as_view(), name="order"),
    path("orders/<str:number>/cancel/", orders.CancelOrder.as_view(), name="cancel_order"),
    path("orders/<str:number>/received/<str:vendor_order>/", orders.ConfirmReceived.as_view(), name="confirm_received"),
    path("orders/<str:number>/refund/<str:vendor_order>/", refunds.AskRefund.as_view(), name="ask_refund"),
    path("orders/<str:number>/refunds/<str:refund>/withdraw/", refunds.Withdraw.as_view(), name="withdraw_refund"),
    path("orders/<str:number>/invoices/<str:invoice>/", OrderPaper.as_view(), name="order_paper"),
    path("orders/<str:number>/pay/", paying.PayOrder.as_view(), name="pay_order"),
    path("transfers/<str:public_id>/", paying.ShowTransfer.as_view(), name="show_transfer"),
    path("gift-cards/", gift_cards.GiftCardsPage.as_view(), name="gift_cards"),
    path("gift-cards/buy/", gift_cards.BuyGiftCard.as_view(), name="buy_gift_card"),
    path("gift-cards/redeem/", gift_cards.RedeemGiftCard.as_view(), name="redeem_gift_card"),
    path("gift-cards/<str:public_id>/send/", gift_cards.SendGiftCardAgain.as_view(), name="send_gift_card"),
    path("wallet/", wallet.WalletPage.as_view(), name="wallet"),
    path("wallet/top-up/", wallet.TopUp.as_view(), name="top_up"),
    path("wallet/send/", wallet.SendMoney.as_view(), name="send_money"),
    path("wallet/withdraw/", wallet.Withdraw.as_view(), name="withdraw"),
    path("wallet/withdrawals/<str:public_id>/cancel/", wallet.CancelWithdrawal.as_view(), name="cancel_withdrawal"),
    path("bank-accounts/", bank_accounts.BankAccountsPage.as_view(), name="bank_accounts"),
    path("bank-accounts/add/", bank_accounts.AddBankAccount.as_view(), name="add_bank_account"),
    path(
        "bank-accounts/<str:public_id>/remove/", bank_accounts.RemoveBankAccount.as_view(), name="remove_bank_account"
    ),
]
