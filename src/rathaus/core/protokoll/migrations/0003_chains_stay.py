"""The database itself refuses to give a chain another subject or owner, or to remove it: only its head moves."""

from django.db import migrations

CREATE = """
CREATE FUNCTION protokoll_refuse_other_subject() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE'
     AND (to_jsonb(NEW) - 'head_seq' - 'head_hash') = (to_jsonb(OLD) - 'head_seq' - 'head_hash') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a chain keeps its subject and is never removed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER protokoll_kette_keeps_its_subject BEFORE UPDATE OR DELETE ON protokoll_kette
FOR EACH ROW EXECUTE FUNCTION protokoll_refuse_other_subject();
"""
DROP = """
DROP TRIGGER protokoll_kette_keeps_its_subject ON protokoll_kette;
DROP FUNCTION protokoll_refuse_other_subject();
"""


class Migration(migrations.Migration):
    dependencies = [("protokoll", "0002_append_only")]
    operations = [migrations.RunSQL(CREATE, DROP)]
