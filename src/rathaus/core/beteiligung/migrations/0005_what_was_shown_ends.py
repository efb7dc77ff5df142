"""Of an opinion that was given, the extract and the files that were shown for it may be emptied, and only that."""

from django.db import migrations

REPLACE = """
CREATE OR REPLACE FUNCTION stellungnahme_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  given text[] := ARRAY['reminded_at', 'extract', 'documents'];
BEGIN
  IF to_jsonb(NEW) - given = to_jsonb(OLD) - given
     AND (NEW.extract = OLD.extract OR NEW.extract = '[]'::jsonb)
     AND (NEW.documents = OLD.documents OR NEW.documents = '[]'::jsonb) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an opinion that was given cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
"""
BACK = """
CREATE OR REPLACE FUNCTION stellungnahme_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  given text[] := ARRAY['reminded_at'];
BEGIN
  IF to_jsonb(NEW) - given = to_jsonb(OLD) - given THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an opinion that was given cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("beteiligung", "0004_links_to_requests")]
    operations = [migrations.RunSQL(REPLACE, BACK)]
