"""What must hold between posted settlement files and the ledger; part of `ledger_check`."""

from commerce.money.ledger.drift import drift_check

drift_check(
    "settlement files are booked as read",
    finds="""
        WITH said AS (
            SELECT file.public_id, sum(rows.expected) AS cleared
            FROM reconciliation_statementfile file
            JOIN reconciliation_statementrow rows ON rows.file_id = file.id
            WHERE file.status = 'posted' AND rows.outcome IN ('matched', 'differs') GROUP BY 1
        ), caused AS (
            SELECT file.public_id, entry.id FROM reconciliation_statementfile file
            JOIN ledger_entry entry ON entry.cause_kind = 'settlement_file' AND entry.cause_ref = file.public_id
            UNION ALL
            SELECT file.public_id, entry.id FROM reconciliation_statementrow rows
            JOIN reconciliation_statementfile file ON file.id = rows.file_id
            JOIN ledger_entry entry ON entry.key = 'settlement_row:' || rows.id
        ), booked AS (
            SELECT caused.public_id, -sum(posting.amount) AS cleared
            FROM caused JOIN ledger_posting posting ON posting.entry_id = caused.id
            JOIN ledger_account account ON account.id = posting.account_id
            WHERE account.kind = 'gateway_clearing' GROUP BY 1
        )
        SELECT format('file %s: its rows settle %s, booked %s', public_id, said.cleared, booked.cleared)
        FROM said FULL JOIN booked USING (public_id)
        WHERE coalesce(said.cleared, 0) <> coalesce(booked.cleared, 0)
    """,
)
