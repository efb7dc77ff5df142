"""By which norms an Antrag is judged is fixed at submission too."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION antrag_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
     AND (NEW.public_id, NEW.reference, NEW.version_id, NEW.stelle_id, NEW.place_id, NEW.secret_hash,
          NEW.submitted_at{new})
       = (OLD.public_id, OLD.reference, OLD.version_id, OLD.stelle_id, OLD.place_id, OLD.secret_hash,
          OLD.submitted_at{old})
     AND NEW.konto_id IS NOT DISTINCT FROM OLD.konto_id THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a submitted Antrag keeps what it was submitted with' USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("antrag", "0003_submitted_is_frozen")]
    operations = [
        migrations.RunSQL(
            FUNCTION.format(new=", NEW.suspended_norms", old=", OLD.suspended_norms"),
            FUNCTION.format(new="", old=""),
        )
    ]
