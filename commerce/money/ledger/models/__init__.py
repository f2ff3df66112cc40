from commerce.money.ledger.models.account import Account
from commerce.money.ledger.models.check_run import CheckRun
from commerce.money.ledger.models.day import AccountDay, DayMark, KindDay
from commerce.money.ledger.models.entry import Entry, Posting
from commerce.money.ledger.models.export import Export
from commerce.money.ledger.models.period import Period
from commerce.money.ledger.models.snapshot import Snapshot
from commerce.money.ledger.models.transaction_id import CurrentTransactionId, TransactionIdField

__all__ = [
    "Account",
    "AccountDay",
    "CheckRun",
    "CurrentTransactionId",
    "DayMark",
    "Entry",
    "Export",
    "KindDay",
    "Period",
    "Posting",
    "Snapshot",
    "TransactionIdField",
]
