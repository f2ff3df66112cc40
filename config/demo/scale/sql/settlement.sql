INSERT INTO settlement_soldline (
    id, sale_ref, line_ref, market_ref, kind, quantity, amount, platform_discount, reversed_quantity, reversed_amount,
    reversed_discount, created_at
)
SELECT %(sold_base)s + n, part_ref, line_ref, market_ref, 'good', quantity, amount, 0, 0, 0, 0, placed_at
FROM scale_sale;

INSERT INTO settlement_lineshare (
    holder, account_kind, owner_kind, owner_ref, amount, reversed_amount, rule, created_at, line_id
)
SELECT 'vendor', 'vendor_held', 'market', market_ref, amount - div(amount, 10), 0, '{"rule": "remainder"}'::jsonb, placed_at, %(sold_base)s + n
FROM scale_sale
UNION ALL
SELECT 'commission', 'commission', 'platform', 'platform', div(amount, 10), 0, '{"rule": "scale", "percent": "10"}'::jsonb, placed_at, %(sold_base)s + n
FROM scale_sale;

INSERT INTO settlement_sale (
    sale_ref, market_ref, amount, platform_discount, vendor_amount, reversed_amount, vendor_reversed, held, posted_at, pauses
)
SELECT part_ref, min(market_ref), sum(amount), 0, sum(amount - div(amount, 10)), 0, 0, sum(amount - div(amount, 10)), min(placed_at), '{}'
FROM scale_sale
WHERE fate = 'paid'
GROUP BY part_ref
