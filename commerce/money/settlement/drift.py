"""What must hold between sales, their lines and shares, earnings and the ledger; part of `ledger_check`."""

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
        WITH standing AS (
            SELECT reversal.* FROM settlement_linereversal reversal
            WHERE NOT EXISTS (SELECT FROM settlement_linerestoration undone WHERE undone.reversal_id = reversal.id)
        )
        SELECT format('line %s: taken back %s and %s, reversals %s and %s', line.line_ref, line.reversed_amount,
                      line.reversed_discount, sum(standing.amount + standing.discount), sum(standing.discount))
        FROM settlement_soldline line LEFT JOIN standing ON standing.line_id = line.id
        GROUP BY line.id
        HAVING coalesce(sum(standing.amount + standing.discount), 0) <> line.reversed_amount
            OR coalesce(sum(standing.discount), 0) <> line.reversed_discount
            OR coalesce(sum(standing.quantity), 0) <> line.reversed_quantity
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
            UNION ALL
            SELECT 'sale:' || sale_ref, 'platform_promotions', 'platform', 'platform', sum(platform_discount)
            FROM settlement_soldline GROUP BY 1
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
        HAVING direct.amount > sum(line.amount - line.platform_discount)
            OR direct.reversed_amount > sum(line.reversed_amount - line.reversed_discount)
    """,
)
drift_check(
    "sales are as their lines and shares",
    finds="""
        WITH lines AS (
            SELECT sale_ref, sum(amount) AS amount, sum(platform_discount) AS discount, sum(reversed_amount) AS reversed
            FROM settlement_soldline GROUP BY 1
        ), own AS (
            SELECT line.sale_ref, sum(share.amount) AS amount, sum(share.reversed_amount) AS reversed
            FROM settlement_soldline line JOIN settlement_lineshare share ON share.line_id = line.id
            WHERE share.holder = 'vendor' GROUP BY 1
        )
        SELECT format('sale %s: %s (%s ours), of it %s the market''s, taken back %s and %s, held %s; its lines say %s '
                      '(%s), %s, %s and %s', sale.sale_ref, sale.amount, sale.platform_discount, sale.vendor_amount,
                      sale.reversed_amount, sale.vendor_reversed, sale.held, lines.amount, lines.discount, own.amount,
                      lines.reversed, own.reversed)
        FROM settlement_sale sale
        LEFT JOIN lines USING (sale_ref) LEFT JOIN own USING (sale_ref) LEFT JOIN settlement_directsale direct
        USING (sale_ref)
        WHERE (sale.amount, sale.platform_discount, sale.vendor_amount, sale.reversed_amount, sale.vendor_reversed)
              IS DISTINCT FROM (lines.amount, lines.discount, own.amount, lines.reversed, own.reversed)
           OR sale.released_at IS NULL AND sale.held <> greatest(
                  own.amount - own.reversed - coalesce(direct.amount - direct.reversed_amount, 0), 0)
    """,
)
drift_check(
    "what sales hold is held for their markets",
    finds="""
        WITH kept AS (SELECT market_ref, sum(held) AS amount FROM settlement_sale GROUP BY 1),
        booked AS (
            SELECT account.owner_ref AS market_ref, -sum(posting.amount) AS amount
            FROM ledger_account account JOIN ledger_posting posting ON posting.account_id = account.id
            WHERE account.kind = 'vendor_held' AND account.owner_kind = 'market' GROUP BY 1
        )
        SELECT format('market %s: sales hold %s, the ledger %s', market_ref, kept.amount, booked.amount)
        FROM kept FULL JOIN booked USING (market_ref) WHERE coalesce(kept.amount, 0) <> coalesce(booked.amount, 0)
    """,
)
drift_check(
    "what sales hold is held for their marketers",
    finds="""
        WITH kept AS (
            SELECT share.owner_kind, share.owner_ref, sum(share.amount - share.reversed_amount) AS amount
            FROM settlement_sale sale
            JOIN settlement_soldline line USING (sale_ref)
            JOIN settlement_lineshare share ON share.line_id = line.id
            WHERE sale.released_at IS NULL AND share.account_kind = 'affiliate_held' GROUP BY 1, 2
        ), booked AS (
            SELECT account.owner_kind, account.owner_ref, -sum(posting.amount) AS amount
            FROM ledger_account account JOIN ledger_posting posting ON posting.account_id = account.id
            WHERE account.kind = 'affiliate_held' GROUP BY 1, 2
        )
        SELECT format('marketer %s: sales hold %s, the ledger %s', owner_ref, kept.amount, booked.amount)
        FROM kept FULL JOIN booked USING (owner_kind, owner_ref)
        WHERE coalesce(kept.amount, 0) <> coalesce(booked.amount, 0)
    """,
)
drift_check(
    "earnings are what markets have free",
    finds="""
        WITH earned AS (SELECT market_ref, sum(freed - used) AS amount FROM settlement_earning GROUP BY 1),
        booked AS (
            SELECT owner_ref AS market_ref, balance AS amount FROM ledger_account
            WHERE kind = 'vendor_free' AND owner_kind = 'market'
        )
        SELECT format('market %s: earnings open %s, the ledger %s free', market_ref, earned.amount, booked.amount)
        FROM earned FULL JOIN booked USING (market_ref)
        WHERE coalesce(earned.amount, 0) <> coalesce(booked.amount, 0)
    """,
)
