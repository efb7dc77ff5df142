"""Deciding cases one after the other, without pages: each step, and the issue with sealed PDF and delivery."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.errors import BenchFailed
from bench.office import Office
from bench.town_hall import TownHall
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.datei.queries import content_of
from rathaus.core.scope.actor import Actor, Role
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import complete_task
from rathaus.core.vorgang.models import Vorgang

_STEPS = (("formell", "vollstaendig"), ("fachlich", "erledigt"))
_WARM_UP = 3
_TABLE = "CREATE TABLE IF NOT EXISTS bench_pdf (id bigint GENERATED ALWAYS AS IDENTITY, content bytea NOT NULL)"


@dataclass(slots=True)
class Times:
    """Wall and processor seconds of each act, of this process alone."""

    wall_s: list[float] = field(default_factory=list)
    cpu_s: list[float] = field(default_factory=list)

    def take[**P](self, act: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Do something and note what it took."""
        begun_at, paid = time.perf_counter(), time.process_time()
        act(*args, **kwargs)
        self.wall_s.append(time.perf_counter() - begun_at)
        self.cpu_s.append(time.process_time() - paid)


@dataclass(frozen=True, slots=True)
class Decided:
    """What deciding took.

    Args:
        first_steps: first task of each case ended, which takes the case over; loaded and saved in one transaction.
        steps: second task of each case, the same way.
        issues: Bescheide issued: decided, rendered, sealed, stored, delivered, recorded.
        raw_steps_s: locking the case, reading its tasks, and writing case and task, bare.
        raw_issues_s: storing a file of that size, bare, in a durable transaction.
        statements: of one issue.
        pdf_bytes: size of its file.
    """

    first_steps: Times
    steps: Times
    issues: Times
    raw_steps_s: Sequence[float]
    raw_issues_s: Sequence[float]
    statements: int
    pdf_bytes: int


def time_decisions(hall: TownHall, office: Office, *, count: int, url: str) -> Decided:
    """Decide so many cases.

    Args:
        hall: what the cases are about.
        office: the body that decides.
        count: how many.
        url: of the database, for what is measured bare.
    """
    hall.person_with_antraege(count + _WARM_UP, login="bench-decided")
    actor = Actor(Role.CLERK, office.clerks[0].pk, office.stelle.pk)
    with open_scope(office.scope):
        cases = list(Vorgang.objects.filter(state="open", claimed_by=None).order_by("-pk")[: count + _WARM_UP])
    steps, issues = (Times(), Times()), Times()
    drafts = [_ready(each, actor, office, steps) for each in cases]

    def issue(draft: Bescheid) -> Bescheid:
        with open_scope(office.scope):
            return issue_bescheid(actor=actor, bescheid=draft, now=timezone.now())

    with CaptureQueriesContext(connection) as captured:
        shown = issue(drafts[0])
    for draft in drafts[1:_WARM_UP]:
        issue(draft)
    for draft in drafts[_WARM_UP:]:
        issues.take(issue, draft)
    if shown.datei is None:
        raise BenchFailed("a Bescheid without a file")
    with open_scope(office.scope):
        content = content_of(shown.datei)
    raw_steps, raw_issues = _bare(cases[_WARM_UP:], content, url)
    first, second = (Times(each.wall_s[_WARM_UP:], each.cpu_s[_WARM_UP:]) for each in steps)
    return Decided(first, second, issues, raw_steps, raw_issues, len(captured), len(content))


def _ready(vorgang: Vorgang, actor: Actor, office: Office, steps: Sequence[Times]) -> Bescheid:
    """Do the tasks of a case, each for itself, then draft its Bescheid."""

    def step(key: str, outcome: str) -> None:
        with open_scope(office.scope):
            complete_task(actor=actor, vorgang=vorgang, key=key, outcome=outcome, now=timezone.now())

    for (key, outcome), times in zip(_STEPS, steps, strict=True):
        times.take(step, key, outcome)
    with open_scope(office.scope):
        chosen = Draft("bewilligung", free_text="Die Wohnung liegt im Quartier.", gebuehr_cent=3000)
        draft = draft_bescheid(actor=actor, vorgang=vorgang, draft=chosen, now=timezone.now())
        return confirm_remedy(actor=actor, bescheid=draft, now=timezone.now())


def _bare(cases: Sequence[Vorgang], content: bytes, url: str) -> tuple[list[float], list[float]]:
    """Return the seconds of bare statements: of a step for each case, and of storing a file for each."""
    steps, files = Times(), Times()
    with psycopg.connect(url, autocommit=True) as database:
        database.execute(_TABLE)
        for each in cases:
            steps.take(_bare_step, database, each.pk)
            files.take(database.execute, "INSERT INTO bench_pdf (content) VALUES (%s)", [content])
        database.execute("DROP TABLE bench_pdf")
    return steps.wall_s, files.wall_s


def _bare_step(database: psycopg.Connection, pk: int) -> None:
    with database.transaction():
        database.execute("SELECT * FROM vorgang_vorgang WHERE id = %s FOR UPDATE", [pk]).fetchall()
        tasks = database.execute("SELECT * FROM vorgang_aufgabe WHERE vorgang_id = %s", [pk]).fetchall()
        database.execute("UPDATE vorgang_aufgabe SET checklist = checklist WHERE id = %s", [tasks[0][0]])
        database.execute("UPDATE vorgang_vorgang SET due_on = due_on WHERE id = %s", [pk])
