"""What was handed out is a fact: only its end, its successor and its reminder are written later, each once."""

from django.db import migrations

CREATE = """
CREATE FUNCTION nachweis_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  later text[] := ARRAY['ended_at', 'end_kind', 'end_reason', 'replaced_from', 'reminded_at'];
BEGIN
  IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - later) IS DISTINCT FROM (to_jsonb(OLD) - later)
     OR (OLD.ended_at IS NOT NULL AND (NEW.ended_at, NEW.end_kind, NEW.end_reason)
         IS DISTINCT FROM (OLD.ended_at, OLD.end_kind, OLD.end_reason))
     OR (OLD.replaced_from IS NOT NULL AND NEW.replaced_from IS DISTINCT FROM OLD.replaced_from)
     OR (OLD.reminded_at IS NOT NULL AND NEW.reminded_at IS DISTINCT FROM OLD.reminded_at) THEN
    RAISE EXCEPTION 'a certificate that was handed out cannot be changed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER nachweis_unchangeable BEFORE UPDATE OR DELETE ON bescheid_nachweis FOR EACH ROW
EXECUTE FUNCTION nachweis_refuse_change();
"""
DROP = "DROP TRIGGER nachweis_unchangeable ON bescheid_nachweis; DROP FUNCTION nachweis_refuse_change();"


class Migration(migrations.Migration):
    dependencies = [("bescheid", "0005_certificates")]
    operations = [migrations.RunSQL(CREATE, DROP)]
