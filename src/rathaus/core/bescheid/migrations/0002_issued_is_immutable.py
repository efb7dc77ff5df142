"""What was issued is a fact: nothing of the row can be changed, whoever tries."""

from django.db import migrations

CREATE = """
CREATE FUNCTION bescheid_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an issued Bescheid cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER bescheid_issued_unchangeable BEFORE UPDATE ON bescheid_bescheid FOR EACH ROW
WHEN (OLD.state = 'issued') EXECUTE FUNCTION bescheid_refuse_change();
"""
DROP = "DROP TRIGGER bescheid_issued_unchangeable ON bescheid_bescheid; DROP FUNCTION bescheid_refuse_change();"


class Migration(migrations.Migration):
    dependencies = [("bescheid", "0001_decisions")]
    operations = [migrations.RunSQL(CREATE, DROP)]
