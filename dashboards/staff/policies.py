"""Which Django permission each staff screen asks for."""

from commerce.foundation.accounts.models import User
from commerce.foundation.audit.models import AuditEntry
from commerce.foundation.flags.models import Flag
from commerce.money.ledger.models import Account, CheckRun, Entry, Export, Period
from commerce.money.payments.models import Gateway, Payment, Refund
from commerce.money.reconciliation.models import StatementFile, StatementRow
from commerce.money.remittances.models import BankAccount, Batch, BatchFormat, Remittance, ResultFile
from commerce.shop.markets.models import Market
from commerce.shop.order.models import Order, VendorOrder
from dashboards.base.rows import StaffRowPolicy

ORDERS = StaffRowPolicy(Order, rights={"view": "order.view_order"})
VENDOR_ORDERS = StaffRowPolicy(
    VendorOrder, rights={"view": "order.view_vendororder", "change": "order.change_vendororder"}
)
MARKETS = StaffRowPolicy(Market, rights={"view": "markets.view_market", "publish": "markets.publish_market"})
PEOPLE = StaffRowPolicy(
    User, rights={"view": "accounts.view_user", "change": "accounts.change_user", "staff": "auth.change_group"}
)
PAYMENTS = StaffRowPolicy(Payment, rights={"view": "payments.view_payment", "ask": "payments.change_payment"})
REFUNDS = StaffRowPolicy(Refund, rights={"view": "payments.view_payment", "change": "payments.change_payment"})
GATEWAYS = StaffRowPolicy(Gateway, rights={"view": "payments.view_gateway", "change": "payments.change_gateway"})
REMITTANCES = StaffRowPolicy(
    Remittance,
    rights={
        "view": "remittances.view_remittance",
        "decide": "remittances.approve_remittance",
        "send": "remittances.send_batch",
    },
)
BATCHES = StaffRowPolicy(
    Batch,
    rights={
        "view": "remittances.view_batch",
        "make": "remittances.add_batch",
        "check": "remittances.check_batch",
        "send": "remittances.send_batch",
    },
)
RESULTS = StaffRowPolicy(ResultFile, rights={"send": "remittances.send_batch"})
BANK_ACCOUNTS = StaffRowPolicy(
    BankAccount, rights={"view": "remittances.view_bankaccount", "verify": "remittances.verify_bankaccount"}
)
FORMATS = StaffRowPolicy(
    BatchFormat, rights={"view": "remittances.view_batchformat", "change": "remittances.change_batchformat"}
)
BOOKS = StaffRowPolicy(Entry, rights={"view": "ledger.view_entry"})
ACCOUNTS = StaffRowPolicy(Account, rights={"view": "ledger.view_entry"})
EXPORTS = StaffRowPolicy(Export, rights={"view": "ledger.view_entry", "add": "ledger.view_entry"})
PERIODS = StaffRowPolicy(Period, rights={"view": "ledger.view_period", "add": "ledger.add_period"})
CHECKS = StaffRowPolicy(CheckRun, rights={"view": "ledger.view_checkrun", "add": "ledger.add_checkrun"})
STATEMENTS = StaffRowPolicy(
    StatementFile,
    rights={
        "view": "reconciliation.view_statementfile",
        "make": "reconciliation.add_statementfile",
        "check": "reconciliation.check_statementfile",
    },
)
STATEMENT_ROWS = StaffRowPolicy(
    StatementRow,
    rights={"view": "reconciliation.view_statementfile", "resolve": "reconciliation.resolve_statementrow"},
)
FLAGS = StaffRowPolicy(
    Flag, rights={"view": "flags.view_flag", "add": "flags.change_flag", "change": "flags.change_flag"}
)
AUDIT = StaffRowPolicy(AuditEntry, rights={"view": "audit.view_auditentry"})
