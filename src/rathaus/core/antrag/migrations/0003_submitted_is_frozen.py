"""The database itself refuses to change what was fixed at submission, and to delete an Antrag."""

from django.db import migrations

CREATE = """
CREATE FUNCTION antrag_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
     AND (NEW.public_id, NEW.reference, NEW.version_id, NEW.stelle_id, NEW.place_id, NEW.secret_hash,
          NEW.submitted_at)
       = (OLD.public_id, OLD.reference, OLD.version_id, OLD.stelle_id, OLD.place_id, OLD.secret_hash,
          OLD.submitted_at)
     AND NEW.konto_id IS NOT DISTINCT FROM OLD.konto_id THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a submitted Antrag keeps what it was submitted with' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER antrag_frozen BEFORE UPDATE OR DELETE ON antrag_antrag
FOR EACH ROW EXECUTE FUNCTION antrag_refuse_change();
"""
DROP = """
DROP TRIGGER antrag_frozen ON antrag_antrag;
DROP FUNCTION antrag_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("antrag", "0002_drafts_by_age")]
    operations = [migrations.RunSQL(CREATE, DROP)]
