"""Words of cases that run have an index of their own; the database follows the state of each case."""

from django.db import migrations, models

# Tables hide their rows from the owner too, so this steps aside for one statement, as nobody else can.
FILL = """
ALTER TABLE arbeitskorb_searchword NO FORCE ROW LEVEL SECURITY;
ALTER TABLE vorgang_vorgang NO FORCE ROW LEVEL SECURITY;
UPDATE arbeitskorb_searchword AS kept SET is_running = false
FROM vorgang_vorgang AS ended
WHERE ended.id = kept.vorgang_id AND ended.state <> 'open' AND ended.state <> 'waiting';
ALTER TABLE vorgang_vorgang FORCE ROW LEVEL SECURITY;
ALTER TABLE arbeitskorb_searchword FORCE ROW LEVEL SECURITY;
"""
FOLLOW = """
CREATE FUNCTION arbeitskorb_follow_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE arbeitskorb_searchword SET is_running = (NEW.state = 'open' OR NEW.state = 'waiting')
  WHERE vorgang_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER arbeitskorb_words_follow_state AFTER UPDATE OF state ON vorgang_vorgang
FOR EACH ROW WHEN (
  (OLD.state = 'open' OR OLD.state = 'waiting') IS DISTINCT FROM (NEW.state = 'open' OR NEW.state = 'waiting')
) EXECUTE FUNCTION arbeitskorb_follow_state();
"""
LEAVE = """
DROP TRIGGER arbeitskorb_words_follow_state ON vorgang_vorgang;
DROP FUNCTION arbeitskorb_follow_state();
"""


class Migration(migrations.Migration):
    dependencies = [("arbeitskorb", "0007_assigning"), ("vorgang", "0008_tariff_of_the_day")]
    operations = [
        migrations.AddField(
            model_name="searchword",
            name="is_running",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="searchword",
            index=models.Index(
                condition=models.Q(("is_running", True)),
                fields=["stelle", "word", "vorgang"],
                name="arbeitskorb_running",
            ),
        ),
        migrations.RunSQL(FOLLOW, LEAVE),
    ]
