"""A number that grows with every change of services, bodies, adoptions and norms: what is kept under it still holds."""

from django.db import migrations, models

TABLES = (
    "leistung_leistung",
    "leistung_leistungversion",
    "leistung_zustaendigkeit",
    "leistung_uebernahme",
    "stelle_stelle",
    "stelle_stellekey",
    "stelle_nachfolge",
    "stelle_postleitzahl",
    "norm_norm",
)
CREATE = """
INSERT INTO leistung_katalogstand (id, revision) VALUES (1, 0);
CREATE FUNCTION leistung_next_katalogstand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE leistung_katalogstand SET revision = revision + 1;
  RETURN NULL;
END $$;
"""
TRIGGERS = "".join(
    f"CREATE TRIGGER {table}_katalogstand AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION leistung_next_katalogstand();\n"
    for table in TABLES
)
DROP_TRIGGERS = "".join(f"DROP TRIGGER {table}_katalogstand ON {table};\n" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("leistung", "0005_finder_index"),
        ("norm", "0001_register"),
        ("stelle", "0002_memberships_end"),
    ]

    operations = [
        migrations.CreateModel(
            name="Katalogstand",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                ("revision", models.BigIntegerField()),
            ],
        ),
        migrations.RunSQL(CREATE, "DROP FUNCTION leistung_next_katalogstand();"),
        migrations.RunSQL(TRIGGERS, DROP_TRIGGERS),
    ]
