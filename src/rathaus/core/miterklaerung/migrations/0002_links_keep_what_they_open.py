"""A link keeps what it opens and for whom it was made; one that has ended or was used never opens again."""

from django.db import migrations

CREATE = """
CREATE FUNCTION declarationlink_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moving text[] := ARRAY['last_on', 'opened_at', 'used_at', 'ended_at'];
BEGIN
  IF to_jsonb(NEW) - moving = to_jsonb(OLD) - moving
     AND OLD.ended_at IS NULL
     AND (OLD.used_at IS NULL OR NEW.used_at = OLD.used_at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a link to declare cannot be changed like this' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER declarationlink_unchangeable BEFORE UPDATE ON miterklaerung_declarationlink
FOR EACH ROW EXECUTE FUNCTION declarationlink_refuse_change();
"""
DROP = """
DROP TRIGGER declarationlink_unchangeable ON miterklaerung_declarationlink;
DROP FUNCTION declarationlink_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("miterklaerung", "0001_declarations_of_second_persons")]
    operations = [migrations.RunSQL(CREATE, DROP)]
