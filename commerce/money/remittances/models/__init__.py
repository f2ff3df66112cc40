from commerce.money.remittances.models.bank_account import BankAccount
from commerce.money.remittances.models.batch import Batch
from commerce.money.remittances.models.batch_format import BatchFormat
from commerce.money.remittances.models.remittance import Approval, Remittance
from commerce.money.remittances.models.result_file import ResultFile

__all__ = ["Approval", "BankAccount", "Batch", "BatchFormat", "Remittance", "ResultFile"]
