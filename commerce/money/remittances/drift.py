"""What must hold between money on its way out and the ledger; part of `ledger_check`."""

from commerce.money.ledger.drift import drift_check

drift_check(
    "transit holds what is on its way out",
    finds="""
        WITH waiting AS (
            SELECT transit AS kind,
                   coalesce(sum(amount) FILTER (WHERE status IN ('asked', 'approved', 'batched')), 0) AS total
            FROM remittances_remittance GROUP BY transit
        ), booked AS (
            SELECT account.kind, -sum(posting.amount) AS total
            FROM ledger_account account JOIN ledger_posting posting ON posting.account_id = account.id
            WHERE account.owner_kind = 'platform' AND account.kind IN (SELECT kind FROM waiting)
            GROUP BY account.kind
        )
        SELECT format('%s holds %s, on the way are %s', kind, coalesce(booked.total, 0), waiting.total)
        FROM waiting LEFT JOIN booked USING (kind)
        WHERE coalesce(booked.total, 0) <> waiting.total
    """,
)
drift_check(
    "remittances that left are booked",
    finds="""
        WITH left_us AS (
            SELECT 'remit:' || public_id || ':sent' AS key, transit, amount
            FROM remittances_remittance WHERE status IN ('sent', 'settled', 'returned')
            UNION ALL
            SELECT 'remit:' || public_id || ':returned', transit, -amount
            FROM remittances_remittance WHERE status = 'returned'
        ), booked AS (
            SELECT entry.key, account.kind AS transit, posting.amount
            FROM ledger_entry entry
            JOIN ledger_posting posting ON posting.entry_id = entry.id
            JOIN ledger_account account ON account.id = posting.account_id
            WHERE entry.key LIKE 'remit:%' AND account.kind <> 'bank'
        )
        SELECT format('%s: booked %s, should be %s', key, booked.amount, left_us.amount)
        FROM booked FULL JOIN left_us USING (key, transit)
        WHERE booked.amount IS DISTINCT FROM left_us.amount
    """,
)
drift_check(
    "batches are what they hold",
    finds="""
        SELECT format('batch %s says %s rows of %s, holds %s of %s', batch.public_id, batch.rows, batch.total,
                      count(held.id), coalesce(sum(held.amount), 0))
        FROM remittances_batch batch LEFT JOIN remittances_remittance held ON held.batch_id = batch.id
        WHERE batch.status <> 'dissolved'
        GROUP BY batch.id
        HAVING count(held.id) <> batch.rows OR coalesce(sum(held.amount), 0) <> batch.total
    """,
)
