"""Row locks of reconciliation: the file before anything in the ledger."""

from commerce.foundation.core.errors import NotFound
from commerce.money.reconciliation.models import ColumnMapping, StatementFile, StatementRow


def lock_file(*, public_id: str) -> StatementFile:
    """A settlement file, until the transaction ends."""
    rows = StatementFile.objects.select_for_update(of=("self",), no_key=True).select_related("gateway")
    file = rows.filter(public_id=public_id).first()
    if file is None:
        raise NotFound
    return file


def lock_files_of(*, gateway_id: int) -> None:
    """Let one file of a gateway be posted at a time; its columns were named, so the row is there."""
    ColumnMapping.objects.select_for_update(no_key=True).get(gateway_id=gateway_id)


def lock_row(*, row_id: int) -> StatementRow:
    """A row of a posted file, until the transaction ends."""
    rows = StatementRow.objects.select_for_update(of=("self",), no_key=True).select_related("file")
    row = rows.filter(pk=row_id, file__status=StatementFile.Status.POSTED).first()
    if row is None:
        raise NotFound
    return row
