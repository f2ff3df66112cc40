from commerce.money.reconciliation.models.column_mapping import ColumnMapping
from commerce.money.reconciliation.models.reading import StatementReading
from commerce.money.reconciliation.models.statement_file import StatementFile
from commerce.money.reconciliation.models.statement_row import StatementRow

__all__ = ["ColumnMapping", "StatementFile", "StatementReading", "StatementRow"]
