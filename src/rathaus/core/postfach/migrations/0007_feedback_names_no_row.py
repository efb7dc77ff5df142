"""Feedback kept the address of the page, and with it secret links, ids and tokens: keep the name of the page alone."""

from django.db import migrations

# Tables hide their rows from the owner too, so this steps aside for one statement, as nobody else can.
CLEAN = r"""
ALTER TABLE postfach_rueckmeldung NO FORCE ROW LEVEL SECURITY;
UPDATE postfach_rueckmeldung AS kept SET page = CASE WHEN cut.name ~ '^[a-z0-9/.…-]*$' THEN cut.name ELSE '' END
FROM (
  SELECT id, regexp_replace(
    regexp_replace(page, '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', '…', 'gi'),
    '/(link|pruefen|abbestellen)/[^/]+', '/\1/…', 'gi'
  ) AS name FROM postfach_rueckmeldung
) AS cut WHERE cut.id = kept.id;
ALTER TABLE postfach_rueckmeldung FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("postfach", "0006_one_receipt")]
    operations = [migrations.RunSQL(CLEAN, migrations.RunSQL.noop)]
