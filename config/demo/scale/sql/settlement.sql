INSERT INTO settlement_soldline (
    id, sale_ref, line_ref, market_ref, kind, quantity, amount, reversed_quantity, reversed_amount, created_at
)
SELECT %(sold_base)s + n, part_ref, line_ref, market_ref, 'good', quantity, amount, 0, 0, placed_at
FROM scale_sale;

INSERT INTO settlement_lineshare (
    holder, account_kind, owner_kind, owner_ref, amount, reversed_amount, rule, created_at, line_id
)
SELECT 'vendor', 'vendor_held', 'market', market_ref, amount - div(amount, 10), 0, '{"rule": "remainder"}'::jsonb, placed_at, %(sold_base)s + n
FROM scale_sale
UNION ALL
SELECT 'commission', 'commission', 'platform', 'platform', div(amount, 10), 0, '{"rule": "scale", "percent": "10"}'::jsonb, placed_at, %(sold_base)s + n
FROM scale_sale
