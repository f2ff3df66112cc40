"""The days of postings that were there before, and what the database promises about days and closed months."""

from django.db import migrations

FILL_DAYS = """
ALTER TABLE ledger_posting DISABLE TRIGGER ledger_posting_is_written_once;
UPDATE ledger_posting posting SET booked_on = entry.booked_on
FROM ledger_entry entry WHERE entry.id = posting.entry_id AND posting.booked_on <> entry.booked_on;
ALTER TABLE ledger_posting ENABLE TRIGGER ledger_posting_is_written_once;
INSERT INTO ledger_daymark (horizon) VALUES ('0');
"""
FORGET_MARK = "TRUNCATE ledger_daymark;"

ON_ITS_DAY = """
CREATE FUNCTION ledger_posted_on_its_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM posted JOIN ledger_entry entry ON entry.id = posted.entry_id
        WHERE posted.booked_on <> entry.booked_on
    ) THEN
        RAISE EXCEPTION 'A posting is not on the day of its entry.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_posting_on_its_day';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_posted_on_its_day AFTER INSERT ON ledger_posting
    REFERENCING NEW TABLE AS posted FOR EACH STATEMENT EXECUTE FUNCTION ledger_posted_on_its_day();
"""
ON_ANY_DAY = """
DROP TRIGGER ledger_posted_on_its_day ON ledger_posting;
DROP FUNCTION ledger_posted_on_its_day();
"""

# Whoever books shares a lock on the day; whoever closes a month takes its days, and the past, alone. Days of the month
# that runs are never taken, so a sale never waits. What is older than yesterday can only be brought in from elsewhere.
PERIODS = """
CREATE FUNCTION ledger_entered() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    yesterday date := (clock_timestamp() AT TIME ZONE 'Asia/Tehran')::date - 1;
    closed date;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(7203, day.lock)
    FROM (
        SELECT DISTINCT CASE WHEN booked_on < yesterday THEN 0 ELSE booked_on - DATE '2000-01-01' END AS lock
        FROM entered ORDER BY lock
    ) day;
    SELECT max(last_day) INTO closed FROM ledger_period;
    IF EXISTS (SELECT FROM entered WHERE booked_on <= closed) THEN
        RAISE EXCEPTION 'The books are closed up to %.', closed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_period_is_closed';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_entered AFTER INSERT ON ledger_entry
    REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION ledger_entered();
CREATE TRIGGER ledger_period_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_period
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse();
"""
NO_PERIODS = """
DROP TRIGGER ledger_period_stays ON ledger_period;
DROP TRIGGER ledger_entered ON ledger_entry;
DROP FUNCTION ledger_entered();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_days_periods_and_checks")]

    operations = [
        migrations.RunSQL(FILL_DAYS, FORGET_MARK),
        migrations.RunSQL(ON_ITS_DAY, ON_ANY_DAY),
        migrations.RunSQL(PERIODS, NO_PERIODS),
    ]
