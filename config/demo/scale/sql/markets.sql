INSERT INTO markets_market (
    id, public_id, handle, name, search_key, status, tagline, description, logo, cover, phone, dispatch_days,
    shipping_price, free_shipping_from, may_have_own_gateway, takes_cash, forbidden, created_at, published_at,
    city_id
)
SELECT
    %(market_base)s + i, left(md5('market' || %(market_base)s + i), 16), 'market-' || %(market_base)s + i,
    'فروشگاه ' || %(market_base)s + i, 'فروشگاه ' || %(market_base)s + i, 'published', '', '', '', '', '', 1 + i %% 4,
    0, NULL, false, i %% 4 > 0, '{}', now() - (i %% 700) * interval '1 day', now() - (i %% 700) * interval '1 day', city.ids[1 + i %% city.many]
FROM generate_series(1, %(markets)s) AS i, (SELECT array_agg(id ORDER BY id) AS ids, count(*) AS many FROM regions_city) AS city;

INSERT INTO markets_membership (role, is_active, created_at, market_id, user_id)
SELECT 'owner', true, now(), %(market_base)s + i, %(user_base)s + %(shoppers)s + i
FROM generate_series(1, %(markets)s) AS i;

INSERT INTO partner_partner (id, code, name, market_id)
SELECT %(partner_base)s + i, 'market-' || %(market_base)s + i, 'فروشگاه ' || %(market_base)s + i, %(market_base)s + i
FROM generate_series(1, %(markets)s) AS i
