"""Sales that were booked before there were rows of them, and what markets had free before there were earnings."""

from collections import defaultdict

from django.db import migrations

from commerce.foundation.core import money

SALES = """
INSERT INTO settlement_sale (sale_ref, market_ref, amount, platform_discount, vendor_amount, reversed_amount,
                             vendor_reversed, held, posted_at, reversed_at, pauses)
SELECT sold.sale_ref, sold.market_ref, sold.amount, 0, own.amount, sold.reversed, own.reversed,
       greatest(own.amount - own.reversed - coalesce(direct.amount - direct.reversed_amount, 0), 0),
       coalesce(entry.created_at, direct.created_at, sold.created_at),
       CASE WHEN sold.amount = sold.reversed AND (sold.amount > 0 OR sold.quantity_left = 0) THEN now() END, '{}'
FROM (
    SELECT sale_ref, min(market_ref) AS market_ref, sum(amount) AS amount, sum(reversed_amount) AS reversed,
           sum(quantity - reversed_quantity) AS quantity_left, min(created_at) AS created_at
    FROM settlement_soldline GROUP BY sale_ref
) sold
JOIN (
    SELECT line.sale_ref, sum(share.amount) AS amount, sum(share.reversed_amount) AS reversed
    FROM settlement_soldline line JOIN settlement_lineshare share ON share.line_id = line.id
    WHERE share.holder = 'vendor' GROUP BY line.sale_ref
) own USING (sale_ref)
LEFT JOIN settlement_directsale direct USING (sale_ref)
LEFT JOIN ledger_entry entry ON entry.key = 'sale:' || sold.sale_ref
WHERE entry.id IS NOT NULL OR direct.id IS NOT NULL OR sold.amount = 0
ON CONFLICT (sale_ref) DO NOTHING
"""
# What was held beyond what sales hold: parts of sales that markets took in, taken back before there was a rule.
HELD_WRONGLY = """
SELECT market_ref, coalesce(booked.amount, 0) - coalesce(kept.amount, 0)
FROM (SELECT market_ref, sum(held) AS amount FROM settlement_sale GROUP BY 1) kept
FULL JOIN (
    SELECT account.owner_ref AS market_ref, -sum(posting.amount) AS amount
    FROM ledger_account account JOIN ledger_posting posting ON posting.account_id = account.id
    WHERE account.kind = 'vendor_held' AND account.owner_kind = 'market' GROUP BY 1
) booked USING (market_ref)
WHERE coalesce(booked.amount, 0) <> coalesce(kept.amount, 0) ORDER BY market_ref
"""
CORRECTION = """
INSERT INTO ledger_entry (key, reason, cause_kind, cause_ref, booked_on, created_at)
VALUES ('held_corrected:' || %(market)s, 'held_corrected', 'market_earnings', %(market)s,
        (now() AT TIME ZONE 'Asia/Tehran')::date, now())
"""
ACCOUNTS = """
INSERT INTO ledger_account (kind, owner_kind, owner_ref, side, is_inline, balance, floor)
VALUES ('vendor_held', 'market', %(market)s, -1, false, NULL, NULL),
       ('vendor_free', 'market', %(market)s, -1, true, 0, NULL)
ON CONFLICT DO NOTHING
"""
CORRECTED = """
INSERT INTO ledger_posting (entry_id, account_id, amount, booked_on)
SELECT entry.id, account.id, CASE account.kind WHEN 'vendor_held' THEN %(amount)s ELSE -%(amount)s END, entry.booked_on
FROM ledger_entry entry JOIN ledger_account account ON account.kind IN ('vendor_held', 'vendor_free')
    AND account.owner_kind = 'market' AND account.owner_ref = %(market)s
WHERE entry.key = 'held_corrected:' || %(market)s
"""
EARNINGS = """
INSERT INTO settlement_earning (market_ref, kind, ref, freed, used, at)
SELECT owner_ref, 'correction', 'before:' || owner_ref, balance, 0, now() FROM ledger_account
WHERE kind = 'vendor_free' AND owner_kind = 'market' AND balance <> 0
"""


def tell_parts_of_reversals(apps, schema_editor):
    """Who gave how much, found again by taking everything back once more in the order it was."""
    reversals = defaultdict(list)
    for reversal in apps.get_model("settlement", "LineReversal").objects.order_by("id"):
        reversals[reversal.line_id].append(reversal)
    shares = defaultdict(list)
    for share in apps.get_model("settlement", "LineShare").objects.filter(line__in=reversals).order_by("id"):
        shares[share.line_id].append(share)
    for line_id, of_line in reversals.items():
        left = [share.amount for share in shares[line_id]]
        for reversal in of_line:
            taken = money.share(reversal.amount, left)
            left = [rest - part for rest, part in zip(left, taken, strict=True)]
            reversal.parts = {share.holder: part for share, part in zip(shares[line_id], taken, strict=True)}
    tell_what_was_collected(apps, reversals)
    write(schema_editor, [reversal for of_line in reversals.values() for reversal in of_line])


def tell_what_was_collected(apps, reversals):
    """What of each reversal the market had taken in itself, as it was counted then."""
    lines = defaultdict(list)
    direct = {row.sale_ref: row for row in apps.get_model("settlement", "DirectSale").objects.all()}
    for line in apps.get_model("settlement", "SoldLine").objects.filter(sale_ref__in=direct):
        lines[line.sale_ref].append(line)
    for sale_ref, row in direct.items():
        left, collected = sum(line.amount for line in lines[sale_ref]), row.amount
        by_key = defaultdict(list)
        for reversal in sorted((one for line in lines[sale_ref] for one in reversals.get(line.id, [])), key=by_id):
            by_key[reversal.key].append(reversal)
        for of_key in by_key.values():
            taken = sum(reversal.amount for reversal in of_key)
            back = money.share(taken, [collected, left - collected])[0]
            left, collected = left - taken, collected - back
            for reversal, part in zip(of_key, money.share(back, [one.amount for one in of_key]), strict=True):
                reversal.collected = part


def by_id(row):
    return row.id


def write(schema_editor, reversals):
    if not reversals:
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("ALTER TABLE settlement_linereversal DISABLE TRIGGER line_reversal_stays")
        type(reversals[0]).objects.bulk_update(reversals, ["parts", "collected"], batch_size=500)
        cursor.execute("ALTER TABLE settlement_linereversal ENABLE TRIGGER line_reversal_stays")


def make_sales_and_earnings(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(SALES)
        cursor.execute(HELD_WRONGLY)
        for market, amount in cursor.fetchall():
            told = {"market": market, "amount": amount}
            for statement in (ACCOUNTS, CORRECTION, CORRECTED):
                cursor.execute(statement, told)
        cursor.execute(EARNINGS)


class Migration(migrations.Migration):
    dependencies = [
        ("settlement", "0005_holds_and_restorations"),
        ("ledger", "0004_guards_of_days_and_periods"),
    ]

    operations = [
        migrations.RunPython(tell_parts_of_reversals, migrations.RunPython.noop),
        migrations.RunPython(make_sales_and_earnings, migrations.RunPython.noop),
    ]
