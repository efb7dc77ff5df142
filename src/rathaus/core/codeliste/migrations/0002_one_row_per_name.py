"""Forms name a version by its identification with version: that leads to one row, too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("codeliste", "0001_register")]

    operations = [
        migrations.AddConstraint(
            model_name="codeliste",
            constraint=models.UniqueConstraint(fields=("version_uri",), name="codeliste_version_uri_once"),
        ),
    ]
