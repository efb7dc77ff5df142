"""The one amount of a body is gone: its tariffs say what it charges."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("leistung", "0010_tariffs_by_date")]
    operations = [migrations.RemoveField(model_name="uebernahme", name="gebuehr_cent")]
