"""The groups staff are placed in. A right is given once, when it is new; administrators may change them afterwards."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from django.utils.translation import gettext_noop

from dashboards.staff.models import FirstRight

ADMINISTRATORS = gettext_noop("Administrators")
FINANCE_APPROVERS = gettext_noop("Finance approvers")
SUPPORT = gettext_noop("Support")
MARKETING_EDITORS = gettext_noop("Marketing editors")

ENTER = "wagtailadmin.access_admin"
_READ_SALES = {"order.view_order", "order.view_vendororder", "markets.view_market", "payments.view_payment"}
_ASK_REFUNDS = {"refunds.view_refundrequest", "refunds.add_refundrequest", "refunds.view_refundpolicy"}
_SUPPORT = _READ_SALES | _ASK_REFUNDS | {"order.change_vendororder", "accounts.view_user", "accounts.change_user"}
_FINANCE = (
    _READ_SALES
    | _ASK_REFUNDS
    | {
        "refunds.approve_refundrequest",
        "refunds.change_refundpolicy",
        "payments.view_chargeback",
        "payments.add_chargeback",
        "payments.check_chargeback",
        "payments.change_payment",
        "payments.view_gateway",
        "payments.change_gateway",
        "payments.view_platformaccount",
        "payments.add_platformaccount",
        "payments.change_platformaccount",
        "audit.view_auditentry",
        "reconciliation.view_statementfile",
        "reconciliation.add_statementfile",
        "reconciliation.check_statementfile",
        "reconciliation.resolve_statementrow",
        "ledger.view_entry",
        "ledger.view_period",
        "ledger.add_period",
        "ledger.view_checkrun",
        "ledger.add_checkrun",
        "settlement.view_sale",
        "settlement.change_sale",
        "wallets.view_wallet",
        "wallets.freeze_wallet",
        "wallets.view_walletentry",
        "wallets.view_promotionalgrant",
        "wallets.add_promotionalgrant",
        "wallets.approve_promotionalgrant",
        "wallets.view_giftcardbatch",
        "wallets.add_giftcardbatch",
        "wallets.approve_giftcardbatch",
        "wallets.view_giftcard",
        "wallets.change_giftcard",
        "commissions.view_commissionrule",
        "commissions.add_commissionrate",
        "plans.view_plan",
        "plans.change_plan",
        "plans.change_marketplan",
        "tax.view_taxrate",
        "tax.add_taxrate",
        "debts.view_debtstanding",
        "debts.change_debtbill",
        "debts.view_debtrelief",
        "debts.add_debtrelief",
        "debts.approve_debtrelief",
        "debts.view_debtterms",
        "debts.change_debtterms",
        "markets.restrict_market",
        "payouts.view_payout",
        "payouts.start_payouts",
        "payouts.view_payoutterms",
        "payouts.add_payoutterms",
        "payouts.view_holiday",
        "payouts.change_holiday",
        "remittances.view_remittance",
        "remittances.approve_remittance",
        "remittances.view_batch",
        "remittances.add_batch",
        "remittances.check_batch",
        "remittances.send_batch",
        "remittances.view_batchformat",
        "remittances.change_batchformat",
        "remittances.view_bankaccount",
        "remittances.verify_bankaccount",
        "invoices.view_invoice",
        "invoices.change_paper",
        "invoices.add_commissionrun",
        "tax.change_taxprofile",
    }
)
_ADMINISTRATION = {
    "markets.publish_market",
    "voucher.view_voucher",
    "voucher.add_voucher",
    "voucher.change_voucher",
    "flags.view_flag",
    "flags.change_flag",
    "auth.view_group",
    "auth.add_group",
    "auth.change_group",
    "auth.delete_group",
    "catalogue.change_category",
}
RIGHTS = {
    ADMINISTRATORS: _SUPPORT | _FINANCE | _ADMINISTRATION,
    FINANCE_APPROVERS: _FINANCE,
    SUPPORT: _SUPPORT,
    # Pages and media are the site's own to give.
    MARKETING_EDITORS: set(),
}


def ensure_groups() -> None:
    """Make the groups that are missing, and give each what it was never given before."""
    for name, rights in RIGHTS.items():
        group, _is_new = Group.objects.get_or_create(name=name)
        given = set(FirstRight.objects.filter(group=group).values_list("right", flat=True))
        if lacking := (rights | {ENTER}) - given:
            group.permissions.add(*_permissions(lacking))
            FirstRight.objects.bulk_create(FirstRight(group=group, right=right) for right in sorted(lacking))


def after_migrate(app_config: Any, **kwargs: Any) -> None:
    """Permissions are complete only after the last app with models was migrated."""
    if app_config == [config for config in apps.get_app_configs() if config.models_module][-1]:
        ensure_groups()


def _permissions(names: set[str]) -> Any:
    wanted = Q()
    for name in names:
        app_label, _dot, codename = name.partition(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    return Permission.objects.filter(wanted)
