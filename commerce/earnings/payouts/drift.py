"""What must hold between payouts, their remittances and the ledger; part of `ledger_check`."""

from commerce.money.ledger.drift import drift_check

drift_check(
    "payouts in transit are what has not left",
    finds="""
        WITH waiting AS (
            SELECT coalesce(sum(amount - fee - vat), 0) AS total FROM payouts_payout WHERE status = 'waiting'
        ), booked AS (
            SELECT coalesce(-sum(posting.amount), 0) AS total
            FROM ledger_posting posting JOIN ledger_account account ON account.id = posting.account_id
            WHERE account.kind = 'payouts_in_transit'
        )
        SELECT format('payouts on their way %s, ledger %s', waiting.total, booked.total)
        FROM waiting, booked WHERE waiting.total <> booked.total
    """,
)
drift_check(
    "payouts are made of earnings",
    finds="""
        SELECT format('payout %s is of %s, its parts of %s', payout.public_id, payout.amount, sum(item.amount))
        FROM payouts_payout payout LEFT JOIN payouts_payoutitem item ON item.payout_id = payout.id
        GROUP BY payout.id HAVING coalesce(sum(item.amount), 0) <> payout.amount
    """,
)
drift_check(
    "payouts stand where their remittances do",
    finds="""
        SELECT format('payout %s is %s, its remittance %s of %s', payout.public_id, payout.status,
                      remittance.status, remittance.amount)
        FROM payouts_payout payout JOIN remittances_remittance remittance ON remittance.id = payout.remittance_id
        WHERE remittance.amount <> payout.amount - payout.fee - payout.vat
           OR payout.status <> CASE WHEN remittance.status IN ('asked', 'approved', 'batched') THEN 'waiting'
                                    -- That it arrived is told a moment later.
                                    WHEN remittance.status = 'settled' AND payout.status = 'sent' THEN 'sent'
                                    ELSE remittance.status END
    """,
)
