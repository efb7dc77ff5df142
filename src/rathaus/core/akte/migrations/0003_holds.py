"""What keeps a case from being deleted: set once, lifted once."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

CREATE = """
CREATE FUNCTION akte_refuse_other_hold() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  lifting text[] := ARRAY['lifted_at', 'lifted_by_id', 'lift_reason'];
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.lifted_at IS NULL AND to_jsonb(NEW) - lifting = to_jsonb(OLD) - lifting THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a hold is set once and lifted once' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER akte_loeschsperre_stays BEFORE UPDATE OR DELETE ON akte_loeschsperre
FOR EACH ROW EXECUTE FUNCTION akte_refuse_other_hold();
"""
DROP = """
DROP TRIGGER akte_loeschsperre_stays ON akte_loeschsperre;
DROP FUNCTION akte_refuse_other_hold();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("akte", "0002_retention"),
        ("stelle", "0002_memberships_end"),
        ("vorgang", "0005_certificates_of_fictions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Loeschsperre",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("reason", models.CharField(max_length=300)),
                ("set_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lift_reason", models.CharField(blank=True, default="", max_length=300)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "stelle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stelle.stelle"
                    ),
                ),
                (
                    "vorgang",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="loeschsperren", to="vorgang.vorgang"
                    ),
                ),
            ],
            options={
                "ordering": ["-set_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("lifted_at", None)), fields=["vorgang"], name="akte_loeschsperre_holds"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__exact", ""), _negated=True), name="akte_loeschsperre_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lift_reason", ""), ("lifted_at", None), ("lifted_by", None)),
                            models.Q(
                                ("lifted_at__isnull", False),
                                ("lifted_by__isnull", False),
                                models.Q(("lift_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="akte_lifted_loeschsperre_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.RunSQL(CREATE, DROP),
    ]
