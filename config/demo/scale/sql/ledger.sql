-- Three numbers an order: its capture, and a sale for each of its at most two vendor orders.
INSERT INTO ledger_entry (id, key, reason, cause_kind, cause_ref, booked_on, created_at)
SELECT
    %(entry_base)s + 3 * i, 'capture:' || left(md5('payment' || %(payment_base)s + i), 16), 'gateway_captured', 'payment',
    left(md5('payment' || %(payment_base)s + i), 16), (placed_at AT TIME ZONE 'Asia/Tehran')::date, placed_at
FROM scale_sale
WHERE fate = 'paid' AND part = 1
UNION ALL
SELECT
    %(entry_base)s + 3 * i - part, 'sale:' || part_ref, 'sale', 'payment',
    left(md5('payment' || %(payment_base)s + i), 16), (placed_at AT TIME ZONE 'Asia/Tehran')::date, placed_at
FROM scale_sale
WHERE fate = 'paid';

INSERT INTO ledger_posting (entry_id, account_id, amount, booked_on)
SELECT entry_id, account.id, sum(amount), entry.booked_on
FROM (
    SELECT %(entry_base)s + 3 * i AS entry_id, side.kind, 'platform' AS owner_kind, 'platform' AS owner_ref, side.sign * amount AS amount
    FROM scale_sale, (VALUES ('gateway_clearing', 1), ('receipts', -1)) AS side (kind, sign)
    WHERE fate = 'paid'
    UNION ALL
    SELECT %(entry_base)s + 3 * i - part, 'receipts', 'platform', 'platform', amount FROM scale_sale WHERE fate = 'paid'
    UNION ALL
    SELECT %(entry_base)s + 3 * i - part, 'vendor_held', 'market', market_ref, div(amount, 10) - amount FROM scale_sale WHERE fate = 'paid'
    UNION ALL
    SELECT %(entry_base)s + 3 * i - part, 'commission', 'platform', 'platform', -div(amount, 10) FROM scale_sale WHERE fate = 'paid'
) AS wanted
JOIN ledger_account account USING (kind, owner_kind, owner_ref)
JOIN ledger_entry entry ON entry.id = entry_id
GROUP BY entry_id, account.id, entry.booked_on
