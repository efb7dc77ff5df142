"""As which Antrag another body had it before is fixed from the beginning too."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION antrag_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
     AND (NEW.public_id, NEW.reference, NEW.version_id, NEW.stelle_id, NEW.place_id, NEW.secret_hash,
          NEW.submitted_at, NEW.suspended_norms, NEW.channel)
       = (OLD.public_id, OLD.reference, OLD.version_id, OLD.stelle_id, OLD.place_id, OLD.secret_hash,
          OLD.submitted_at, OLD.suspended_norms, OLD.channel)
     AND NEW.konto_id IS NOT DISTINCT FROM OLD.konto_id
     AND NEW.vertretung IS NOT DISTINCT FROM OLD.vertretung
     AND NEW.taken_by_id IS NOT DISTINCT FROM OLD.taken_by_id{more} THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a submitted Antrag keeps what it was submitted with' USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("antrag", "0012_passed_on")]
    operations = [
        migrations.RunSQL(
            FUNCTION.format(more="\n     AND NEW.came_from_id IS NOT DISTINCT FROM OLD.came_from_id"),
            FUNCTION.format(more=""),
        )
    ]
