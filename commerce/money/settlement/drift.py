"""What must hold between sold lines, their shares and the ledger; part of `ledger_check`."""

from commerce.money.ledger.drift import drift_check

drift_check(
    "shares of a line add up",
    finds="""
        SELECT format('line %s: price %s, shares %s; taken back %s, from shares %s',
                      line.line_ref, line.amount, sum(share.amount), line.reversed_amount, sum(share.reversed_amount))
        FROM settlement_soldline line LEFT JOIN settlement_lineshare share ON share.line_id = line.id
        GROUP BY line.id
        HAVING coalesce(sum(share.amount), 0) <> line.amount
            OR coalesce(sum(share.reversed_amount), 0) <> line.reversed_amount
    """,
)
drift_check(
    "reversals add up",
    finds="""
        SELECT format('line %s: taken back %s, reversals %s', line.line_ref, line.reversed_amount, sum(reversal.amount))
        FROM settlement_soldline line LEFT JOIN settlement_linereversal reversal ON reversal.line_id = line.id
        GROUP BY line.id
        HAVING coalesce(sum(reversal.amount), 0) <> line.reversed_amount
            OR coalesce(sum(reversal.quantity), 0) <> line.reversed_quantity
    """,
)
drift_check(
    "sales are booked as frozen",
    finds="""
        WITH frozen AS (
            SELECT 'sale:' || line.sale_ref AS key, share.account_kind AS kind, share.owner_kind, share.owner_ref,
                   -sum(share.amount) AS amount
            FROM settlement_soldline line JOIN settlement_lineshare share ON share.line_id = line.id
            GROUP BY 1, 2, 3, 4
            UNION ALL
            SELECT 'sale:' || sale_ref, 'vendor_held', 'market', market_ref, amount FROM settlement_directsale
        ), expected AS (
            SELECT key, kind, owner_kind, owner_ref, sum(amount) AS amount FROM frozen
            GROUP BY 1, 2, 3, 4 HAVING sum(amount) <> 0
        ), booked AS (
            SELECT entry.key, replace(account.kind, 'vendor_debt', 'vendor_held') AS kind, account.owner_kind,
                   account.owner_ref, sum(posting.amount) AS amount
            FROM ledger_entry entry
            JOIN ledger_posting posting ON posting.entry_id = entry.id
            JOIN ledger_account account ON account.id = posting.account_id
            WHERE entry.key LIKE 'sale:%' AND account.kind <> 'receipts'
            GROUP BY 1, 2, 3, 4
        )
        SELECT format('%s: %s is booked with %s, frozen with %s', key, kind, booked.amount, expected.amount)
        FROM booked FULL JOIN expected USING (key, kind, owner_kind, owner_ref) JOIN ledger_entry entry USING (key)
        WHERE booked.amount IS DISTINCT FROM expected.amount
    """,
)
drift_check(
    "markets took in no more than was sold",
    finds="""
        SELECT format('sale %s: %s taken in by the market of %s; taken back %s of %s', direct.sale_ref,
                      direct.amount, sum(line.amount), direct.reversed_amount, sum(line.reversed_amount))
        FROM settlement_directsale direct JOIN settlement_soldline line USING (sale_ref)
        GROUP BY direct.id
        HAVING direct.amount > sum(line.amount) OR direct.reversed_amount > sum(line.reversed_amount)
    """,
)
