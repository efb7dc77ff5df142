"""The proof of posting stays: of a letter that was handed to the post, only its return is noted."""

from django.db import migrations

CREATE = """
CREATE FUNCTION postsendung_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  came_back text[] := ARRAY['state', 'returned_on', 'return_reason'];
BEGIN
  IF to_jsonb(NEW) = to_jsonb(OLD)
     OR OLD.state = 'posted' AND NEW.state = 'returned' AND to_jsonb(NEW) - came_back = to_jsonb(OLD) - came_back THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a letter that was posted cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER postsendung_posted_unchangeable BEFORE UPDATE ON zustellung_postsendung
FOR EACH ROW WHEN (OLD.posted_on IS NOT NULL) EXECUTE FUNCTION postsendung_refuse_change();
"""
DROP = """
DROP TRIGGER postsendung_posted_unchangeable ON zustellung_postsendung;
DROP FUNCTION postsendung_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("zustellung", "0001_letters_of_paper")]
    operations = [migrations.RunSQL(CREATE, DROP)]
