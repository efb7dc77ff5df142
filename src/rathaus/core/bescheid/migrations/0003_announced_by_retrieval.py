"""A Bescheid is announced after its issue: only that is written later, once; an issued one is never deleted.

One confirmation answers for the whole remedy, with a court where the notice must name one.
"""

from django.db import migrations, models
from django.db.models import Q

CHANGE = """
CREATE OR REPLACE FUNCTION bescheid_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  marks text[] := ARRAY['announced_on', 'remedy_until', 'parameter_versions'];
BEGIN
  IF TG_OP = 'UPDATE'
     AND to_jsonb(NEW) - marks = to_jsonb(OLD) - marks
     AND OLD.announced_on IS NULL AND OLD.remedy_until IS NULL AND NEW.announced_on IS NOT NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an issued Bescheid cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER bescheid_issued_undeletable BEFORE DELETE ON bescheid_bescheid FOR EACH ROW
WHEN (OLD.state = 'issued') EXECUTE FUNCTION bescheid_refuse_change();
"""
BACK = """
DROP TRIGGER bescheid_issued_undeletable ON bescheid_bescheid;
CREATE OR REPLACE FUNCTION bescheid_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an issued Bescheid cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("bescheid", "0002_issued_is_immutable")]
    operations = [
        migrations.RemoveConstraint(model_name="bescheid", name="bescheid_issued_is_complete"),
        migrations.RemoveConstraint(model_name="bescheid", name="bescheid_confirmed_court_has_name_and_seat"),
        migrations.RemoveIndex(model_name="bescheid", name="bescheid_confirmed_court"),
        migrations.RenameField(model_name="bescheid", old_name="court_confirmed_by", new_name="remedy_confirmed_by"),
        migrations.RenameField(model_name="bescheid", old_name="court_confirmed_at", new_name="remedy_confirmed_at"),
        migrations.AddIndex(
            model_name="bescheid",
            index=models.Index(fields=["stelle", "-remedy_confirmed_at"], name="bescheid_confirmed_remedy"),
        ),
        migrations.AddConstraint(
            model_name="bescheid",
            constraint=models.CheckConstraint(
                condition=Q(state="draft", konto=None, secret_hash="", issued_at=None, datei=None)  # no password
                | Q(
                    state="issued",
                    issued_at__isnull=False,
                    issued_by__isnull=False,
                    document__isnull=False,
                    datei__isnull=False,
                    pdf_sha256__regex=r"^[0-9a-f]{64}$",
                ),
                name="bescheid_issued_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="bescheid",
            constraint=models.CheckConstraint(
                condition=Q(remedy_confirmed_by=None, remedy_confirmed_at=None)
                | Q(remedy_confirmed_by__isnull=False, remedy_confirmed_at__isnull=False),
                name="bescheid_confirmed_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="bescheid",
            constraint=models.CheckConstraint(
                condition=Q(court_name="", court_seat="") | (~Q(court_name="") & ~Q(court_seat="")),
                name="bescheid_court_has_name_and_seat",
            ),
        ),
        migrations.RunSQL(CHANGE, BACK),
    ]
