"""The original of a file is evidence: its bytes and what they are cannot be changed, only deleted."""

from django.db import migrations

CREATE = """
ALTER TABLE datei_dateiinhalt ALTER COLUMN content SET STORAGE EXTERNAL;
CREATE FUNCTION datei_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is evidence and cannot be changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER datei_content_unchangeable BEFORE UPDATE ON datei_dateiinhalt FOR EACH ROW
WHEN (NEW.datei_id <> OLD.datei_id OR NEW.content <> OLD.content) EXECUTE FUNCTION datei_refuse_change();
CREATE TRIGGER datei_facts_unchangeable BEFORE UPDATE ON datei_datei FOR EACH ROW
WHEN ((NEW.public_id, NEW.kind, NEW.name, NEW.media_type, NEW.size_bytes, NEW.sha256, NEW.uploaded_at)
      <> (OLD.public_id, OLD.kind, OLD.name, OLD.media_type, OLD.size_bytes, OLD.sha256, OLD.uploaded_at))
EXECUTE FUNCTION datei_refuse_change();
"""
DROP = """
DROP TRIGGER datei_facts_unchangeable ON datei_datei;
DROP TRIGGER datei_content_unchangeable ON datei_dateiinhalt;
DROP FUNCTION datei_refuse_change();
ALTER TABLE datei_dateiinhalt ALTER COLUMN content SET STORAGE EXTENDED;
"""


class Migration(migrations.Migration):
    dependencies = [("datei", "0001_files")]
    operations = [migrations.RunSQL(CREATE, DROP)]
