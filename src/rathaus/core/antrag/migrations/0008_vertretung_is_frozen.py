"""For whom somebody applied is fixed at submission too."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION antrag_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
     AND (NEW.public_id, NEW.reference, NEW.version_id, NEW.stelle_id, NEW.place_id, NEW.secret_hash,
          NEW.submitted_at, NEW.suspended_norms)
       = (OLD.public_id, OLD.reference, OLD.version_id, OLD.stelle_id, OLD.place_id, OLD.secret_hash,
          OLD.submitted_at, OLD.suspended_norms)
     AND NEW.konto_id IS NOT DISTINCT FROM OLD.konto_id{more} THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a submitted Antrag keeps what it was submitted with' USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("antrag", "0007_vertretung")]
    operations = [
        migrations.RunSQL(
            FUNCTION.format(more="\n     AND NEW.vertretung IS NOT DISTINCT FROM OLD.vertretung"),
            FUNCTION.format(more=""),
        )
    ]
