"""The database adds up the ledger: nobody writes what is open, and nothing is waived or paid back beyond it."""

from django.db import migrations

CREATE = """
CREATE FUNCTION zahlung_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  still_open bigint;
BEGIN
  UPDATE zahlung_forderung SET open_cent = open_cent + NEW.cents WHERE id = NEW.forderung_id
  RETURNING open_cent INTO still_open;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the claim of this line cannot be seen' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.kind = 'refund' AND still_open > 0) OR (NEW.kind = 'waiver' AND still_open < 0) THEN
    RAISE EXCEPTION 'more was paid back or waived than was open' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER zahlung_posting_adds_up AFTER INSERT ON zahlung_posting
FOR EACH ROW EXECUTE FUNCTION zahlung_add_up();
CREATE FUNCTION zahlung_refuse_sum() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'what is open is the sum of the ledger' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER zahlung_begins_with_nothing BEFORE INSERT ON zahlung_forderung
FOR EACH ROW WHEN (NEW.open_cent <> 0) EXECUTE FUNCTION zahlung_refuse_sum();
CREATE TRIGGER zahlung_sum_is_calculated BEFORE UPDATE ON zahlung_forderung
FOR EACH ROW WHEN (NEW.open_cent <> OLD.open_cent) EXECUTE FUNCTION zahlung_refuse_sum();
CREATE FUNCTION zahlung_refuse_other_claim() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.antrag_id, NEW.stelle_id, NEW.konto_id, NEW.secret_hash, NEW.kassenzeichen, NEW.made_at)
     IS DISTINCT FROM
     (OLD.antrag_id, OLD.stelle_id, OLD.konto_id, OLD.secret_hash, OLD.kassenzeichen, OLD.made_at) THEN
    RAISE EXCEPTION 'a claim keeps its person, body and number' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER zahlung_claim_keeps_its_owner BEFORE UPDATE ON zahlung_forderung
FOR EACH ROW EXECUTE FUNCTION zahlung_refuse_other_claim();
"""
DROP = """
DROP TRIGGER zahlung_claim_keeps_its_owner ON zahlung_forderung;
DROP FUNCTION zahlung_refuse_other_claim();
DROP TRIGGER zahlung_sum_is_calculated ON zahlung_forderung;
DROP TRIGGER zahlung_begins_with_nothing ON zahlung_forderung;
DROP FUNCTION zahlung_refuse_sum();
DROP TRIGGER zahlung_posting_adds_up ON zahlung_posting;
DROP FUNCTION zahlung_add_up();
"""


class Migration(migrations.Migration):
    dependencies = [("zahlung", "0001_ledger")]
    operations = [migrations.RunSQL(CREATE, DROP)]
