"""No stock form of Wagtail writes what a service of ours keeps: its generic views find these actions and stop."""

from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from wagtail.actions.base import BaseAction
from wagtail.actions.registry import ActionRegistry

from commerce.earnings.debts.models import DebtBill, DebtPayment, DebtRelief, DebtStanding, DebtTerms, Sanction
from commerce.earnings.payouts.models import EarningsFile, Holiday, Payout, PayoutRun, PayoutTerms
from commerce.foundation.accounts.models import User
from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.flags.models import Flag
from commerce.money.invoices.models import Invoice, InvoiceSeries, Paper
from commerce.money.ledger.models import Account, CheckRun, Entry, Export, Period, Posting
from commerce.money.payments.models import Chargeback, Gateway, Payment, PlatformAccount, TransferReceipt
from commerce.money.reconciliation.models import ColumnMapping, StatementFile, StatementRow
from commerce.money.remittances.models import BankAccount, Batch, BatchFormat, Remittance, ResultFile
from commerce.money.settlement.models import Sale
from commerce.money.tax.models import PriceBasis, TaxProfile, TaxRate
from commerce.shop.catalogue.models import Product, ProductImage
from commerce.shop.commissions.models import CommissionRate, CommissionRule
from commerce.shop.markets.models import Market, Membership, Restriction
from commerce.shop.order.models import Line, Order, Parcel, VendorOrder
from commerce.shop.partner.models import StockRecord
from commerce.shop.plans.models import MarketPlan, Plan
from commerce.shop.refunds.models import RefundPolicy, RefundReason, RefundRequest
from commerce.shop.voucher.models import Voucher

KEPT_BY_SERVICES = (
    User,
    AuditEntry,
    Account,
    Entry,
    Posting,
    Period,
    CheckRun,
    Export,
    ColumnMapping,
    StatementFile,
    StatementRow,
    Flag,
    Gateway,
    Payment,
    Chargeback,
    PlatformAccount,
    TransferReceipt,
    Payout,
    PayoutRun,
    PayoutTerms,
    Holiday,
    EarningsFile,
    Sale,
    BankAccount,
    Batch,
    BatchFormat,
    Remittance,
    ResultFile,
    Product,
    ProductImage,
    Market,
    Membership,
    Restriction,
    DebtBill,
    DebtPayment,
    DebtRelief,
    DebtStanding,
    DebtTerms,
    Sanction,
    Line,
    Order,
    Parcel,
    VendorOrder,
    StockRecord,
    PriceBasis,
    Voucher,
    RefundPolicy,
    RefundReason,
    RefundRequest,
    TaxRate,
    TaxProfile,
    Invoice,
    InvoiceSeries,
    Paper,
    CommissionRate,
    CommissionRule,
    Plan,
    MarketPlan,
)


class Refused(BaseAction):
    """Wagtail skips its own permission checks when it runs an action, so the refusal is the action itself."""

    def __init__(self, instance: Any, user: Any = None, **kwargs: Any) -> None:
        super().__init__(instance, user)

    def execute(self, skip_permission_checks: bool = False, **kwargs: Any) -> NoReturn:
        raise PermissionDenied(f"{self.instance._meta.label} is written by services only.")


class RefusedCreate(Refused):
    action_name = "create"


class RefusedEdit(Refused):
    action_name = "edit"


class RefusedDelete(Refused):
    action_name = "delete"


def register_actions(registry: ActionRegistry) -> None:
    for model in KEPT_BY_SERVICES:
        for action in (RefusedCreate, RefusedEdit, RefusedDelete):
            registry.register(model, action)
