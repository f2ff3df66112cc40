from django.db import migrations

KEEP = """
    CREATE FUNCTION payments_keep_note() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'A note of a payment is never changed or taken away.';
    END $$;
    CREATE TRIGGER payments_keep_note BEFORE UPDATE OR DELETE ON payments_paymentnote
    FOR EACH ROW EXECUTE FUNCTION payments_keep_note();
"""
LET_GO = """
    DROP TRIGGER payments_keep_note ON payments_paymentnote;
    DROP FUNCTION payments_keep_note();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_gateways_and_payments")]

    operations = [migrations.RunSQL(KEEP, LET_GO)]
