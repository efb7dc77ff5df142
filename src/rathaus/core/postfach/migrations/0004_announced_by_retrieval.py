"""A Bescheid is announced by its first opening, so the day is written then, once; a letter is never deleted."""

from django.db import migrations

CHANGE = """
CREATE OR REPLACE FUNCTION postfach_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  marks text[] := ARRAY['notified_at', 'retrieved_at', 'announced_on', 'parameter_versions'];
BEGIN
  IF TG_OP = 'UPDATE'
     AND to_jsonb(NEW) - marks = to_jsonb(OLD) - marks
     AND (OLD.notified_at IS NULL OR NEW.notified_at = OLD.notified_at)
     AND (OLD.retrieved_at IS NULL OR NEW.retrieved_at = OLD.retrieved_at)
     AND ((OLD.retrieved_at IS NULL AND NEW.retrieved_at IS NOT NULL)
          OR (NEW.announced_on IS NOT DISTINCT FROM OLD.announced_on
              AND NEW.parameter_versions = OLD.parameter_versions))
     AND (OLD.announced_on IS NULL OR NEW.announced_on = OLD.announced_on) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a letter cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER postfach_nachricht_undeletable BEFORE DELETE ON postfach_nachricht
FOR EACH ROW EXECUTE FUNCTION postfach_refuse_change();
"""
BACK = """
DROP TRIGGER postfach_nachricht_undeletable ON postfach_nachricht;
CREATE OR REPLACE FUNCTION postfach_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'notified_at' - 'retrieved_at' = to_jsonb(OLD) - 'notified_at' - 'retrieved_at'
     AND (OLD.notified_at IS NULL OR NEW.notified_at = OLD.notified_at)
     AND (OLD.retrieved_at IS NULL OR NEW.retrieved_at = OLD.retrieved_at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a letter cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("postfach", "0003_feedback")]
    operations = [
        migrations.RemoveConstraint(model_name="nachricht", name="nachricht_bescheid_is_announced"),
        migrations.RunSQL(CHANGE, BACK),
    ]
