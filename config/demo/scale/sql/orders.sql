-- Order i: one vendor order with one line; every third has a second one of the next product's market.
CREATE TEMPORARY TABLE scale_part ON COMMIT DROP AS
SELECT
    i, part, 2 * i - 2 + part AS n,
    %(offer_base)s + 1 + (i * 31 + part - 1) %% %(products)s AS offer_id,
    %(user_base)s + 1 + (i * 13) %% %(shoppers)s AS user_id,
    1 + (i + part) %% 3 AS quantity,
    now() - ((%(orders)s - i)::numeric / %(orders)s) * interval '700 days' AS placed_at,
    (%(orders)s - i)::numeric / %(orders)s * 700 AS age,
    CASE WHEN i %% 40 = 0 THEN 'cancelled' WHEN i %% 37 = 0 THEN 'expired' ELSE 'paid' END AS fate
FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS i, generate_series(1, CASE WHEN i %% 3 = 0 AND %(markets)s > 1 THEN 2 ELSE 1 END) AS part;

CREATE TEMPORARY TABLE scale_sale ON COMMIT DROP AS
SELECT
    p.*, s.price * p.quantity AS amount, s.price, s.product_id, s.partner_id, r.market_id, m.public_id AS market_ref,
    r.name AS partner_name, c.title, left(md5('part' || %(part_base)s + p.n), 16) AS part_ref,
    left(md5('line' || %(part_base)s + p.n), 16) AS line_ref, left(md5('order' || %(order_base)s + p.i), 12) AS number,
    CASE
        WHEN p.fate <> 'paid' THEN 'cancelled'
        WHEN p.age < 1 THEN 'new' WHEN p.age < 2 THEN 'accepted' WHEN p.age < 3 THEN 'packed' WHEN p.age < 6 THEN 'shipped'
        ELSE 'delivered'
    END AS part_status
FROM scale_part p
JOIN partner_stockrecord s ON s.id = p.offer_id
JOIN partner_partner r ON r.id = s.partner_id
JOIN markets_market m ON m.id = r.market_id
JOIN catalogue_product c ON c.id = s.product_id;

INSERT INTO order_order (
    id, number, currency, total_incl_tax, total_excl_tax, shipping_incl_tax, shipping_excl_tax, shipping_method,
    shipping_code, status, guest_email, date_placed, user_id, analytics_tracked, paid_at, payment_deadline_at, refund_due,
    shipping_address_id
)
SELECT
    %(order_base)s + s.i, s.number, 'IRR', sum(s.amount), sum(s.amount), 0, 0, '', '',
    CASE
        WHEN s.fate <> 'paid' THEN s.fate
        WHEN min(s.part_status) IN ('delivered', 'shipped') THEN min(s.part_status)
        ELSE 'paid'
    END,
    '', s.placed_at, s.user_id, false, CASE WHEN s.fate = 'paid' THEN s.placed_at + interval '2 minutes' END,
    s.placed_at + interval '30 minutes', 0, min(a.id)
FROM scale_sale s
JOIN accounts_user u ON u.id = s.user_id
LEFT JOIN order_shippingaddress a ON a.public_id = left(md5('address' || u.id), 16)
GROUP BY s.i, s.number, s.fate, s.placed_at, s.user_id;

INSERT INTO order_vendororder (
    id, public_id, status, items_total, discount_total, platform_discount_total, shipping_total, shipping_tax, shipping_tax_percent,
    tax_total, tax_on_top, total, delivery_code, delivery_name, placed_at, shown_at, reason, market_id, order_id
)
SELECT
    %(part_base)s + n, part_ref, part_status, amount, 0, 0, 0, 0, 0, 0, 0, amount, 'standard', '', placed_at,
    CASE WHEN fate = 'paid' THEN placed_at + interval '2 minutes' END, '', market_id, %(order_base)s + i
FROM scale_sale;

INSERT INTO order_line (
    partner_name, partner_sku, partner_line_reference, partner_line_notes, title, quantity, line_price_incl_tax,
    line_price_excl_tax, line_price_before_discounts_incl_tax, line_price_before_discounts_excl_tax, unit_price_incl_tax,
    unit_price_excl_tax, status, order_id, partner_id, product_id, stockrecord_id, allocation_cancelled, num_allocated,
    cancelled_quantity, returned_quantity, tax_class, tax_percent, tax, tax_on_top, market_discount, platform_discount,
    kind, public_id, shipped_quantity, thumbnail, variant, vendor_order_id
)
SELECT
    partner_name, '', '', '', title, quantity, amount, amount, amount, amount, price, price, 'placed', %(order_base)s + i,
    partner_id, product_id, offer_id, false, 0, 0, 0, '', 0, 0, 0, 0, 0, 'good', line_ref,
    CASE WHEN part_status IN ('shipped', 'delivered') THEN quantity ELSE 0 END, '', '', %(part_base)s + n
FROM scale_sale;

INSERT INTO payments_payment (
    id, public_id, purpose, reference, method, amount, "returning", refunded, charged_back, status, bank_order, authority, receipt, card_mask,
    app_link, created_at, captured_at, returned_as, returned_with, deadline_at, asks, last_code, payer_id, gateway_id
)
SELECT
    %(payment_base)s + i, left(md5('payment' || %(payment_base)s + i), 16), 'order', number, 'gateway', sum(amount), 0, 0, 0, 'captured',
    900000000000 + %(payment_base)s + i, '', '', '', '', placed_at, placed_at + interval '2 minutes', '', '{}',
    placed_at + interval '1 day', 1, '100', user_id, %(gateway)s
FROM scale_sale
WHERE fate = 'paid'
GROUP BY i, number, placed_at, user_id
