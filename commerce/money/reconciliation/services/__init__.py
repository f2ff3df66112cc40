"""What may be asked of reconciliation."""

from commerce.money.reconciliation.services.checking import post_file, refuse_file
from commerce.money.reconciliation.services.making import discard_file, name_columns, submit_file, upload_file
from commerce.money.reconciliation.services.reading import read_file
from commerce.money.reconciliation.services.resolving import resolve_suspense

__all__ = [
    "discard_file",
    "name_columns",
    "post_file",
    "read_file",
    "refuse_file",
    "resolve_suspense",
    "submit_file",
    "upload_file",
]
