-- Product i is sold by market 1 + i mod markets; every fifth also by its neighbour.
INSERT INTO catalogue_product (
    id, structure, title, slug, description, date_created, date_updated, is_discountable, product_class_id, is_public,
    priority, kind, tax_class, market_id, public_id, search_key
)
SELECT
    %(product_base)s + i, 'standalone', name.words, 'product-' || %(product_base)s + i, 'از مجموعه بزرگ آزمایشی.',
    now() - (i %% 1000) * interval '17 hours', now(), true, class.id, true, 0, 'good', 'standard',
    %(market_base)s + 1 + i %% %(markets)s, left(md5('product' || %(product_base)s + i), 16), name.words
FROM generate_series(1, %(products)s) AS i,
    LATERAL (SELECT
        (ARRAY['چای', 'عسل', 'گلدان', 'هدفون', 'رومیزی', 'پاوربانک', 'زعفران', 'کوسن', 'لامپ', 'کاسه', 'شال', 'ساعت'])[1 + i %% 12]
        || ' '
        || (ARRAY['بهاره', 'کوهستان', 'فیروزه ای', 'ممتاز', 'سنتی', 'هوشمند', 'دست ساز', 'خانگی', 'ویژه'])[1 + i %% 9]
        || ' '
        || (%(product_base)s + i) AS words) AS name,
    (SELECT id FROM catalogue_productclass WHERE slug = 'good') AS class;

INSERT INTO catalogue_productcategory (category_id, product_id)
SELECT leaf.ids[1 + i %% leaf.many], %(product_base)s + i
FROM generate_series(1, %(products)s) AS i,
    (SELECT array_agg(id ORDER BY path) AS ids, count(*) AS many FROM catalogue_category WHERE numchild = 0) AS leaf;

INSERT INTO partner_stockrecord (
    id, partner_sku, price_currency, price, list_price, num_in_stock, num_allocated, date_created, date_updated,
    partner_id, product_id, is_active, public_id
)
SELECT
    %(offer_base)s + i, 'S' || i, 'IRR', price.rials, CASE WHEN i %% 4 = 0 THEN price.rials * 5 / 4 END, 1000 + i %% 50, 0,
    now(), now(), %(partner_base)s + 1 + i %% %(markets)s, %(product_base)s + i, true,
    left(md5('offer' || %(offer_base)s + i), 16)
FROM generate_series(1, %(products)s) AS i, LATERAL (SELECT (100000 + (i * 7919) %% 9900000) / 40 * 40 AS rials) AS price;

INSERT INTO partner_stockrecord (
    id, partner_sku, price_currency, price, num_in_stock, num_allocated, date_created, date_updated,
    partner_id, product_id, is_active, public_id
)
SELECT
    %(offer_base)s + %(products)s + i, 'T' || i, 'IRR', (120000 + (i * 7919) %% 9900000) / 10 * 10, 500, 0, now(), now(),
    %(partner_base)s + 1 + (i + 1) %% %(markets)s, %(product_base)s + i, true,
    left(md5('second' || %(offer_base)s + i), 16)
FROM generate_series(5, %(products)s, 5) AS i
WHERE %(markets)s > 1
