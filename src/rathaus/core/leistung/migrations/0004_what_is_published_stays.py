"""A published version gets no further sources or norms either; texts that exist follow the version they came from."""

from django.db import migrations

CREATE = """
CREATE FUNCTION leistung_refuse_part_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM leistung_leistungversion v
             WHERE v.state <> 'loaded' AND v.id IN (OLD.version_id, NEW.version_id)) THEN
    RAISE EXCEPTION 'sources and norms of a published version are immutable' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER leistung_source_parts_immutable BEFORE INSERT OR UPDATE OR DELETE ON leistung_leistungsource
FOR EACH ROW EXECUTE FUNCTION leistung_refuse_part_change();
CREATE TRIGGER leistung_normuse_immutable BEFORE INSERT OR UPDATE OR DELETE ON leistung_normuse
FOR EACH ROW EXECUTE FUNCTION leistung_refuse_part_change();

UPDATE leistung_leistung l SET followed_version_id = (
  SELECT v.id FROM leistung_leistungversion v
  WHERE v.leistung_id = l.id AND v.state = 'published' ORDER BY v.valid_from DESC LIMIT 1);
"""
DROP = """
DROP TRIGGER leistung_normuse_immutable ON leistung_normuse;
DROP TRIGGER leistung_source_parts_immutable ON leistung_leistungsource;
DROP FUNCTION leistung_refuse_part_change();
"""


class Migration(migrations.Migration):
    dependencies = [("leistung", "0003_texts_follow_a_version")]
    operations = [migrations.RunSQL(CREATE, DROP)]
