"""A case is deleted by the database itself: the application's role may not, and the guards of the tables yield to it.

`akte_erase` runs with the rights of the owner of the tables. So it checks itself whose case it is, that it is closed,
not held, not disputed and paid for, that the period which the body has confirmed was over on the day of the proof, that the
archive is decided upon, and that a proof was begun which names who deletes it. Row policies hold for it too: it opens
them for all rows of the case and closes them again.

The setting alone opens no guard: whoever sets it must also be the owner of the function, which the application is not.
"""

from django.db import migrations

IS_ERASING = """
CREATE FUNCTION akte_is_erasing() RETURNS boolean LANGUAGE sql STABLE AS $$
SELECT CASE WHEN current_setting('rathaus.erasing', true) = 'on' THEN current_user = (
  SELECT pg_get_userbyid(proowner) FROM pg_proc WHERE oid = to_regprocedure('public.akte_erase(bigint)')
) ELSE false END
$$;
"""

ERASE = """
CREATE FUNCTION akte_erase(case_antrag bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
  before text[] := ARRAY[coalesce(current_setting('rathaus.stellen', true), ''),
                         coalesce(current_setting('rathaus.konto', true), ''),
                         coalesce(current_setting('rathaus.secrets', true), '')];
  target record;
  proof record;
  chain record;
  link record;
  owned jsonb;
  named bigint[];
  files bigint[] := '{}';
  deleted jsonb := '{}';
  reached bigint;
BEGIN
  SELECT vorgang.id, vorgang.state, vorgang.stelle_id, vorgang.leistung_id,
         (vorgang.closed_at AT TIME ZONE 'Europe/Berlin')::date AS closed_on,
         antrag.public_id, antrag.konto_id, antrag.secret_hash
  INTO target FROM vorgang_vorgang vorgang JOIN antrag_antrag antrag ON antrag.id = vorgang.antrag_id
  WHERE vorgang.antrag_id = case_antrag AND vorgang.stelle_id = ANY (scope_stellen()) FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'there is no such case in the open scope' USING ERRCODE = 'insufficient_privilege';
  END IF;
  SELECT * INTO proof FROM akte_loeschnachweis
  WHERE antrag_id = target.public_id AND stelle_id = target.stelle_id AND last_seq IS NULL;
  IF NOT FOUND OR target.state <> 'closed'
     OR proof.years IS DISTINCT FROM (
        SELECT years FROM akte_aufbewahrungsfrist
        WHERE leistung_id = target.leistung_id AND stelle_id = ANY (scope_stellen()) ORDER BY id DESC LIMIT 1)
     OR proof.kept_until <> make_date(extract(year FROM target.closed_on)::int + proof.years, 12, 31)
     OR (proof.deleted_at AT TIME ZONE 'Europe/Berlin')::date <= proof.kept_until
     OR EXISTS (SELECT FROM akte_loeschsperre WHERE vorgang_id = target.id AND lifted_at IS NULL)
     OR EXISTS (SELECT FROM rechtsbehelf_rechtsbehelf WHERE antrag_id = case_antrag AND ended_at IS NULL)
     OR EXISTS (SELECT FROM zahlung_forderung WHERE antrag_id = target.public_id AND open_cent <> 0)
     OR coalesce((SELECT step FROM akte_aussonderung WHERE vorgang_id = target.id ORDER BY id DESC LIMIT 1), '')
        NOT IN ('taken', 'refused', 'waived') THEN
    RAISE EXCEPTION 'this case must not be deleted' USING ERRCODE = 'restrict_violation';
  END IF;

  PERFORM set_config('rathaus.stellen', (SELECT string_agg(id::text, ',') FROM stelle_stelle), true),
          set_config('rathaus.konto', coalesce(target.konto_id::text, ''), true),
          set_config('rathaus.secrets', target.secret_hash, true),
          set_config('rathaus.erasing', 'on', true);
  SET CONSTRAINTS ALL DEFERRED;
  SELECT jsonb_object_agg(key, value) INTO owned FROM jsonb_each(akte_case_rows(case_antrag))
  WHERE key NOT LIKE 'zahlung\\_%';

  -- files: those that a row of the case holds by key, and those of the body that its answers and letters name
  FOR link IN SELECT * FROM akte_links() WHERE parent = 'datei_datei' AND owned ? child LOOP
    EXECUTE format('SELECT array_agg(%1$I) FROM %2$I WHERE %1$I IS NOT NULL AND %3$I = ANY ($1)',
                   link.fk, link.child, link.pk)
    INTO named USING akte_keys(owned, link.child);
    files := files || coalesce(named, '{}');
  END LOOP;
  FOR link IN SELECT key AS child, akte_primary_key(key) AS pk FROM jsonb_object_keys(owned) AS key LOOP
    EXECUTE format(
      'SELECT array_agg(datei.id) FROM %1$I each,'
      ' LATERAL (SELECT jsonb_path_query(to_jsonb(each), ''$.**.datei'') #>> ''{}'''
      '          UNION SELECT jsonb_path_query(to_jsonb(each), ''$.files[*]'') #>> ''{}'''
      '          UNION SELECT jsonb_path_query(to_jsonb(each), ''$.documents[*]'') #>> ''{}'') AS says(public_id)'
      ' JOIN datei_datei datei ON datei.public_id::text = says.public_id'
      ' WHERE each.%2$I = ANY ($1) AND datei.stelle_id = $2', link.child, link.pk)
    INTO named USING akte_keys(owned, link.child), target.stelle_id;
    files := files || coalesce(named, '{}');
  END LOOP;
  FOR link IN SELECT * FROM akte_links() WHERE parent = 'datei_datei' AND child <> 'datei_dateiinhalt' LOOP
    EXECUTE format('SELECT array_agg(each) FROM unnest($1) AS each WHERE NOT EXISTS ('
                   'SELECT FROM %1$I WHERE %2$I = each AND NOT %3$I = ANY ($2))', link.child, link.fk, link.pk)
    INTO named USING files, akte_keys(owned, link.child);
    files := coalesce(named, '{}');
  END LOOP;

  -- what points here from outside, such as a later Antrag that this one led to, points nowhere
  FOR link IN SELECT * FROM akte_links() WHERE owned ? parent AND NOT is_required AND child NOT LIKE 'zahlung\\_%' LOOP
    EXECUTE format('UPDATE %1$I SET %2$I = NULL WHERE %2$I = ANY ($1) AND NOT %3$I = ANY ($2)',
                   link.child, link.fk, link.pk)
    USING akte_keys(owned, link.parent), akte_keys(owned, link.child);
  END LOOP;

  FOR link IN SELECT key AS child, akte_primary_key(key) AS pk FROM jsonb_object_keys(owned) AS key LOOP
    EXECUTE format('DELETE FROM %I WHERE %I = ANY ($1)', link.child, link.pk) USING akte_keys(owned, link.child);
    GET DIAGNOSTICS reached = ROW_COUNT;
    IF reached <> jsonb_array_length(owned -> link.child) THEN
      RAISE EXCEPTION 'rows of % were not reached', link.child USING ERRCODE = 'restrict_violation';
    END IF;
    deleted := deleted || jsonb_build_object(link.child, reached);
  END LOOP;
  DELETE FROM datei_dateiinhalt WHERE datei_id = ANY (files);
  GET DIAGNOSTICS reached = ROW_COUNT;
  deleted := deleted || jsonb_build_object('datei_dateiinhalt', reached);
  DELETE FROM datei_datei WHERE id = ANY (files);
  GET DIAGNOSTICS reached = ROW_COUNT;
  deleted := deleted || jsonb_build_object('datei_datei', reached);

  -- the chain keeps its hashes and loses its facts, and nobody outside the office is tied to it any more
  SELECT id, head_seq, head_hash INTO STRICT chain FROM protokoll_kette
  WHERE subject_kind = 'antrag' AND subject_id = target.public_id FOR UPDATE;
  UPDATE protokoll_record SET payload = NULL, salt = NULL, konto_id = NULL, secret_hash = '' WHERE kette_id = chain.id;
  GET DIAGNOSTICS reached = ROW_COUNT;
  UPDATE protokoll_kette SET konto_id = NULL, secret_hash = '' WHERE id = chain.id;
  deleted := deleted || jsonb_build_object('protokoll_record', reached);
  UPDATE akte_loeschnachweis SET counts = deleted, last_seq = chain.head_seq, last_hash = chain.head_hash
  WHERE id = proof.id;
  SET CONSTRAINTS ALL IMMEDIATE;
  SET CONSTRAINTS ALL DEFERRED;
  PERFORM set_config('rathaus.erasing', '', true), set_config('rathaus.stellen', before[1], true),
          set_config('rathaus.konto', before[2], true), set_config('rathaus.secrets', before[3], true);
END $$;
"""

READING = """
CREATE FUNCTION akte_keys(found jsonb, source text) RETURNS bigint[] LANGUAGE sql IMMUTABLE AS $$
SELECT coalesce(array_agg(each::bigint), '{}') FROM jsonb_array_elements_text(coalesce(found -> source, '[]')) AS each
$$;
CREATE FUNCTION akte_primary_key(source text) RETURNS name LANGUAGE sql STABLE AS $$
SELECT own.attname FROM pg_index main
JOIN pg_attribute own ON own.attrelid = main.indrelid AND own.attnum = main.indkey[0]
WHERE main.indisprimary AND main.indrelid = format('public.%I', source)::regclass
$$;
CREATE FUNCTION akte_links() RETURNS TABLE (child name, pk name, fk name, parent name, is_required boolean)
LANGUAGE sql STABLE AS $$
SELECT child.relname, own.attname, key.attname, parent.relname, key.attnotnull
FROM pg_constraint tie
JOIN pg_class child ON child.oid = tie.conrelid
JOIN pg_class parent ON parent.oid = tie.confrelid
JOIN pg_attribute key ON key.attrelid = child.oid AND key.attnum = tie.conkey[1]
JOIN pg_index main ON main.indrelid = child.oid AND main.indisprimary
JOIN pg_attribute own ON own.attrelid = child.oid AND own.attnum = main.indkey[0]
WHERE tie.contype = 'f' AND child.relnamespace = 'public'::regnamespace
$$;
"""

KEEP_PROOF = """
CREATE FUNCTION akte_refuse_other_proof() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.last_seq IS NULL AND NEW.last_hash IS NULL AND NEW.counts = '{}' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the proof of a deletion is written by the deletion' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER akte_loeschnachweis_stays BEFORE INSERT OR UPDATE OR DELETE ON akte_loeschnachweis
FOR EACH ROW WHEN (NOT akte_is_erasing()) EXECUTE FUNCTION akte_refuse_other_proof();
"""

CREATE = IS_ERASING + READING + ERASE + KEEP_PROOF
DROP = """
DROP TRIGGER akte_loeschnachweis_stays ON akte_loeschnachweis;
DROP FUNCTION akte_refuse_other_proof();
DROP FUNCTION akte_erase(bigint);
DROP FUNCTION akte_links();
DROP FUNCTION akte_primary_key(text);
DROP FUNCTION akte_keys(jsonb, text);
DROP FUNCTION akte_is_erasing();
"""

GUARDS = (
    ("akte_loeschsperre_stays", "UPDATE OR DELETE", "akte_loeschsperre", "akte_refuse_other_hold", ""),
    ("antrag_frozen", "UPDATE OR DELETE", "antrag_antrag", "antrag_refuse_change", ""),
    ("bescheid_issued_undeletable", "DELETE", "bescheid_bescheid", "bescheid_refuse_change", "OLD.state = 'issued'"),
    ("nachweis_unchangeable", "UPDATE OR DELETE", "bescheid_nachweis", "nachweis_refuse_change", ""),
    ("postfach_nachricht_undeletable", "DELETE", "postfach_nachricht", "postfach_refuse_change", ""),
    ("protokoll_record_append_only", "UPDATE OR DELETE", "protokoll_record", "protokoll_refuse_change", ""),
    (
        "protokoll_kette_keeps_its_subject", "UPDATE OR DELETE", "protokoll_kette", "protokoll_refuse_other_subject",
        "",
    ),
    ("rechtsbehelf_unchangeable", "UPDATE OR DELETE", "rechtsbehelf_rechtsbehelf", "rechtsbehelf_refuse_change", ""),
    (
        "widerspruchsbescheid_unchangeable", "UPDATE OR DELETE", "rechtsbehelf_widerspruchsbescheid",
        "widerspruchsbescheid_refuse_change", "OLD.issued_at IS NOT NULL",
    ),
    ("vorgang_pause_stays", "UPDATE OR DELETE", "vorgang_pause", "vorgang_refuse_pause", ""),
)  # fmt: skip
"""Trigger, events, table, function, condition of each guard that refuses to let rows of a case go."""


def _guard(name: str, events: str, table: str, function: str, *conditions: str) -> str:
    holds = " AND ".join(each for each in conditions if each)
    when = f"WHEN ({holds}) " if holds else ""
    return (
        f"DROP TRIGGER {name} ON {table}; CREATE TRIGGER {name} BEFORE {events} ON {table}"
        f" FOR EACH ROW {when}EXECUTE FUNCTION {function}();"
    )


YIELD = "".join(_guard(*guard, "NOT akte_is_erasing()") for guard in GUARDS)
STAND = "".join(_guard(*guard) for guard in GUARDS)


class Migration(migrations.Migration):
    dependencies = [
        ("akte", "0005_proofs"),
        ("antrag", "0013_origin_is_frozen"),
        ("bescheid", "0006_certificates_stay"),
        ("datei", "0003_uploads_in_parts"),
        ("postfach", "0004_announced_by_retrieval"),
        ("protokoll", "0003_chains_stay"),
        ("rechtsbehelf", "0002_what_was_filed_stays"),
        ("vorgang", "0003_pauses_and_hearings"),
        ("zahlung", "0006_direct_debits"),
    ]
    operations = [migrations.RunSQL(CREATE, DROP), migrations.RunSQL(YIELD, STAND)]
