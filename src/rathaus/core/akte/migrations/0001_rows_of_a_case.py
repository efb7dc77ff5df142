"""Which rows belong to a case is asked of the database itself, so no room that comes later is forgotten.

A row belongs to a case when it cannot be without a row of it: its foreign key is NOT NULL. Added are the draft that
became the Antrag, and letters and booked places, which know it by its public id.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION akte_case_rows(case_antrag bigint) RETURNS jsonb LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp AS $$
DECLARE
  found jsonb := jsonb_build_object('antrag_antrag', jsonb_build_array(case_antrag));
  link record;
  fresh jsonb;
  grown boolean := true;
BEGIN
  FOR link IN SELECT unnest(ARRAY['postfach_nachricht', 'termin_buchung']) AS child LOOP
    EXECUTE format('SELECT jsonb_agg(each.id ORDER BY each.id) FROM %I each JOIN antrag_antrag antrag'
                   ' ON antrag.public_id = each.antrag_id WHERE antrag.id = $1', link.child)
    INTO fresh USING case_antrag;
    IF fresh IS NOT NULL THEN found := found || jsonb_build_object(link.child, fresh); END IF;
  END LOOP;
  WHILE grown LOOP
    grown := false;
    FOR link IN
      SELECT child.relname AS child, parent.relname AS parent, own.attname AS pk, key.attname AS fk
      FROM pg_constraint tie
      JOIN pg_class child ON child.oid = tie.conrelid
      JOIN pg_class parent ON parent.oid = tie.confrelid
      JOIN pg_namespace room ON room.oid = child.relnamespace AND room.nspname = 'public'
      JOIN pg_attribute key ON key.attrelid = child.oid AND key.attnum = tie.conkey[1]
      JOIN pg_index main ON main.indrelid = child.oid AND main.indisprimary
      JOIN pg_attribute own ON own.attrelid = child.oid AND own.attnum = main.indkey[0]
      WHERE tie.contype = 'f' AND found ? parent.relname
        AND (key.attnotnull OR (child.relname, key.attname) = ('antrag_entwurf', 'antrag_id'))
      ORDER BY child.relname, key.attname
    LOOP
      EXECUTE format('SELECT jsonb_agg(%1$I ORDER BY %1$I) FROM %2$I'
                     ' WHERE %3$I IN (SELECT each::bigint FROM jsonb_array_elements_text($1) AS each)'
                     ' AND NOT coalesce($2, ''[]'') @> to_jsonb(%1$I)', link.pk, link.child, link.fk)
      INTO fresh USING found -> link.parent, found -> link.child;
      IF fresh IS NOT NULL THEN
        found := jsonb_set(found, ARRAY[link.child], coalesce(found -> link.child, '[]') || fresh);
        grown := true;
      END IF;
    END LOOP;
  END LOOP;
  RETURN found;
END $$;
"""
DROP = "DROP FUNCTION akte_case_rows(bigint);"


class Migration(migrations.Migration):
    dependencies = [
        ("antrag", "0009_moved_to_a_newer_version"),
        ("postfach", "0005_notice_may_fail"),
        ("rechtsbehelf", "0002_what_was_filed_stays"),
        ("termin", "0001_slots_and_bookings"),
        ("zustellung", "0002_what_was_posted_stays"),
    ]
    operations = [migrations.RunSQL(CREATE, DROP)]
