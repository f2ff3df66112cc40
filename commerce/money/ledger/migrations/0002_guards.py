"""What the database itself promises about the ledger, whoever writes to it."""

from django.db import migrations

POSTED = """
CREATE FUNCTION ledger_posted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
BEGIN
    SELECT moved.* INTO wrong FROM (
        SELECT entry_id, sum(amount) AS total, count(*) AS postings FROM posted GROUP BY entry_id
    ) moved
    WHERE moved.total <> 0
       OR moved.postings <> (SELECT count(*) FROM ledger_posting posting WHERE posting.entry_id = moved.entry_id)
    LIMIT 1;
    IF wrong.total <> 0 THEN
        RAISE EXCEPTION 'Ledger entry % is off balance by %.', wrong.entry_id, wrong.total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_balanced';
    ELSIF wrong.entry_id IS NOT NULL THEN
        RAISE EXCEPTION 'Ledger entry % has postings already.', wrong.entry_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_complete';
    END IF;

    IF EXISTS (
        SELECT FROM (SELECT DISTINCT account_id FROM posted) used
        WHERE (SELECT count(*) FROM ledger_account account WHERE account.id = used.account_id) = 0
    ) THEN
        RAISE EXCEPTION 'A posting names an account that does not exist.'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'ledger_posting_account_exists';
    END IF;

    -- One order for everybody, so that two writers wait for each other and never in a circle.
    PERFORM FROM ledger_account account
    WHERE account.is_inline AND account.id IN (SELECT account_id FROM posted)
    ORDER BY account.id FOR NO KEY UPDATE;

    UPDATE ledger_account account SET balance = account.balance + account.side * moved.total
    FROM (SELECT account_id, sum(amount) AS total FROM posted GROUP BY account_id) moved
    WHERE account.is_inline AND account.id = moved.account_id AND moved.total <> 0;
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_posted AFTER INSERT ON ledger_posting
    REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION ledger_posted();
"""
NOT_POSTED = """
DROP TRIGGER ledger_posted ON ledger_posting;
DROP FUNCTION ledger_posted();
"""

REFUSE = """
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: the ledger is corrected by counter-entries.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ledger_is_written_once';
END $$;

CREATE TRIGGER ledger_posting_is_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_posting
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_entry_is_written_once BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_account_stays BEFORE DELETE OR TRUNCATE ON ledger_account
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
-- Only the posting trigger (depth above zero) and a rebuild write to an account.
CREATE TRIGGER ledger_account_follows_postings BEFORE UPDATE ON ledger_account FOR EACH STATEMENT
    WHEN (pg_trigger_depth() = 0 AND coalesce(current_setting('ledger.rebuilding', true), '') <> 'on')
    EXECUTE FUNCTION ledger_refuse();
"""
ALLOW = """
DROP TRIGGER ledger_account_follows_postings ON ledger_account;
DROP TRIGGER ledger_account_stays ON ledger_account;
DROP TRIGGER ledger_entry_is_written_once ON ledger_entry;
DROP TRIGGER ledger_posting_is_written_once ON ledger_posting;
DROP FUNCTION ledger_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.RunSQL(POSTED, NOT_POSTED),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
