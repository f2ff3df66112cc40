from django.urls import path

from dashboards.staff import flags, markets, orders, payments, people, refunds, trail, vendor_orders
from dashboards.staff.debts.urls import urlpatterns as debt_urls
from dashboards.staff.gateways.urls import urlpatterns as gateway_urls
from dashboards.staff.home import Home
from dashboards.staff.ledger.urls import urlpatterns as ledger_urls
from dashboards.staff.papers.urls import urlpatterns as paper_urls
from dashboards.staff.payouts.urls import urlpatterns as payout_urls
from dashboards.staff.reconciliation.urls import urlpatterns as reconciliation_urls
from dashboards.staff.refund_requests.urls import urlpatterns as refund_request_urls
from dashboards.staff.remittances.urls import urlpatterns as remittance_urls
from dashboards.staff.rules.urls import urlpatterns as rule_urls
from dashboards.staff.settlement.urls import urlpatterns as settlement_urls
from dashboards.staff.simulator.urls import urlpatterns as simulator_urls
from dashboards.staff.transfers.urls import urlpatterns as transfer_urls
from dashboards.staff.vouchers.urls import urlpatterns as voucher_urls
from dashboards.staff.wallets.urls import urlpatterns as wallet_urls

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("orders/", orders.OrderList.as_view(), name="orders"),
    path("orders/<str:number>/", orders.OrderDetail.as_view(), name="order"),
    path("vendor-orders/", vendor_orders.VendorOrderList.as_view(), name="vendor_orders"),
    path("vendor-orders/<str:public_id>/deliver/", vendor_orders.DeliverVendorOrder.as_view(), name="part_deliver"),
    path("vendor-orders/<str:public_id>/reject/", vendor_orders.RejectVendorOrder.as_view(), name="part_reject"),
    path("markets/", markets.MarketList.as_view(), name="markets"),
    path("markets/<str:handle>/", markets.MarketDetail.as_view(), name="market"),
    path("markets/<str:handle>/publish/", markets.PublishMarket.as_view(), name="market_publish"),
    path("markets/<str:handle>/suspend/", markets.SuspendMarket.as_view(), name="market_suspend"),
    path("markets/<str:handle>/allow-gateway/", markets.AllowOwnGateway.as_view(), name="market_gateway_allow"),
    path("markets/<str:handle>/forbid-gateway/", markets.ForbidOwnGateway.as_view(), name="market_gateway_forbid"),
    path("people/", people.PersonList.as_view(), name="people"),
    path("people/<str:public_id>/", people.PersonDetail.as_view(), name="person"),
    path("people/<str:public_id>/deactivate/", people.DeactivatePerson.as_view(), name="person_deactivate"),
    path("people/<str:public_id>/reactivate/", people.ReactivatePerson.as_view(), name="person_reactivate"),
    path("people/<str:public_id>/groups/", people.SetGroups.as_view(), name="person_groups"),
    path("people/<str:public_id>/sign-out/", people.SignEverythingOut.as_view(), name="person_sign_out"),
    path("people/<str:public_id>/sessions/<str:session>/end/", people.SignDeviceOut.as_view(), name="session_end"),
    path("payments/", payments.PaymentList.as_view(), name="payments"),
    path("payments/attention/", payments.AttentionList.as_view(), name="payments_attention"),
    path("payments/ask/", payments.AskAboutAll.as_view(), name="payments_ask"),
    path("payments/<str:public_id>/", payments.PaymentDetail.as_view(), name="payment"),
    path("payments/<str:public_id>/ask/", payments.AskBank.as_view(), name="payment_ask"),
    path("refunds/", refunds.RefundList.as_view(), name="refunds"),
    path("refunds/<str:public_id>/", refunds.RefundDetail.as_view(), name="refund"),
    path("refunds/<str:public_id>/send/", refunds.SendRefund.as_view(), name="refund_send"),
    path("refunds/<str:public_id>/resolve/", refunds.ResolveRefund.as_view(), name="refund_resolve"),
    *refund_request_urls,
    *gateway_urls,
    *transfer_urls,
    *remittance_urls,
    *wallet_urls,
    *debt_urls,
    *settlement_urls,
    *payout_urls,
    *ledger_urls,
    *paper_urls,
    *reconciliation_urls,
    *rule_urls,
    *simulator_urls,
    *voucher_urls,
    path("flags/", flags.FlagList.as_view(), name="flags"),
    path("flags/add/", flags.AddFlag.as_view(), name="flag_add"),
    path("flags/<str:name>/", flags.EditFlag.as_view(), name="flag"),
    path("audit/", trail.Trail.as_view(), name="audit"),
]
