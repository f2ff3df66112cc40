"""Locks of the ledger."""

from django.db import connection


def stop_posting() -> None:
    """Let nobody post until this transaction ends; reading goes on."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE ledger_posting IN SHARE ROW EXCLUSIVE MODE")
