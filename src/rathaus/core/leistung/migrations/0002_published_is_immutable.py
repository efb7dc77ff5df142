"""The database itself refuses to change a published version: only its end may be set."""

from django.db import migrations

CREATE = """
CREATE FUNCTION leistung_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'loaded' THEN
    RETURN COALESCE(NEW, OLD);
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.state <> 'loaded'
     AND (to_jsonb(NEW) - 'valid_to' - 'state') = (to_jsonb(OLD) - 'valid_to' - 'state') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a published version of a Leistung is immutable' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER leistung_version_immutable BEFORE UPDATE OR DELETE ON leistung_leistungversion
FOR EACH ROW EXECUTE FUNCTION leistung_refuse_change();

CREATE FUNCTION leistung_refuse_source_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM leistung_leistungversion v WHERE v.id = OLD.version_id AND v.state <> 'loaded') THEN
    RAISE EXCEPTION 'the sources of a published version are immutable' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER leistung_source_immutable BEFORE UPDATE OR DELETE ON leistung_leistungsource
FOR EACH ROW EXECUTE FUNCTION leistung_refuse_source_change();
"""
DROP = """
DROP TRIGGER leistung_source_immutable ON leistung_leistungsource;
DROP FUNCTION leistung_refuse_source_change();
DROP TRIGGER leistung_version_immutable ON leistung_leistungversion;
DROP FUNCTION leistung_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("leistung", "0001_catalogue")]
    operations = [migrations.RunSQL(CREATE, DROP)]
