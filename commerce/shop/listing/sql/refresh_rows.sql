-- Writes the listing rows of some products anew, and removes those of products that are on sale nowhere.
-- The order in `best` is the buy box; `listing.buy_box` says the same of a product's offers.
WITH head AS (
    SELECT p.id, p.public_id, p.title, p.slug, p.kind, p.date_created, p.search_key, COALESCE(b.slug, '') AS brand
    FROM catalogue_product p
    LEFT JOIN catalogue_brand b ON b.id = p.brand_id
    WHERE p.id = ANY(%(ids)s) AND p.parent_id IS NULL AND p.is_public
),
sold AS (
    SELECT p.id, COALESCE(p.parent_id, p.id) AS head_id
    FROM catalogue_product p
    WHERE (p.id = ANY(%(ids)s) OR p.parent_id = ANY(%(ids)s)) AND p.is_public
),
offer AS (
    SELECT
        sold.head_id, s.id, s.public_id, s.price, s.list_price, m.dispatch_days,
        m.handle, m.name, m.search_key, c.slug AS city,
        s.num_in_stock IS NULL OR s.num_in_stock > s.num_allocated AS in_stock
    FROM sold
    JOIN partner_stockrecord s ON s.product_id = sold.id AND s.is_active AND s.price IS NOT NULL
    JOIN partner_partner p ON p.id = s.partner_id
    JOIN markets_market m ON m.id = p.market_id AND m.status = 'published'
    LEFT JOIN regions_city c ON c.id = m.city_id
),
best AS (
    SELECT DISTINCT ON (head_id) *
    FROM offer
    ORDER BY head_id, in_stock DESC, price, dispatch_days, id
),
own AS (
    SELECT DISTINCT ON (head_id, handle) *
    FROM offer
    ORDER BY head_id, handle, in_stock DESC, price, id
),
seller AS (
    SELECT
        head_id,
        array_agg(handle) AS handles,
        COALESCE(array_agg(DISTINCT city) FILTER (WHERE city IS NOT NULL), '{}') AS cities,
        string_agg(DISTINCT search_key, ' ') AS words,
        -- The sign keeps a handle of digits from being read as a place in an array.
        jsonb_object_agg('@' || handle, jsonb_build_object(
            'offer', public_id, 'price', price::bigint, 'list_price', list_price::bigint, 'in_stock', in_stock,
            'market', handle, 'name', name
        )) AS own_offers
    FROM own
    GROUP BY head_id
),
branch AS (
    SELECT c.id, a.slug, a.path, a.search_key
    FROM catalogue_category c
    JOIN catalogue_category a ON a.path = left(c.path, length(a.path))
    WHERE a.is_public AND a.ancestors_are_public
),
place AS (
    SELECT
        pc.product_id AS head_id,
        array_agg(DISTINCT branch.slug) AS slugs,
        (array_agg(branch.slug ORDER BY length(branch.path) DESC, branch.path))[1] AS leaf,
        string_agg(DISTINCT branch.search_key, ' ') AS words
    FROM catalogue_productcategory pc
    JOIN branch ON branch.id = pc.category_id
    WHERE pc.product_id = ANY(%(ids)s)
    GROUP BY pc.product_id
),
chosen AS (
    SELECT v.product_id, v.attribute_id, v.value_option_id AS option_id, v.value_boolean
    FROM catalogue_productattributevalue v
    JOIN sold ON sold.id = v.product_id
    UNION ALL
    SELECT v.product_id, v.attribute_id, many.attributeoption_id, NULL
    FROM catalogue_productattributevalue v
    JOIN sold ON sold.id = v.product_id
    JOIN catalogue_productattributevalue_value_multi_option many ON many.productattributevalue_id = v.id
),
trait AS (
    SELECT sold.head_id, array_agg(DISTINCT a.code || ':' || COALESCE(o.code, o.option, CASE WHEN chosen.value_boolean THEN 'yes' ELSE 'no' END)) AS tokens
    FROM chosen
    JOIN sold ON sold.id = chosen.product_id
    JOIN catalogue_productattribute a ON a.id = chosen.attribute_id
    LEFT JOIN catalogue_attributeoption o ON o.id = chosen.option_id
    WHERE o.id IS NOT NULL OR chosen.value_boolean IS NOT NULL
    GROUP BY sold.head_id
),
picture AS (
    SELECT DISTINCT ON (product_id) product_id AS head_id, thumbnail, thumbnail_width, thumbnail_height
    FROM catalogue_productimage
    WHERE product_id = ANY(%(ids)s)
    ORDER BY product_id, display_order, id
),
sale AS (
    SELECT COALESCE(p.parent_id, p.id) AS head_id, sum(l.quantity - l.cancelled_quantity) AS units
    FROM catalogue_product p
    JOIN order_line l ON l.product_id = p.id
    JOIN order_vendororder v ON v.id = l.vendor_order_id
    WHERE (p.id = ANY(%(ids)s) OR p.parent_id = ANY(%(ids)s))
        AND v.shown_at IS NOT NULL AND v.status NOT IN ('rejected', 'cancelled')
    GROUP BY 1
),
review AS (
    SELECT product_id AS head_id, avg(score) AS average, count(*) AS number
    FROM reviews_productreview
    WHERE product_id = ANY(%(ids)s) AND status = 1
    GROUP BY product_id
),
kept AS (
    INSERT INTO listing_listingrow (
        product_id, public_id, title, slug, kind, thumbnail, thumbnail_width, thumbnail_height,
        offer, price, list_price, discount_percent, in_stock, market_handle, market_name,
        rating_average, rating_count, sold_count, newest_at, brand, leaf,
        markets, own_offers, cities, categories, attributes, title_key, search_key
    )
    SELECT
        head.id, head.public_id, head.title, head.slug, head.kind,
        COALESCE(picture.thumbnail, ''), COALESCE(picture.thumbnail_width, 0), COALESCE(picture.thumbnail_height, 0),
        best.public_id, best.price::bigint, best.list_price::bigint,
        COALESCE(floor((best.list_price - best.price) * 100 / NULLIF(best.list_price, 0)), 0),
        best.in_stock, best.handle, best.name,
        COALESCE(round(review.average, 2), 0), COALESCE(review.number, 0), COALESCE(sale.units, 0),
        head.date_created, head.brand, COALESCE(place.leaf, ''),
        seller.handles, seller.own_offers, seller.cities, COALESCE(place.slugs, '{}'), COALESCE(trait.tokens, '{}'),
        head.search_key, concat_ws(' ', head.search_key, place.words, seller.words)
    FROM head
    JOIN best ON best.head_id = head.id
    JOIN seller ON seller.head_id = head.id
    LEFT JOIN place ON place.head_id = head.id
    LEFT JOIN trait ON trait.head_id = head.id
    LEFT JOIN picture ON picture.head_id = head.id
    LEFT JOIN sale ON sale.head_id = head.id
    LEFT JOIN review ON review.head_id = head.id
    ON CONFLICT (product_id) DO UPDATE SET
        public_id = EXCLUDED.public_id, title = EXCLUDED.title, slug = EXCLUDED.slug, kind = EXCLUDED.kind,
        thumbnail = EXCLUDED.thumbnail, thumbnail_width = EXCLUDED.thumbnail_width,
        thumbnail_height = EXCLUDED.thumbnail_height, offer = EXCLUDED.offer, price = EXCLUDED.price,
        list_price = EXCLUDED.list_price, discount_percent = EXCLUDED.discount_percent, in_stock = EXCLUDED.in_stock,
        market_handle = EXCLUDED.market_handle, market_name = EXCLUDED.market_name,
        rating_average = EXCLUDED.rating_average, rating_count = EXCLUDED.rating_count,
        sold_count = EXCLUDED.sold_count, newest_at = EXCLUDED.newest_at, brand = EXCLUDED.brand, leaf = EXCLUDED.leaf,
        markets = EXCLUDED.markets, own_offers = EXCLUDED.own_offers, cities = EXCLUDED.cities, categories = EXCLUDED.categories,
        attributes = EXCLUDED.attributes, title_key = EXCLUDED.title_key, search_key = EXCLUDED.search_key
    RETURNING product_id
)
DELETE FROM listing_listingrow
WHERE product_id = ANY(%(ids)s) AND product_id NOT IN (SELECT product_id FROM kept)
