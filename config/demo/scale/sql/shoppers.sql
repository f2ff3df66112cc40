-- Shoppers first, then one owner a market.
INSERT INTO accounts_user (
    id, password, is_superuser, public_id, mobile, first_name, last_name, email, language, is_active, is_staff,
    date_joined, sign_in_epoch
)
SELECT
    %(user_base)s + i, '!scale', false, left(md5('user' || %(user_base)s + i), 16),
    '+9893' || lpad((%(user_base)s + i)::text, 8, '0'),
    (ARRAY['سارا', 'نیما', 'لیلا', 'آرش', 'مینا', 'پویا', 'ندا', 'کاوه', 'شیرین', 'بهرام'])[1 + i %% 10],
    (ARRAY['محمدی', 'کریمی', 'رستمی', 'یوسفی', 'احمدی', 'صادقی', 'هاشمی'])[1 + i %% 7],
    '', 'fa', true, false, now() - (i %% 700) * interval '1 day', 0
FROM generate_series(1, %(shoppers)s + %(markets)s) AS i;

INSERT INTO order_shippingaddress (
    title, first_name, last_name, line1, line2, line3, line4, state, postcode, search_text, phone_number, notes,
    country_id, city, mobile, province, public_id
)
SELECT
    '', u.first_name, u.last_name, 'خیابان آزادی، پلاک ' || u.id %% 300, '', '', '', '', '1345678901', '', '', '',
    'IR', 'tehran', u.mobile, 'tehran', left(md5('address' || u.id), 16)
FROM accounts_user u
WHERE u.id > %(user_base)s AND u.id <= %(user_base)s + %(shoppers)s
