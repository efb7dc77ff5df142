"""What was filed stays, an issued decision takes only the days of its service, and what happens is counted."""

import django.db.models.deletion
from django.db import migrations, models

CREATE = """
CREATE FUNCTION rechtsbehelf_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kept text[] := ARRAY['public_id', 'number', 'kind', 'bescheid_id', 'antrag_id', 'leistung_id', 'stelle_id',
                       'konto_id', 'secret_hash', 'channel', 'form', 'filed_at', 'filed_on'];
  field text;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.ended_at IS NULL THEN
    FOREACH field IN ARRAY kept LOOP
      IF to_jsonb(NEW) -> field IS DISTINCT FROM to_jsonb(OLD) -> field THEN
        RAISE EXCEPTION 'a filed remedy keeps what was filed' USING ERRCODE = 'restrict_violation';
      END IF;
    END LOOP;
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a remedy that ended stays as it is' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER rechtsbehelf_unchangeable BEFORE UPDATE OR DELETE ON rechtsbehelf_rechtsbehelf FOR EACH ROW
EXECUTE FUNCTION rechtsbehelf_refuse_change();

CREATE FUNCTION widerspruchsbescheid_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  marks text[] := ARRAY['retrieved_on', 'served_on', 'served_by', 'suit_until', 'parameter_versions'];
BEGIN
  IF TG_OP = 'UPDATE'
     AND to_jsonb(NEW) - marks = to_jsonb(OLD) - marks
     AND (OLD.retrieved_on IS NULL OR NEW.retrieved_on = OLD.retrieved_on)
     AND (OLD.served_on IS NULL OR NEW.served_on = OLD.served_on) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an issued decision on a remedy cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER widerspruchsbescheid_unchangeable BEFORE UPDATE OR DELETE ON rechtsbehelf_widerspruchsbescheid
FOR EACH ROW WHEN (OLD.issued_at IS NOT NULL) EXECUTE FUNCTION widerspruchsbescheid_refuse_change();
"""
DROP = """
DROP TRIGGER widerspruchsbescheid_unchangeable ON rechtsbehelf_widerspruchsbescheid;
DROP FUNCTION widerspruchsbescheid_refuse_change();
DROP TRIGGER rechtsbehelf_unchangeable ON rechtsbehelf_rechtsbehelf;
DROP FUNCTION rechtsbehelf_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("rechtsbehelf", "0001_remedies")]
    operations = [
        migrations.RunSQL(CREATE, DROP),
        migrations.CreateModel(
            name="RemedyCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "end",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("remedied", "remedied"),
                            ("granted", "granted"),
                            ("partial", "partial"),
                            ("rejected", "rejected"),
                            ("discontinued", "discontinued"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("is_late", models.BooleanField(default=False)),
                ("days", models.PositiveIntegerField(null=True)),
                (
                    "leistung",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="leistung.leistung"
                    ),
                ),
                (
                    "stelle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stelle.stelle"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="remedycount",
            index=models.Index(fields=["year", "leistung", "stelle"], name="rechtsbehelf_count"),
        ),
    ]
