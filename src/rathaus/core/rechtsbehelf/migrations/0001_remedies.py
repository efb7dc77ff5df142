"""Remedies, what was brought forward for them, their way, their decisions, their count."""

import django.db.models.deletion
import rathaus.core.rechtsbehelf.rules
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("antrag", "0008_vertretung_is_frozen"),
        ("bescheid", "0006_certificates_stay"),
        ("datei", "0003_uploads_in_parts"),
        ("leistung", "0007_published_in_force"),
        ("stelle", "0002_memberships_end"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Rechtsbehelf",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.CharField(max_length=20, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("widerspruch", "widerspruch"), ("einspruch", "einspruch")], max_length=12
                    ),
                ),
                ("secret_hash", models.CharField(blank=True, default="", max_length=64)),
                (
                    "channel",
                    models.CharField(
                        choices=[("portal", "portal"), ("paper", "paper"), ("protocol", "protocol")], max_length=8
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[("clear", "clear"), ("unclear", "unclear"), ("missing", "missing")], max_length=8
                    ),
                ),
                ("filed_at", models.DateTimeField()),
                ("filed_on", models.DateField()),
                ("notice_given", models.BooleanField(default=True)),
                (
                    "in_time",
                    models.CharField(choices=[("yes", "yes"), ("no", "no"), ("uncertain", "uncertain")], max_length=9),
                ),
                ("earliest_end", models.DateField(null=True)),
                ("latest_end", models.DateField(null=True)),
                ("time_explanation", models.JSONField(default=dict)),
                ("parameter_versions", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("filed", "filed"),
                            ("in_review", "in_review"),
                            ("hearing", "hearing"),
                            ("remedied", "remedied"),
                            ("decided", "decided"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default=rathaus.core.rechtsbehelf.rules.State["FILED"],
                        max_length=9,
                    ),
                ),
                ("suit_from", models.DateField()),
                ("expected_on", models.DateField()),
                (
                    "decides_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("next_higher", "next_higher"),
                            ("higher_is_supreme", "higher_is_supreme"),
                            ("self_government", "self_government"),
                            ("by_statute", "by_statute"),
                        ],
                        default="",
                        max_length=17,
                    ),
                ),
                ("submitted_at", models.DateTimeField(null=True)),
                ("hearing_on", models.DateField(null=True)),
                ("hearing_before", models.CharField(blank=True, default="", max_length=200)),
                ("hearing_record", models.TextField(blank=True, default="")),
                ("hearing_dispensed", models.TextField(blank=True, default="")),
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
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "antrag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="antrag.antrag"
                    ),
                ),
                (
                    "bescheid",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rechtsbehelfe",
                        to="bescheid.bescheid",
                    ),
                ),
                (
                    "claimed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decides",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stelle.stelle"
                    ),
                ),
                (
                    "decides_confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision_datei",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="datei.datei"
                    ),
                ),
                (
                    "form_confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "konto",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "leistung",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="leistung.leistung"
                    ),
                ),
                (
                    "replacement",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="bescheid.bescheid"
                    ),
                ),
                (
                    "stelle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stelle.stelle"
                    ),
                ),
            ],
            options={"ordering": ["-filed_at", "-id"]},
        ),
        migrations.CreateModel(
            name="Begruendung",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret_hash", models.CharField(blank=True, default="", max_length=64)),
                ("about", models.CharField(choices=[("reasons", "reasons"), ("hindrance", "hindrance")], max_length=9)),
                ("text", models.TextField(blank=True, default="")),
                ("hindrance_ended_on", models.DateField(null=True)),
                ("files", models.JSONField(default=list)),
                ("given_at", models.DateTimeField()),
                (
                    "konto",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stelle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stelle.stelle"
                    ),
                ),
                (
                    "rechtsbehelf",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="begruendungen",
                        to="rechtsbehelf.rechtsbehelf",
                    ),
                ),
            ],
            options={"ordering": ["given_at", "id"]},
        ),
        migrations.CreateModel(
            name="Vorlage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rechtsbehelf_public_id", models.UUIDField(unique=True)),
                ("number", models.CharField(max_length=20)),
                ("title", models.JSONField()),
                ("reason", models.TextField()),
                ("submitted_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "claimed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stelle.stelle"
                    ),
                ),
                (
                    "rechtsbehelf",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vorlage",
                        to="rechtsbehelf.rechtsbehelf",
                    ),
                ),
                (
                    "stelle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stelle.stelle"
                    ),
                ),
            ],
            options={"ordering": ["submitted_at", "id"]},
        ),
        migrations.CreateModel(
            name="Widerspruchsbescheid",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("secret_hash", models.CharField(blank=True, default="", max_length=64)),
                ("revision", models.PositiveIntegerField(default=0)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("rejected", "rejected"),
                            ("granted", "granted"),
                            ("partial", "partial"),
                            ("discontinued", "discontinued"),
                        ],
                        max_length=12,
                    ),
                ),
                ("operative", models.TextField()),
                ("reasons", models.TextField()),
                ("costs", models.TextField(blank=True, default="")),
                ("court_name", models.CharField(blank=True, default="", max_length=120)),
                ("court_seat", models.CharField(blank=True, default="", max_length=80)),
                ("drafted_at", models.DateTimeField()),
                ("issued_at", models.DateTimeField(null=True)),
                ("document", models.JSONField(null=True)),
                ("pdf_sha256", models.CharField(blank=True, default="", max_length=64)),
                ("retrieved_on", models.DateField(null=True)),
                ("served_on", models.DateField(null=True)),
                ("served_by", models.CharField(blank=True, default="", max_length=200)),
                ("suit_until", models.DateField(null=True)),
                ("parameter_versions", models.JSONField(default=list)),
                (
                    "court_confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "datei",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="datei.datei"
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "konto",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rechtsbehelf",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entscheidung",
                        to="rechtsbehelf.rechtsbehelf",
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
            model_name="rechtsbehelf", index=models.Index(fields=["antrag"], name="rechtsbehelf_of_antrag")
        ),
        migrations.AddIndex(
            model_name="rechtsbehelf", index=models.Index(fields=["konto"], name="rechtsbehelf_of_konto")
        ),
        migrations.AddIndex(
            model_name="rechtsbehelf",
            index=models.Index(fields=["stelle", "expected_on", "public_id"], name="rechtsbehelf_of_body"),
        ),
        migrations.AddConstraint(
            model_name="rechtsbehelf",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "withdrawn"), _negated=True),
                fields=("bescheid",),
                name="rechtsbehelf_one_per_bescheid",
            ),
        ),
        migrations.AddConstraint(
            model_name="rechtsbehelf",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("konto__isnull", False), ("secret_hash", "")),
                    models.Q(("konto", None), models.Q(("secret_hash", ""), _negated=True)),
                    _connector="OR",
                ),
                name="rechtsbehelf_has_one_bearer",
            ),
        ),
        migrations.AddConstraint(
            model_name="rechtsbehelf",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("state", "filed"), ("state", "in_review"), ("state", "hearing"), _connector="OR"),
                        ("end", ""),
                        ("ended_at", None),
                    ),
                    models.Q(
                        models.Q(
                            ("state", "filed"),
                            ("state", "in_review"),
                            ("state", "hearing"),
                            _connector="OR",
                            _negated=True,
                        ),
                        ("ended_at__isnull", False),
                        models.Q(("end", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="rechtsbehelf_end_is_complete",
            ),
        ),
        migrations.AddConstraint(
            model_name="rechtsbehelf",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decides", None), ("decides_confirmed_by", None), ("decides_ground", "")),
                    models.Q(
                        ("decides__isnull", False),
                        ("decides_confirmed_by__isnull", False),
                        models.Q(("decides_ground", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="rechtsbehelf_authority_is_confirmed",
            ),
        ),
        migrations.AddIndex(
            model_name="begruendung",
            index=models.Index(fields=["rechtsbehelf", "given_at"], name="begruendung_of_rechtsbehelf"),
        ),
        migrations.AddIndex(
            model_name="vorlage", index=models.Index(fields=["stelle", "ended_at"], name="vorlage_of_body")
        ),
        migrations.AddIndex(
            model_name="widerspruchsbescheid",
            index=models.Index(fields=["konto"], name="widerspruchsbescheid_of_konto"),
        ),
        migrations.AddConstraint(
            model_name="widerspruchsbescheid",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("datei", None), ("issued_at", None), ("konto", None), ("secret_hash", "")),
                    models.Q(
                        ("datei__isnull", False),
                        ("document__isnull", False),
                        ("issued_at__isnull", False),
                        ("issued_by__isnull", False),
                        ("pdf_sha256__regex", "^[0-9a-f]{64}$"),
                        models.Q(("court_name", ""), _negated=True),
                        models.Q(("court_seat", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="widerspruchsbescheid_issued_is_complete",
            ),
        ),
    ]
