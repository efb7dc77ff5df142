"""Very many cases of one body, made in the database by one statement for each size. Needs Django to be set up.

The rows come past the actions, by the database's administrator and without its triggers: a million submissions would
take hours. They are complete for what lists show: Antrag, Vorgang, the words of the search, and the tasks of every case
that is being worked on or was decided within a month. Six of a hundred are being worked on; the others were decided
within eight years.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bench.bulk import loading
from bench.office import Office
from rathaus.adapters.postgres.cluster import ADMIN, Cluster
from rathaus.core.kennzahl.actions import count_months
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.leistung.queries import compiled
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.rules import fold_name
from rathaus.core.vorgang.inbox import InboxFilter, inbox
from rathaus.core.vorgang.models import Vorgang
from rathaus.engine.prozess.model import AufgabeKind
from rathaus.engine.prozess.progress import ERLEDIGT

_FIRST = ("Amira", "Björn", "Chiara", "Deniz", "Elif", "Frank", "Gökhan", "Hanna", "Ida", "Jürgen", "Kübra", "Lena")
_LAST = ("Abel", "Böhm", "Çelik", "Dietz", "Ernst", "Fuchs", "Groß", "Heß", "Imhof", "Jäger", "König", "Lorenz")
_OPEN_SHARE = 0.05
"""Share of the cases that are open, as the statement below draws it."""
_WORDS = "arbeitskorb_searchword"
_TABLES = ("antrag_antrag", "vorgang_vorgang", "vorgang_aufgabe", _WORDS)
_TIDY = f"VACUUM (ANALYZE) {', '.join(_TABLES)}"
"""As the database does by itself within minutes: what was stored years ago has been tidied up."""

_ANSWERS = "CREATE TEMPORARY TABLE bench_answers ON COMMIT DROP AS SELECT %(answers)s::jsonb AS answers"
"""Compressed once, not with every row."""

_INSERT = """
WITH drawn AS MATERIALIZED (
  SELECT n, random() * %(fates)s AS fate, random() AS age, gen_random_uuid() AS public_id, nextval(%(sequence)s::regclass) AS antrag_id,
         (%(versions)s::bigint[])[1 + n %% %(kinds)s] AS version_id, (%(services)s::bigint[])[1 + n %% %(kinds)s] AS leistung_id,
         (%(names)s::text[])[1 + (random() * 1e6)::int %% %(people)s] AS applicant,
         %(prefix)s || lpad(n::text, 12, '0') AS reference, (random() * 1e6)::int AS draw
  FROM generate_series(%(first)s::int, %(last)s::int) n
), dated AS MATERIALIZED (
  SELECT *, CASE WHEN fate < 0.05 THEN 'open' WHEN fate < 0.06 THEN 'waiting' WHEN fate < 0.25 THEN 'decided' ELSE 'closed' END AS state,
         CASE WHEN fate < 0.06 THEN now() - age * interval '60 days' ELSE now() - interval '10 days' - age * interval '8 years' END AS at
  FROM drawn
), new_antrag AS (
  INSERT INTO antrag_antrag (id, public_id, reference, version_id, stelle_id, place_id, konto_id, secret_hash, applicant, answers,
    revision, suspended_norms, incomplete, language, channel, status, submitted_at, expected_on, decided_at)
  SELECT antrag_id, public_id, reference, version_id, %(stelle)s, %(stelle)s, NULL, md5(n::text) || md5(reference), applicant,
    (SELECT answers FROM bench_answers), 1, '[]', '[]', 'de', 'online',
    CASE state WHEN 'open' THEN 'in_progress' WHEN 'waiting' THEN 'waiting' ELSE 'decided' END, at, (at + interval '14 days')::date,
    CASE WHEN fate < 0.06 THEN NULL ELSE at + interval '9 days' END FROM dated
), new_vorgang AS (
  INSERT INTO vorgang_vorgang (id, public_id, antrag_id, stelle_id, leistung_id, aktenzeichen, search_text, state, gebuehr_cent,
    claimed_by_id, due_on, question_id, result, opened_at, released_at, answered_at, withdrawn_at, decided_on, closed_at)
  SELECT nextval(%(vorgang_sequence)s::regclass), gen_random_uuid(), antrag_id, %(stelle)s, leistung_id, reference,
    (%(folded)s::jsonb ->> applicant) || ' ' || lower(reference) || ' ' || lower(replace(reference, '-', '')), state, 3000,
    CASE WHEN draw %% 4 = 0 AND state = 'open' THEN NULL ELSE (%(clerks)s::bigint[])[1 + draw %% %(desks)s] END,
    (at + interval '14 days')::date, CASE WHEN state = 'waiting' THEN gen_random_uuid() END,
    CASE WHEN fate < 0.06 THEN '' ELSE 'bewilligung' END, at, NULL,
    CASE WHEN state = 'open' AND draw %% 10 = 1 THEN at + interval '3 days' END, NULL,
    CASE WHEN fate < 0.06 THEN NULL ELSE (at + interval '9 days')::date END,
    CASE WHEN state = 'closed' THEN at + interval '40 days' END FROM dated
  RETURNING id, antrag_id, state, opened_at, decided_on
)
INSERT INTO vorgang_aufgabe (vorgang_id, stelle_id, key, position, outcome, checklist, due_on, done_at, done_by_id)
SELECT v.id, %(stelle)s, task.key, task.position, CASE WHEN task.is_done OR v.decided_on IS NOT NULL THEN task.outcome ELSE '' END, '[]',
  NULL, CASE WHEN task.is_done OR v.decided_on IS NOT NULL THEN v.opened_at END, NULL
FROM new_vorgang v JOIN dated d ON d.antrag_id = v.antrag_id
JOIN jsonb_to_recordset(%(tasks)s::jsonb) AS task(version_id bigint, stage int, key text, position int, outcome text, is_done bool)
  ON task.version_id = d.version_id AND task.stage = d.n %% %(stages)s
WHERE v.decided_on IS NULL OR v.decided_on > current_date - 30
"""  # noqa: E501  # columns and their values stay beside each other


_INSERT_WORDS = f"""
INSERT INTO {_WORDS} (stelle_id, vorgang_id, word, is_running)
SELECT DISTINCT v.stelle_id, v.id, said.word, v.state IN ('open', 'waiting') FROM vorgang_vorgang v
CROSS JOIN LATERAL (
  SELECT regexp_split_to_table(v.search_text, ' ') AS word
  UNION ALL SELECT 'hube' || v.id UNION ALL SELECT 'wort' || (v.id * each %% 9973) FROM generate_series(1, 3) AS each
) said
WHERE v.stelle_id = %(stelle)s
  AND v.aktenzeichen >= %(prefix)s || lpad(%(first)s::text, 12, '0')
  AND v.aktenzeichen <= %(prefix)s || lpad(%(last)s::text, 12, '0')
"""
"""For each case its name, its reference, a plate of its own and three words that one case in 3,300 shares."""


@dataclass(frozen=True, slots=True)
class Stages:
    """How far cases of one service have come.

    Args:
        version: of the service.
        done: for each stage, key of task → outcome.
    """

    version: LeistungVersion
    done: Sequence[Mapping[str, str]]


class ManyCases:
    """The cases of one body, as many as asked for.

    Args:
        office: the body; has no other cases.
        cluster: the database server.
        answers: what each Antrag holds.
        prefix: begins every reference; each body has one of its own.
        are_open: whether nobody has decided any of them.
        at: what has been done in them, dealt out in turn; None for cases of several services that have just begun.
    """

    def __init__(
        self,
        office: Office,
        cluster: Cluster,
        answers: str,
        *,
        prefix: str = "BE-",
        are_open: bool = False,
        at: Stages | None = None,
    ) -> None:
        self._office, self._url, self._answers = office, cluster.url(ADMIN), answers
        self._prefix, self._fates = prefix, _OPEN_SHARE if are_open else 1.0
        first = LeistungVersion.objects.filter(state="published").order_by("pk")[:4]
        self._versions = [at.version] if at else list(first)
        self._tasks = _tasks_at(at) if at else _tasks(self._versions)
        self._stages = len(at.done) if at else 1
        self._count = 0

    def grow(self, count: int) -> None:
        """Let the body have so many cases."""
        names = [f"{first} {last}" for first in _FIRST for last in _LAST]
        values = {
            "prefix": self._prefix, "fates": self._fates,
            "first": self._count + 1, "last": count, "stelle": self._office.stelle.pk, "answers": self._answers,
            "sequence": "antrag_antrag_id_seq", "vorgang_sequence": "vorgang_vorgang_id_seq",
            "versions": [each.pk for each in self._versions], "kinds": len(self._versions),
            "services": [each.leistung_id for each in self._versions],
            "names": names, "people": len(names), "folded": json.dumps({name: fold_name(name) for name in names}),
            "clerks": [clerk.pk for clerk in self._office.clerks], "desks": len(self._office.clerks),
            "tasks": json.dumps(self._tasks), "stages": self._stages,
        }  # fmt: skip
        with psycopg.connect(self._url, autocommit=True) as database:
            with loading(database, _TABLES):
                database.execute("SELECT setseed(0.7)")
                database.execute(_ANSWERS, values)
                database.execute(_INSERT, values)
                database.execute(_INSERT_WORDS, values)
            database.execute(_TIDY)
        self._count = count

    def clerk_cookies(self) -> dict[str, str]:
        """Return the cookies of a clerk of the body."""
        return self._office.sign_in()

    def pages(self, most: int) -> list[str]:
        """Return the addresses of some cases that are being worked on."""
        with open_scope(self._office.scope):
            rows = Vorgang.objects.filter(stelle=self._office.stelle, state="open").order_by("due_on")
            return [reverse("amt:vorgang", args=[each]) for each in rows.values_list("public_id", flat=True)[:most]]

    def searches(self) -> list[dict[str, str]]:
        """Return the cookies of clerks who have each looked for something else, as people do."""
        middle = self._count // 2
        typed = ("Lorenz", "Jürgen Kö", f"hube{middle}", f"{self._prefix}{middle:012d}", "wort17 Abel", "Ch")
        return [self._office.sign_in(amt_suche=each) for each in typed]

    def count_months(self) -> None:
        """Count the months that are over, as the night does."""
        with open_scope(self._office.scope):
            count_months(actor=SYSTEM_ACTOR, stelle_id=self._office.stelle.pk, today=timezone.localdate())

    def statements(self) -> int:
        """Return how many statements the first page of the inbox takes."""
        stelle_ids, today = self._office.scope.stellen, timezone.localdate()
        filters = InboxFilter(konto_id=self._office.clerks[0].pk)
        with open_scope(self._office.scope):
            inbox(stelle_ids=stelle_ids, filters=filters, today=today)  # what a process keeps is read once
            with CaptureQueriesContext(connection) as captured:
                inbox(stelle_ids=stelle_ids, filters=filters, today=today)
        return len(captured)


def _tasks(versions: Sequence[LeistungVersion]) -> list[dict[str, object]]:
    return [
        {
            "version_id": version.pk,
            "stage": 0,
            "key": task.key,
            "position": position,
            "outcome": task.choices[0].key if task.choices else ERLEDIGT,
            "is_done": task.kind is AufgabeKind.EMPFANGEN,
        }
        for version in versions
        for position, task in enumerate(compiled(version.pk).prozess.aufgaben)
    ]


def _tasks_at(at: Stages) -> list[dict[str, object]]:
    return [
        {
            "version_id": at.version.pk,
            "stage": stage,
            "key": task.key,
            "position": position,
            "outcome": done.get(task.key, ""),
            "is_done": task.key in done,
        }
        for stage, done in enumerate(at.done)
        for position, task in enumerate(compiled(at.version.pk).prozess.aufgaben)
    ]
