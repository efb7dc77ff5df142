"""Partial indexes: the inbox reads and counts the cases of one part, however many are decided."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("vorgang", "0001_cases_and_tasks"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="vorgang",
            name="vorgang_inbox",
        ),
        migrations.RemoveIndex(
            model_name="vorgang",
            name="vorgang_decided",
        ),
        migrations.AddIndex(
            model_name="vorgang",
            index=models.Index(
                condition=models.Q(("state", "open"), ("state", "waiting"), _connector="OR"),
                fields=["stelle", "state", "due_on", "public_id"],
                name="vorgang_inbox",
            ),
        ),
        migrations.AddIndex(
            model_name="vorgang",
            index=models.Index(
                condition=models.Q(("claimed_by", None), ("state", "open")),
                fields=["stelle", "due_on", "public_id"],
                name="vorgang_unclaimed",
            ),
        ),
        migrations.AddIndex(
            model_name="vorgang",
            index=models.Index(
                condition=models.Q(
                    ("claimed_by__isnull", False),
                    models.Q(("state", "open"), ("state", "waiting"), _connector="OR"),
                ),
                fields=["claimed_by", "due_on", "public_id", "stelle"],
                name="vorgang_mine",
            ),
        ),
        migrations.AddIndex(
            model_name="vorgang",
            index=models.Index(
                condition=models.Q(("decided_on__isnull", False)),
                fields=["stelle", "decided_on", "public_id"],
                name="vorgang_decided",
            ),
        ),
    ]
