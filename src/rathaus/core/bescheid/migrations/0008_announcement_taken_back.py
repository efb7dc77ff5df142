"""A letter of paper that came back has announced nothing: the announcement of an issued Bescheid can be taken back."""

from django.db import migrations

CHANGE = """
CREATE OR REPLACE FUNCTION bescheid_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  announcement text[] := ARRAY['announced_on', 'remedy_until', 'parameter_versions'];
BEGIN
  IF TG_OP = 'UPDATE'
     AND to_jsonb(NEW) - announcement = to_jsonb(OLD) - announcement
     AND ((OLD.announced_on IS NULL AND OLD.remedy_until IS NULL AND NEW.announced_on IS NOT NULL)
          OR (OLD.announced_on IS NOT NULL AND NEW.announced_on IS NULL AND NEW.remedy_until IS NULL
              AND NEW.parameter_versions = OLD.parameter_versions)) THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE'
     AND to_jsonb(NEW) - 'replaced_at' = to_jsonb(OLD) - 'replaced_at'
     AND OLD.replaced_at IS NULL AND NEW.replaced_at IS NOT NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an issued Bescheid cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
"""
BACK = """
CREATE OR REPLACE FUNCTION bescheid_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  announcement text[] := ARRAY['announced_on', 'remedy_until', 'parameter_versions'];
BEGIN
  IF TG_OP = 'UPDATE'
     AND to_jsonb(NEW) - announcement = to_jsonb(OLD) - announcement
     AND OLD.announced_on IS NULL AND OLD.remedy_until IS NULL AND NEW.announced_on IS NOT NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE'
     AND to_jsonb(NEW) - 'replaced_at' = to_jsonb(OLD) - 'replaced_at'
     AND OLD.replaced_at IS NULL AND NEW.replaced_at IS NOT NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an issued Bescheid cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("bescheid", "0007_four_eyes_seal_change")]
    operations = [migrations.RunSQL(CHANGE, BACK)]
