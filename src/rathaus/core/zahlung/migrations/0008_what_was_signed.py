"""A mandate holds what was signed, and runs until its money is booked; a file that the bank refused is noted."""

from django.conf import settings
from django.db import migrations, models

# Tables hide their rows from the owner too, so this steps aside for these statements, as nobody else can. Mandates of
# before said no amount: taken or, not collected yet, what is open. One that ran beside another is taken back.
FILL = """
ALTER TABLE zahlung_mandat NO FORCE ROW LEVEL SECURITY;
ALTER TABLE zahlung_einzug NO FORCE ROW LEVEL SECURITY;
ALTER TABLE zahlung_forderung NO FORCE ROW LEVEL SECURITY;
UPDATE zahlung_mandat AS kept
SET signed_cent = kept.cents, collect_on = run.on, settled_at = run.credited_at
FROM zahlung_einzug AS run WHERE run.id = kept.einzug_id;
UPDATE zahlung_mandat AS kept SET signed_cent = greatest(claim.open_cent, 1)
FROM zahlung_forderung AS claim WHERE claim.id = kept.forderung_id AND kept.einzug_id IS NULL;
UPDATE zahlung_mandat AS kept SET revoked_at = kept.signed_at
FROM zahlung_mandat AS other
WHERE kept.einzug_id IS NULL AND kept.revoked_at IS NULL
  AND other.forderung_id = kept.forderung_id AND other.einzug_id IS NOT NULL AND other.settled_at IS NULL;
ALTER TABLE zahlung_forderung FORCE ROW LEVEL SECURITY;
ALTER TABLE zahlung_einzug FORCE ROW LEVEL SECURITY;
ALTER TABLE zahlung_mandat FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("stelle", "0003_substitutions"),
        ("zahlung", "0007_reminders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="mandat",
            name="zahlung_one_waiting_mandate",
        ),
        migrations.AddField(
            model_name="einzug",
            name="discarded_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="einzug",
            name="words",
            field=models.CharField(blank=True, default="", max_length=140),
        ),
        migrations.AddField(
            model_name="mandat",
            name="collect_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="mandat",
            name="settled_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="mandat",
            name="signed_cent",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="einzug",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("discarded_at", None), ("words", "")),
                    models.Q(
                        ("credited_at", None), ("discarded_at__isnull", False), models.Q(("words", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="zahlung_discarded_has_its_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandat",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at", None), ("settled_at", None)),
                fields=("forderung",),
                name="zahlung_one_running_mandate",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandat",
            constraint=models.CheckConstraint(
                condition=models.Q(("cents__gte", 0), ("cents__lte", models.F("signed_cent")), ("signed_cent__gt", 0)),
                name="zahlung_takes_what_was_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="mandat",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cents", 0), ("collect_on", None), ("einzug", None), ("settled_at", None)),
                    models.Q(
                        ("cents__gt", 0), ("collect_on__isnull", False), ("einzug__isnull", False), ("revoked_at", None)
                    ),
                    _connector="OR",
                ),
                name="zahlung_collected_is_one_state",
            ),
        ),
    ]
