"""Two people for a decision, its seal, and the Bescheid that changes another one.

Of an issued row two things are written later, each once: that it was announced, and that another took its place.
"""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


CHANGE = """
CREATE OR REPLACE FUNCTION bescheid_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  announcement text[] := ARRAY['announced_on', 'remedy_until', 'parameter_versions'];
BEGIN
  IF TG_OP = 'UPDATE'
     AND to_jsonb(NEW) - announcement = to_jsonb(OLD) - announcement
     AND OLD.announced_on IS NULL AND OLD.remedy_until IS NULL AND NEW.announced_on IS NOT NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE'
     AND to_jsonb(NEW) - 'replaced_at' = to_jsonb(OLD) - 'replaced_at'
     AND OLD.replaced_at IS NULL AND NEW.replaced_at IS NOT NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an issued Bescheid cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
"""
BACK = """
CREATE OR REPLACE FUNCTION bescheid_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  marks text[] := ARRAY['announced_on', 'remedy_until', 'parameter_versions'];
BEGIN
  IF TG_OP = 'UPDATE'
     AND to_jsonb(NEW) - marks = to_jsonb(OLD) - marks
     AND OLD.announced_on IS NULL AND OLD.remedy_until IS NULL AND NEW.announced_on IS NOT NULL THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an issued Bescheid cannot be changed' USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("antrag", "0008_vertretung_is_frozen"),
        ("bescheid", "0006_certificates_stay"),
        ("datei", "0003_uploads_in_parts"),
        ("stelle", "0002_memberships_end"),
        ("vorgang", "0003_pauses_and_hearings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Mitzeichnung",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("outcome", models.CharField(choices=[("signed", "signed"), ("returned", "returned")], max_length=8)),
                ("reason", models.TextField(blank=True, default="")),
                ("revision", models.PositiveIntegerField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("document", models.JSONField()),
                ("seen_on", models.DateField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Siegelwahl",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("seals", models.BooleanField()),
                ("chosen_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="bescheid",
            name="change",
            field=models.CharField(
                blank=True,
                choices=[
                    ("correction", "correction"),
                    ("revocation", "revocation"),
                    ("withdrawal", "withdrawal"),
                    ("replacement", "replacement"),
                ],
                default="",
                max_length=11,
            ),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="change_reason",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="cosign_asked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="effect_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="hearing",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="nebenbestimmungen",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="predecessor",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successors",
                to="bescheid.bescheid",
            ),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="replaced_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="bescheid",
            name="seal",
            field=models.JSONField(null=True),
        ),
        migrations.AlterField(
            model_name="bescheid",
            name="vorgang",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="bescheide", to="vorgang.vorgang"
            ),
        ),
        migrations.AddIndex(
            model_name="bescheid",
            index=models.Index(
                condition=models.Q(("cosign_asked_at__isnull", False)),
                fields=["stelle", "cosign_asked_at"],
                name="bescheid_to_cosign",
            ),
        ),
        migrations.AddConstraint(
            model_name="bescheid",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")), fields=("vorgang",), name="bescheid_one_draft"
            ),
        ),
        migrations.AddConstraint(
            model_name="bescheid",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None), ("state", "issued")),
                fields=("vorgang",),
                name="bescheid_one_in_force",
            ),
        ),
        migrations.AddConstraint(
            model_name="bescheid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("change", ""), ("change_reason", ""), ("predecessor", None)),
                    models.Q(
                        ("predecessor__isnull", False),
                        models.Q(("change", ""), _negated=True),
                        models.Q(("change_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="bescheid_change_has_predecessor_and_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="bescheid",
            constraint=models.CheckConstraint(
                condition=models.Q(("replaced_at", None), ("state", "issued"), _connector="OR"),
                name="bescheid_replaced_was_issued",
            ),
        ),
        migrations.AddField(
            model_name="mitzeichnung",
            name="bescheid",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="mitzeichnungen", to="bescheid.bescheid"
            ),
        ),
        migrations.AddField(
            model_name="mitzeichnung",
            name="konto",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="mitzeichnung",
            name="stelle",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stelle.stelle"),
        ),
        migrations.AddField(
            model_name="siegelwahl",
            name="chosen_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="siegelwahl",
            name="stelle",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stelle.stelle"
            ),
        ),
        migrations.AddIndex(
            model_name="mitzeichnung",
            index=models.Index(fields=["bescheid", "-at"], name="bescheid_mitzeichnungen"),
        ),
        migrations.AddConstraint(
            model_name="mitzeichnung",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", "signed"), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="bescheid_returned_with_a_reason",
            ),
        ),
        migrations.RunSQL(CHANGE, BACK),
    ]
