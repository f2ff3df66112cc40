"""What must hold between bills and standings; part of `ledger_check`."""

from commerce.money.ledger.drift import drift_check

drift_check(
    "open debt bills add up",
    finds="""
        SELECT format('market %s: billed %s, open bills %s, owed %s', standing.market_id, standing.billed,
                      coalesce(sum(bill."left"), 0), standing.owed)
        FROM debts_debtstanding standing
        LEFT JOIN debts_debtbill bill ON bill.market_id = standing.market_id AND bill.status = 'open'
        GROUP BY standing.id
        HAVING standing.billed <> coalesce(sum(bill."left"), 0) OR standing.billed > standing.owed
    """,
)
