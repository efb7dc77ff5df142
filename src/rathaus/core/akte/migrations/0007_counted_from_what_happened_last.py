"""The period of a case counts from what happened last, and the archive gets all of it before the rest is deleted.

`akte_settled_on` and `akte_is_unserved` say it for the list, for the pages and for `akte_erase`. They read the chain of the
case: the decision on a remedy may lie at another authority, its service stands in the chain that both write.
"""

from importlib import import_module

from django.db import migrations, models

BEFORE = import_module("rathaus.core.akte.migrations.0006_deletion").ERASE

SETTLED = """
CREATE FUNCTION akte_settled_on(case_antrag bigint) RETURNS date LANGUAGE sql STABLE AS $$
SELECT greatest(
  (vorgang.closed_at AT TIME ZONE 'Europe/Berlin')::date,
  (SELECT max(greatest((issued_at AT TIME ZONE 'Europe/Berlin')::date, announced_on)) FROM bescheid_bescheid
   WHERE antrag_id = case_antrag),
  (SELECT max((ended_at AT TIME ZONE 'Europe/Berlin')::date) FROM rechtsbehelf_rechtsbehelf
   WHERE antrag_id = case_antrag),
  (SELECT max((payload ->> 'until')::date) FROM protokoll_record
   JOIN protokoll_kette kette ON kette.id = kette_id
   WHERE subject_kind = 'antrag' AND subject_id = antrag.public_id AND act = 'rechtsbehelf.served'))
FROM vorgang_vorgang vorgang JOIN antrag_antrag antrag ON antrag.id = vorgang.antrag_id
WHERE vorgang.antrag_id = case_antrag AND vorgang.closed_at IS NOT NULL
$$;
CREATE FUNCTION akte_is_unserved(case_antrag bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
SELECT EXISTS (
  SELECT FROM rechtsbehelf_rechtsbehelf remedy JOIN antrag_antrag antrag ON antrag.id = remedy.antrag_id
  WHERE remedy.antrag_id = case_antrag AND (remedy."end" = 'partial' OR remedy."end" = 'rejected')
    AND NOT EXISTS (
      SELECT FROM protokoll_record JOIN protokoll_kette kette ON kette.id = kette_id
      WHERE subject_kind = 'antrag' AND subject_id = antrag.public_id AND act = 'rechtsbehelf.served'
        AND payload ->> 'rechtsbehelf' = remedy.number))
$$;
"""
UNSETTLED = """
DROP FUNCTION akte_is_unserved(bigint);
DROP FUNCTION akte_settled_on(bigint);
"""


def _replaced(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


AFTER = _replaced(
    BEFORE,
    {
        "CREATE FUNCTION": "CREATE OR REPLACE FUNCTION",
        "(vorgang.closed_at AT TIME ZONE 'Europe/Berlin')::date AS closed_on": "akte_settled_on(case_antrag) AS settled_on",
        "extract(year FROM target.closed_on)": "extract(year FROM target.settled_on)",
        "AND ended_at IS NULL)\n     OR EXISTS (SELECT FROM zahlung_forderung WHERE antrag_id = target.public_id AND open_cent <> 0)": """AND ended_at IS NULL)
     OR akte_is_unserved(case_antrag)
     OR EXISTS (SELECT FROM bescheid_bescheid WHERE vorgang_id = target.id AND state = 'draft')
     OR EXISTS (SELECT FROM beteiligung_beteiligung
                WHERE vorgang_id = target.id AND answered_at IS NULL AND ended_at IS NULL)
     OR EXISTS (SELECT FROM beteiligung_auslegung WHERE vorgang_id = target.id AND ended_at IS NULL)
     OR EXISTS (SELECT FROM zahlung_forderung forderung WHERE antrag_id = target.public_id
                AND (open_cent <> 0 OR EXISTS (SELECT FROM zahlung_zahlungsvorgang
                                               WHERE forderung_id = forderung.id AND ended_at IS NULL)))
     OR 'taken' = (SELECT step FROM akte_aussonderung WHERE vorgang_id = target.id ORDER BY id DESC LIMIT 1)
        AND EXISTS (SELECT FROM protokoll_record JOIN protokoll_kette kette ON kette.id = kette_id
                    WHERE subject_kind = 'antrag' AND subject_id = target.public_id AND act NOT LIKE 'akte.%'
                      AND seq > coalesce((SELECT chain_seq FROM akte_aussonderung
                                          WHERE vorgang_id = target.id AND step = 'offered'
                                          ORDER BY id DESC LIMIT 1), 0))""",
    },
)


class Migration(migrations.Migration):
    dependencies = [
        ("akte", "0006_deletion"),
        ("beteiligung", "0001_opinions_and_displays"),
        ("zahlung", "0006_direct_debits"),
    ]
    operations = [
        migrations.AddField("aussonderung", "chain_seq", models.PositiveIntegerField(null=True)),
        migrations.AddField("loeschnachweis", "settled_on", models.DateField(null=True)),
        migrations.RunSQL(SETTLED, UNSETTLED),
        migrations.RunSQL(AFTER, BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")),
    ]
