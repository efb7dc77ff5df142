"""A notice that could not be sent is marked once, as everything about a letter."""

from django.db import migrations, models

CHANGE = """
CREATE OR REPLACE FUNCTION postfach_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  marks text[] := ARRAY['notified_at', 'notice_failed_at', 'retrieved_at', 'announced_on', 'parameter_versions'];
BEGIN
  IF TG_OP = 'UPDATE'
     AND to_jsonb(NEW) - marks = to_jsonb(OLD) - marks
     AND (OLD.notified_at IS NULL OR NEW.notified_at = OLD.notified_at)
     AND (OLD.notice_failed_at IS NULL OR NEW.notice_failed_at = OLD.notice_failed_at)
     AND (OLD.retrieved_at IS NULL OR NEW.retrieved_at = OLD.retrieved_at)
     AND ((OLD.retrieved_at IS NULL AND NEW.retrieved_at IS NOT NULL)
          OR (NEW.announced_on IS NOT DISTINCT FROM OLD.announced_on
              AND NEW.parameter_versions = OLD.parameter_versions))
     AND (OLD.announced_on IS NULL OR NEW.announced_on = OLD.announced_on) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a letter cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
"""
BACK = CHANGE.replace("'notified_at', 'notice_failed_at',", "'notified_at',").replace(
    "     AND (OLD.notice_failed_at IS NULL OR NEW.notice_failed_at = OLD.notice_failed_at)\n", ""
)


class Migration(migrations.Migration):
    dependencies = [("postfach", "0004_announced_by_retrieval")]
    operations = [
        migrations.AddField("nachricht", "notice_failed_at", models.DateTimeField(null=True)),
        migrations.RunSQL(CHANGE, BACK),
    ]
