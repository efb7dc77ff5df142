"""The index of the finder: stems with weights in place of a search vector; the hourly job fills it."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("leistung", "0004_what_is_published_stays")]

    operations = [
        migrations.CreateModel(
            name="Stamm",
            fields=[("token", models.CharField(primary_key=True, serialize=False, max_length=60))],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["token"], name="leistung_stamm_trigram", opclasses=["gin_trgm_ops"]
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Suchwort",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=60)),
                ("weight", models.FloatField()),
                ("field", models.CharField(max_length=12)),
                (
                    "leistung",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suchwoerter",
                        to="leistung.leistung",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("token", "leistung"), include=("weight", "field"), name="leistung_suchwort_once"
                    )
                ]
            },
        ),
        migrations.RemoveIndex(model_name="leistung", name="leistung_search_vector"),
        migrations.RemoveField(model_name="leistung", name="search_vector"),
        migrations.RunSQL(
            "UPDATE leistung_leistung SET followed_version_id = NULL", reverse_sql=migrations.RunSQL.noop
        ),
    ]
