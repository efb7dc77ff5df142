"""What was asked of a body stays as it was asked, and an opinion that was given stays as it was given."""

from django.db import migrations

CREATE = """
CREATE FUNCTION beteiligung_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked text[] := ARRAY['due_on', 'reminded_at', 'reminded_for', 'answered_at', 'opinion', 'text', 'files', 'ended_at',
                        'reason'];
  given text[] := ARRAY['reminded_at', 'reminded_for'];
BEGIN
  IF to_jsonb(NEW) - asked = to_jsonb(OLD) - asked
     AND (OLD.answered_at IS NULL OR to_jsonb(NEW) - given = to_jsonb(OLD) - given) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what was asked or answered cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER beteiligung_asked_unchangeable BEFORE UPDATE ON beteiligung_beteiligung
FOR EACH ROW EXECUTE FUNCTION beteiligung_refuse_change();
CREATE FUNCTION stellungnahme_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  given text[] := ARRAY['reminded_at'];
BEGIN
  IF to_jsonb(NEW) - given = to_jsonb(OLD) - given THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an opinion that was given cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stellungnahme_given_unchangeable BEFORE UPDATE ON beteiligung_stellungnahme
FOR EACH ROW WHEN (OLD.answered_at IS NOT NULL) EXECUTE FUNCTION stellungnahme_refuse_change();
"""
DROP = """
DROP TRIGGER stellungnahme_given_unchangeable ON beteiligung_stellungnahme;
DROP FUNCTION stellungnahme_refuse_change();
DROP TRIGGER beteiligung_asked_unchangeable ON beteiligung_beteiligung;
DROP FUNCTION beteiligung_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("beteiligung", "0002_reminded_for")]
    operations = [migrations.RunSQL(CREATE, DROP)]
