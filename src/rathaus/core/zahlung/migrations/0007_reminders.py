"""A body says when it reminds of open fees; each reminder is a row that stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stelle", "0002_memberships_end"),
        ("zahlung", "0006_direct_debits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="zahlstelle",
            name="remind_days",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="zahlstelle",
            name="remind_twice",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name="Zahlungserinnerung",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("secret_hash", models.CharField(blank=True, default="", max_length=64)),
                ("number", models.PositiveSmallIntegerField()),
                ("due_on", models.DateField()),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                ("cents", models.BigIntegerField()),
                (
                    "forderung",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="erinnerungen", to="zahlung.forderung"
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
                    "stelle",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stelle.stelle"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("forderung", "due_on", "number"), name="zahlung_reminded_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__in", [1, 2])), name="zahlung_reminded_at_most_twice"
                    ),
                ],
            },
        ),
    ]
