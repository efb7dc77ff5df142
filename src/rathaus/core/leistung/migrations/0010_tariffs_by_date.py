"""What bodies charge, by date; the database refuses overlaps and lets nobody change what was used."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import rathaus.recht.gebuehren
import uuid
from django.db import migrations, models

CREATE = """
CREATE FUNCTION leistung_refuse_tarif_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.taken_back_at IS NULL
     AND (to_jsonb(NEW) - 'valid_to' - 'reviewed_on' - 'taken_back_at')
       = (to_jsonb(OLD) - 'valid_to' - 'reviewed_on' - 'taken_back_at') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a tariff is ended and followed by another one, never changed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER leistung_tarif_stays BEFORE UPDATE OR DELETE ON leistung_tarifstelle
FOR EACH ROW EXECUTE FUNCTION leistung_refuse_tarif_change();
CREATE TRIGGER leistung_tarifstelle_katalogstand AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON leistung_tarifstelle
FOR EACH STATEMENT EXECUTE FUNCTION leistung_next_katalogstand();
"""
DROP = """
DROP TRIGGER leistung_tarifstelle_katalogstand ON leistung_tarifstelle;
DROP TRIGGER leistung_tarif_stays ON leistung_tarifstelle;
DROP FUNCTION leistung_refuse_tarif_change();
"""
MOVE = """
INSERT INTO leistung_tarifstelle (public_id, leistung_id, stelle_id, valid_from, satzung, kind, betrag_cent, unit,
                                  units_path, exemptions, reviewed_on, made_at)
SELECT gen_random_uuid(), u.leistung_id, u.stelle_id, (u.adopted_at AT TIME ZONE 'Europe/Berlin')::date,
       left(COALESCE(NULLIF(v.citation, ''), 'Satzung'), 300), 'fixed', u.gebuehr_cent, '', '', '[]'::jsonb,
       (u.adopted_at AT TIME ZONE 'Europe/Berlin')::date, u.adopted_at
FROM leistung_uebernahme u
LEFT JOIN LATERAL (
  SELECT w.prozess #>> '{gebuehr,rechtsgrundlage}' AS citation FROM leistung_leistungversion w
  WHERE w.leistung_id = u.leistung_id AND w.state = 'published' ORDER BY w.valid_from DESC LIMIT 1
) v ON true
WHERE u.withdrawn_at IS NULL AND u.gebuehr_cent IS NOT NULL;
"""
"""The one amount of a body becomes a fixed tariff from the day of its adoption, with the rule that was shown so far."""


class Migration(migrations.Migration):
    dependencies = [
        ("leistung", "0009_bodies_may_take_advance"),
        ("stelle", "0002_memberships_end"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tarifstelle",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("satzung", models.CharField(max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("fixed", "fixed"),
                            ("per_unit", "per_unit"),
                            ("frame", "frame"),
                            ("by_time", "by_time"),
                        ],
                        max_length=8,
                    ),
                ),
                ("betrag_cent", models.PositiveIntegerField()),
                ("highest_cent", models.PositiveIntegerField(null=True)),
                ("step_minutes", models.PositiveIntegerField(null=True)),
                ("unit", models.CharField(blank=True, default="", max_length=60)),
                ("units_path", models.CharField(blank=True, default="", max_length=300)),
                ("exemptions", models.JSONField(default=list)),
                ("reviewed_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "leistung",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tarifstellen", to="leistung.leistung"
                    ),
                ),
                (
                    "stelle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tarifstellen", to="stelle.stelle"
                    ),
                ),
            ],
            options={
                "ordering": ["valid_from", "pk"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("taken_back_at", None)),
                        expressions=[
                            ("leistung", "="),
                            ("stelle", "="),
                            (
                                models.Func(
                                    "valid_from",
                                    "valid_to",
                                    models.Value("[)"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="leistung_one_tarif_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to", None), ("valid_to__gt", models.F("valid_from")), _connector="OR"
                        ),
                        name="leistung_tarif_has_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("highest_cent__gt", models.F("betrag_cent")),
                                ("kind", rathaus.recht.gebuehren.FeeKind["FRAME"]),
                            ),
                            models.Q(
                                models.Q(("kind", rathaus.recht.gebuehren.FeeKind["FRAME"]), _negated=True),
                                ("highest_cent", None),
                            ),
                            _connector="OR",
                        ),
                        name="leistung_tarif_frame_rises",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", rathaus.recht.gebuehren.FeeKind["BY_TIME"]), ("step_minutes__gt", 0)),
                            models.Q(
                                models.Q(("kind", rathaus.recht.gebuehren.FeeKind["BY_TIME"]), _negated=True),
                                ("step_minutes", None),
                            ),
                            _connector="OR",
                        ),
                        name="leistung_tarif_has_its_step",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", rathaus.recht.gebuehren.FeeKind["PER_UNIT"]),
                                models.Q(("unit", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("kind", rathaus.recht.gebuehren.FeeKind["PER_UNIT"]), _negated=True),
                                ("unit", ""),
                            ),
                            _connector="OR",
                        ),
                        name="leistung_tarif_names_its_unit",
                    ),
                ],
            },
        ),
        migrations.RunSQL(CREATE, DROP),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
    ]
