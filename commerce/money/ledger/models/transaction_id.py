"""PostgreSQL's transaction ids, by which sums know up to where they are complete."""

from typing import Any

from django.db import models
from django.db.models import Func


class TransactionIdField(models.BigIntegerField):
    """PostgreSQL's 64-bit transaction id, which never wraps around."""

    description = "xid8"

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def rel_db_type(self, connection: Any) -> str:
        return "xid8"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> str | None:
        return None if value is None else str(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> int | None:
        return None if value is None else int(value)


class CurrentTransactionId(Func):
    function = "pg_current_xact_id"
    output_field = TransactionIdField()
