"""The database keeps what has ended: an attempt to pay ends once, and asks for the same all the time."""

from django.db import migrations

CREATE = """
CREATE FUNCTION zahlung_refuse_other_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.forderung_id, NEW.stelle_id, NEW.konto_id, NEW.secret_hash, NEW.cents, NEW.endpoint, NEW.public_id)
     IS DISTINCT FROM
     (OLD.forderung_id, OLD.stelle_id, OLD.konto_id, OLD.secret_hash, OLD.cents, OLD.endpoint, OLD.public_id)
     OR (OLD.transaction <> '' AND NEW.transaction <> OLD.transaction)
     OR (OLD.ended_at IS NOT NULL
         AND (NEW.state, NEW.posting_id, NEW.came_cent, NEW.ended_at)
         IS DISTINCT FROM (OLD.state, OLD.posting_id, OLD.came_cent, OLD.ended_at)) THEN
    RAISE EXCEPTION 'an attempt to pay ends once, and asks for the same' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER zahlung_attempt_ends_once BEFORE UPDATE ON zahlung_zahlungsvorgang
FOR EACH ROW EXECUTE FUNCTION zahlung_refuse_other_end();
"""
DROP = """
DROP TRIGGER zahlung_attempt_ends_once ON zahlung_zahlungsvorgang;
DROP FUNCTION zahlung_refuse_other_end();
"""


class Migration(migrations.Migration):
    dependencies = [("zahlung", "0003_attempts")]
    operations = [migrations.RunSQL(CREATE, DROP)]
