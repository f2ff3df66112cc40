"""What the database itself promises about papers, whoever writes to them."""

from django.db import migrations

# The encrypted columns may be written anew under another key; all else stays as it was asked for.
REFUSE = """
CREATE FUNCTION invoices_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: papers are corrected by credit notes.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'papers_are_written_once';
END $$;

CREATE FUNCTION invoices_only_numbered() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given text[] := ARRAY['series_id', 'jalali_year', 'number', 'issued_at', 'taxid'];
    sealed text[] := ARRAY['issuer_national_id', 'buyer_national_id'];
BEGIN
    IF to_jsonb(OLD) - given - sealed <> to_jsonb(NEW) - given - sealed
       OR (OLD.number IS NOT NULL AND to_jsonb(OLD) - sealed <> to_jsonb(NEW) - sealed) THEN
        RAISE EXCEPTION 'Invoice % stays as it is: papers are corrected by credit notes.', OLD.public_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'papers_are_written_once';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION invoices_number_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.last_number < OLD.last_number
       OR (OLD.issuer_kind, OLD.issuer_ref, OLD.jalali_year) <> (NEW.issuer_kind, NEW.issuer_ref, NEW.jalali_year) THEN
        RAISE EXCEPTION 'Numbers of % % are not given back.', OLD.issuer_kind, OLD.issuer_ref
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'papers_are_written_once';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER invoices_invoice_is_only_numbered BEFORE UPDATE ON invoices_invoice
    FOR EACH ROW EXECUTE FUNCTION invoices_only_numbered();
CREATE TRIGGER invoices_invoice_stays BEFORE DELETE OR TRUNCATE ON invoices_invoice
    FOR EACH STATEMENT EXECUTE FUNCTION invoices_refuse();
CREATE TRIGGER invoices_series_goes_on BEFORE UPDATE ON invoices_invoiceseries
    FOR EACH ROW EXECUTE FUNCTION invoices_number_follows();
CREATE TRIGGER invoices_series_stays BEFORE DELETE OR TRUNCATE ON invoices_invoiceseries
    FOR EACH STATEMENT EXECUTE FUNCTION invoices_refuse();
"""
ALLOW = """
DROP TRIGGER invoices_series_stays ON invoices_invoiceseries;
DROP TRIGGER invoices_series_goes_on ON invoices_invoiceseries;
DROP TRIGGER invoices_invoice_stays ON invoices_invoice;
DROP TRIGGER invoices_invoice_is_only_numbered ON invoices_invoice;
DROP FUNCTION invoices_number_follows();
DROP FUNCTION invoices_only_numbered();
DROP FUNCTION invoices_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("invoices", "0001_papers_and_their_numbers")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
