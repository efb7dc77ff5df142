"""A letter that was provided cannot be changed; it is notified once and retrieved once."""

from django.db import migrations

CREATE = """
CREATE FUNCTION postfach_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'notified_at' - 'retrieved_at' = to_jsonb(OLD) - 'notified_at' - 'retrieved_at'
     AND (OLD.notified_at IS NULL OR NEW.notified_at = OLD.notified_at)
     AND (OLD.retrieved_at IS NULL OR NEW.retrieved_at = OLD.retrieved_at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a letter cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER postfach_nachricht_unchangeable BEFORE UPDATE ON postfach_nachricht
FOR EACH ROW EXECUTE FUNCTION postfach_refuse_change();
"""
DROP = """
DROP TRIGGER postfach_nachricht_unchangeable ON postfach_nachricht;
DROP FUNCTION postfach_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("postfach", "0001_letters")]
    operations = [migrations.RunSQL(CREATE, DROP)]
