from typing import Any

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from dashboards.base.access import Standing
from dashboards.base.menus import DeskMenuItem
from dashboards.staff import searches, urls

__all__ = ["searches"]

# address, label, icon, the permission that opens it
SCREENS = (
    ("home", _("Platform"), "home", ""),
    ("orders", _("Orders"), "clipboard-list", "order.view_order"),
    ("vendor_orders", _("Vendor orders"), "folder-inverse", "order.view_vendororder"),
    ("markets", _("Markets"), "site", "markets.view_market"),
    ("people", _("People"), "user", "accounts.view_user"),
    ("payments", _("Payments"), "form", "payments.view_payment"),
    ("refunds", _("Refunds"), "rotate", "payments.view_payment"),
    ("refund_requests", _("Refund requests"), "resubmit", "refunds.view_refundrequest"),
    ("chargebacks", _("Chargebacks"), "warning", "payments.view_chargeback"),
    ("transfers", _("Bank transfers"), "download", "payments.view_payment"),
    ("pay_into", _("Accounts to pay into"), "pick", "payments.view_platformaccount"),
    ("gateways", _("Gateways"), "key", "payments.view_gateway"),
    ("wallets", _("Wallets"), "mobile-alt", "wallets.view_wallet"),
    ("grants", _("Promotional credit"), "tag", "wallets.view_promotionalgrant"),
    ("card_batches", _("Gift cards"), "mail", "wallets.view_giftcardbatch"),
    ("settlement", _("Settlement"), "pick", "settlement.view_sale"),
    ("debts", _("Debts"), "warning", "debts.view_debtstanding"),
    ("payouts", _("Payouts"), "upload", "payouts.view_payout"),
    ("remittances", _("Remittances"), "upload", "remittances.view_remittance"),
    ("batches", _("Batches"), "folder-open-1", "remittances.view_batch"),
    ("bank_accounts", _("Bank accounts"), "lock", "remittances.view_bankaccount"),
    ("statements", _("Settlement files"), "doc-full", "reconciliation.view_statementfile"),
    ("invoices", _("Invoices"), "doc-full-inverse", "invoices.view_invoice"),
    ("ledger", _("Books"), "table", "ledger.view_entry"),
    ("rules", _("Commissions"), "list-ol", "commissions.view_commissionrule"),
    ("simulator", _("Simulator"), "crosshairs", "commissions.view_commissionrule"),
    ("plans", _("Plans"), "tasks", "plans.view_plan"),
    ("tax_rates", _("Tax rates"), "doc-full", "tax.view_taxrate"),
    ("vouchers", _("Vouchers"), "tag", "voucher.view_voucher"),
    ("price_bases", _("Prices and tax"), "doc-full", "tax.view_taxrate"),
    ("flags", _("Feature flags"), "sliders", "flags.view_flag"),
    ("audit", _("Audit trail"), "history", "audit.view_auditentry"),
)
HOME_SHOWS = ("order.view_order", "markets.view_market", "payments.view_payment")


@hooks.register("register_admin_urls")
def staff_urls():
    return [path("staff/", include((urls.urlpatterns, "staff")))]


def opened_by(permission: str):
    def shown(standing: Standing) -> bool:
        return standing.may(permission) if permission else any(standing.may(one) for one in HOME_SHOWS)

    return shown


def menu_item(place: int, name: str, label: Any, icon: str, permission: str):
    def item() -> DeskMenuItem:
        url = reverse_lazy(f"staff:{name}")
        shown = opened_by(permission)
        return DeskMenuItem(label, url, name=f"staff-{name}", icon_name=icon, order=20 + place, shown=shown)

    return item


for place, screen in enumerate(SCREENS):
    hooks.register("register_admin_menu_item", menu_item(place, *screen))
