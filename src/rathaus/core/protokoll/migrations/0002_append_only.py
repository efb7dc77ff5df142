"""The database itself refuses to change a record: only payload and salt may become NULL."""

from django.db import migrations

CREATE = """
CREATE FUNCTION protokoll_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.payload IS NULL AND NEW.salt IS NULL
     AND (to_jsonb(NEW) - 'payload' - 'salt') = (to_jsonb(OLD) - 'payload' - 'salt') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'protokoll_record is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER protokoll_record_append_only BEFORE UPDATE OR DELETE ON protokoll_record
FOR EACH ROW EXECUTE FUNCTION protokoll_refuse_change();
"""
DROP = """
DROP TRIGGER protokoll_record_append_only ON protokoll_record;
DROP FUNCTION protokoll_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("protokoll", "0001_chains")]
    operations = [migrations.RunSQL(CREATE, DROP)]
