"""A night of timers: very many open cases, of which a few have a timer that has run out. Needs Django to be set up.

Every case is one of the approval of a plant, the shipped service with the most timers; half of them wait for the first
check, half for opinions of others. Their timers are those that the rules of progress let run, and they come into the
database as the cases do, by one statement.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import psycopg
import yaml
from django.utils import timezone

from bench.accounting import cpu_seconds
from bench.bulk import loading
from bench.cases import ManyCases, Stages
from bench.errors import BenchFailed
from bench.office import Office
from bench.town_hall import package_folder
from rathaus.adapters.postgres.cluster import ADMIN, Cluster
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.leistung.queries import current_version, leistung_by_slug
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.jobs import fire_everything
from rathaus.core.vorgang.procedure import done_of, full_prozess, working_prozess
from rathaus.core.vorgang.rules import answer_facts
from rathaus.engine.prozess.model import Prozess
from rathaus.engine.prozess.progress import ERLEDIGT, running_timers, settle

SLUG, EXAMPLE = "anlagengenehmigung", "bewilligung.yaml"
DUE_EVERY = 50
"""Every so-manieth case has a timer that ran out yesterday, each of its timers in turn: two of a hundred cases.

That is more than an ordinary night has, in which a timer of two hundred days runs out in one of a hundred.
"""
_LONGEST_DAYS = 200

_TIMERS = """
INSERT INTO vorgang_zeitgeber (vorgang_id, stelle_id, key, effect, begun_on, due_on, ruht, paused_days, extension_reason, versions)
SELECT v.id, v.stelle_id, timer.key, timer.effect, v.opened_at::date,
  current_date + CASE WHEN d.n / %(stages)s %% %(every)s = 0 AND d.n / %(stages)s / %(every)s %% timer.places = timer.place
                      THEN -1 ELSE 1 + d.n %% %(longest)s END, timer.ruht, 0, '', '[]'
FROM vorgang_vorgang v CROSS JOIN LATERAL (SELECT right(v.aktenzeichen, 12)::int AS n) d
JOIN jsonb_to_recordset(%(timers)s::jsonb) AS timer(stage int, place int, places int, key text, effect text, ruht bool)
  ON timer.stage = d.n %% %(stages)s
WHERE v.aktenzeichen LIKE %(prefix)s
"""  # noqa: E501  # columns and their values stay beside each other
_FIRE_RAW = """
UPDATE vorgang_zeitgeber SET fired_at = now()
WHERE due_on < current_date AND fired_at IS NULL AND stopped_at IS NULL AND paused_on IS NULL
"""


@dataclass(frozen=True, slots=True)
class Night:
    """What one night took.

    Args:
        cases: open ones.
        running: timers that run in them.
        fired: how many had run out and fired.
        elapsed_s: of the job.
        cpu_s: processor time of the worker and of the database.
        scan_s: of the job of the next hour, which finds nothing.
        raw_s: of one statement by the administrator that marks the same timers, and does nothing else.
    """

    cases: int
    running: int
    fired: int
    elapsed_s: float
    cpu_s: float
    scan_s: float
    raw_s: float


class ManyTimers:
    """Open cases with timers, as many as asked for.

    Args:
        cluster: the database server.
        office: the body; has no other cases.
    """

    def __init__(self, cluster: Cluster, office: Office) -> None:
        self._url, self._cluster = cluster.url(ADMIN), cluster
        version = _version()
        prozess, answers = full_prozess(version.pk), _answers()
        facts = answer_facts(answers)
        begun = {task.key: ERLEDIGT for task in prozess.aufgaben if not task.nach}
        checked = {**begun, "formell": "vollstaendig"}
        stages = [settle(prozess, done, facts) for done in (begun, checked)]
        self._timers, self._stages = _timers(working_prozess(version.pk), stages), len(stages)
        text = json.dumps(answers, ensure_ascii=False)
        self._cases = ManyCases(office, cluster, text, prefix="NT-", are_open=True, at=Stages(version, stages))

    def fill(self, count: int) -> None:
        """Let there be so many cases, two of a hundred with a timer that has run out; once."""
        self._cases.grow(count)
        values = {
            "every": DUE_EVERY, "longest": _LONGEST_DAYS, "stages": self._stages, "prefix": "NT-%",
            "timers": json.dumps(self._timers),
        }  # fmt: skip
        with psycopg.connect(self._url, autocommit=True) as database:
            with loading(database, ["vorgang_zeitgeber"]):
                database.execute(_TIMERS, values)
            database.execute("VACUUM (ANALYZE) vorgang_zeitgeber")

    def raw_s(self) -> float:
        """Return the seconds of one statement that marks what is due, taken back at once."""
        with psycopg.connect(self._url) as database:
            begun_at = time.perf_counter()
            database.execute(_FIRE_RAW)
            took = time.perf_counter() - begun_at
            database.rollback()
        return took

    def running(self) -> int:
        """Return how many timers run."""
        with psycopg.connect(self._url) as database:
            found = database.execute("SELECT count(*) FROM vorgang_zeitgeber WHERE fired_at IS NULL").fetchone()
        return int(found[0]) if found else 0


def measure_night(cluster: Cluster, stelle: Stelle, *, cases: int, database_pid: int) -> Night:
    """Let the job of one night run over so many open cases.

    Args:
        cluster: the database server.
        stelle: a body without cases.
        cases: how many.
        database_pid: process id of the database server.

    Raises:
        BenchFailed: not exactly the timers fired that had run out.
    """
    timers = ManyTimers(cluster, Office(stelle))
    timers.fill(cases)
    running, raw_s, now = timers.running(), timers.raw_s(), timezone.now()
    paid, begun_at = time.process_time() + cpu_seconds(database_pid), time.perf_counter()
    fired = fire_everything(now=now)
    elapsed_s = time.perf_counter() - begun_at
    cpu_s = time.process_time() + cpu_seconds(database_pid) - paid
    begun_at = time.perf_counter()
    again = fire_everything(now=now + timedelta(hours=1))
    scan_s = time.perf_counter() - begun_at
    if fired != cases // DUE_EVERY or again:
        raise BenchFailed(f"{fired} timers fired and {again} an hour later, of {cases // DUE_EVERY}")
    return Night(cases, running, fired, elapsed_s, cpu_s, scan_s, raw_s)


def _version() -> LeistungVersion:
    version = current_version(leistung_by_slug(SLUG), timezone.localdate())
    if version is None:
        raise BenchFailed(f"{SLUG} is not published")
    return version


def _answers() -> Mapping[str, object]:
    example = yaml.safe_load((package_folder(SLUG) / "beispiele" / EXAMPLE).read_text(encoding="utf-8"))
    answers: Mapping[str, object] = example["antworten"]
    return answers


def _timers(prozess: Prozess, stages: list[dict[str, str]]) -> list[dict[str, object]]:
    running = [running_timers(prozess, done_of(done.items())) for done in stages]
    return [
        {
            "stage": stage,
            "place": place,
            "places": len(timers),
            "key": each.key,
            "effect": each.folge.kind.value,
            "ruht": each.ruht,
        }
        for stage, timers in enumerate(running)
        for place, each in enumerate(timers)
    ]
