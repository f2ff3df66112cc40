"""What the database itself promises about shares: they add up to the price, and stay as they were frozen."""

from django.db import migrations

ADD_UP = """
CREATE FUNCTION settlement_shares_added() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
BEGIN
    SELECT line.line_ref, line.amount, counted.total INTO wrong
    FROM (SELECT DISTINCT line_id FROM added) touched
    JOIN settlement_soldline line ON line.id = touched.line_id
    CROSS JOIN LATERAL (
        SELECT sum(share.amount) AS total FROM settlement_lineshare share WHERE share.line_id = line.id
    ) counted
    WHERE counted.total <> line.amount
    LIMIT 1;
    IF wrong.line_ref IS NOT NULL THEN
        RAISE EXCEPTION 'Shares of line % are %, its price is %.', wrong.line_ref, wrong.total, wrong.amount
            USING ERRCODE = 'check_violation', CONSTRAINT = 'line_shares_add_up';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER line_shares_add_up AFTER INSERT ON settlement_lineshare
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION settlement_shares_added();
"""
NEED_NOT_ADD_UP = """
DROP TRIGGER line_shares_add_up ON settlement_lineshare;
DROP FUNCTION settlement_shares_added();
"""

FREEZE = """
CREATE FUNCTION settlement_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: a sale is frozen.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'sale_is_frozen';
END $$;

CREATE TRIGGER sold_line_stays BEFORE DELETE OR TRUNCATE ON settlement_soldline
    FOR EACH STATEMENT EXECUTE FUNCTION settlement_refuse();
CREATE TRIGGER sold_line_is_frozen
    BEFORE UPDATE OF sale_ref, line_ref, market_ref, kind, quantity, amount, created_at ON settlement_soldline
    FOR EACH STATEMENT EXECUTE FUNCTION settlement_refuse();
CREATE TRIGGER line_share_stays BEFORE DELETE OR TRUNCATE ON settlement_lineshare
    FOR EACH STATEMENT EXECUTE FUNCTION settlement_refuse();
CREATE TRIGGER line_share_is_frozen
    BEFORE UPDATE OF line_id, holder, account_kind, owner_kind, owner_ref, amount, rule, created_at
    ON settlement_lineshare FOR EACH STATEMENT EXECUTE FUNCTION settlement_refuse();
CREATE TRIGGER line_reversal_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON settlement_linereversal
    FOR EACH STATEMENT EXECUTE FUNCTION settlement_refuse();
"""
THAW = """
DROP TRIGGER line_reversal_stays ON settlement_linereversal;
DROP TRIGGER line_share_is_frozen ON settlement_lineshare;
DROP TRIGGER line_share_stays ON settlement_lineshare;
DROP TRIGGER sold_line_is_frozen ON settlement_soldline;
DROP TRIGGER sold_line_stays ON settlement_soldline;
DROP FUNCTION settlement_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("settlement", "0001_initial")]

    operations = [
        migrations.RunSQL(ADD_UP, NEED_NOT_ADD_UP),
        migrations.RunSQL(FREEZE, THAW),
    ]
