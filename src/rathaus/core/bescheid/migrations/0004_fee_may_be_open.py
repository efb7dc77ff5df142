"""A body's own statute sets its fees: while nobody has entered one, a draft has none; an issued Bescheid always has."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("bescheid", "0003_announced_by_retrieval")]
    operations = [
        migrations.RemoveConstraint(model_name="bescheid", name="bescheid_issued_is_complete"),
        migrations.AlterField(model_name="bescheid", name="gebuehr_cent", field=models.PositiveIntegerField(null=True)),
        migrations.AddConstraint(
            model_name="bescheid",
            constraint=models.CheckConstraint(
                condition=Q(state="draft", konto=None, secret_hash="", issued_at=None, datei=None)  # no password
                | Q(
                    state="issued",
                    issued_at__isnull=False,
                    issued_by__isnull=False,
                    gebuehr_cent__isnull=False,
                    document__isnull=False,
                    datei__isnull=False,
                    pdf_sha256__regex=r"^[0-9a-f]{64}$",
                ),
                name="bescheid_issued_is_complete",
            ),
        ),
    ]
