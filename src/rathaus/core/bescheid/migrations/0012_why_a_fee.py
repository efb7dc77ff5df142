"""A fee says how it follows from the tariff of the body."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("bescheid", "0011_changes_are_thrown_away"),
    ]

    operations = [
        migrations.AddField(
            model_name="bescheid",
            name="gebuehr_basis",
            field=models.JSONField(null=True),
        ),
    ]
