"""Many cases at once, with the few columns that figures are made of."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from rathaus.core.antrag.models import Antrag
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.rules import State
from tests.cast import NOW, TODAY

BERLIN = ZoneInfo("Europe/Berlin")
SLUGS = ("bewohnerparkausweis", "unterhaltsvorschuss")
_numbers = count(1)


@dataclass(frozen=True)
class Made:
    """One case as a test wants it; days are local."""

    came_at: datetime
    slug: str = SLUGS[0]
    complete_at: datetime | None = None
    decided_on: date | None = None
    is_withdrawn: bool = False
    due_on: date = TODAY

    @property
    def came_on(self) -> date:
        return self.came_at.astimezone(BERLIN).date()

    @property
    def state(self) -> State:
        return State.OPEN if self.decided_on is None else State.DECIDED


def at(day: date, hour: int = 12) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def decided(days: int, *, on: date = date(2026, 10, 20), slug: str = SLUGS[0]) -> Made:
    """Return a case that was decided on a day after so many days."""
    return Made(at(on - timedelta(days=days)), slug, decided_on=on)


def some_cases(seed: int, number: int = 120) -> list[Made]:
    """Return cases at random over two years, some of them around midnight at the turn of a month."""
    chance = random.Random(seed)  # a sample that can be repeated
    return [_one(chance) for _ in range(number)]


def _one(chance: random.Random) -> Made:
    came_at = NOW - timedelta(minutes=chance.randrange(730 * 24 * 60))
    if chance.random() < 0.2:
        came_at = datetime.combine(came_at.date().replace(day=1), time(22, 30), UTC) - timedelta(
            days=1, hours=chance.randrange(2)
        )
    complete_at = came_at + timedelta(hours=chance.randrange(400)) if chance.random() < 0.7 else None
    begun = (complete_at or came_at).astimezone(BERLIN).date()
    decided_on = min(begun + timedelta(days=int(chance.expovariate(0.05))), TODAY) if chance.random() < 0.8 else None
    return Made(
        came_at,
        chance.choice(SLUGS),
        complete_at if complete_at is None or complete_at <= NOW else None,
        decided_on,
        is_withdrawn=chance.random() < 0.1,
        due_on=TODAY + timedelta(days=chance.randrange(-5, 5)),
    )


def store(stelle: Stelle, cases: Iterable[Made]) -> list[Vorgang]:
    """Store cases of a body, whose scope must be open."""
    versions = {row.leistung.slug: row for row in LeistungVersion.objects.select_related("leistung")}
    made = list(cases)
    antraege = Antrag.objects.bulk_create(_antrag(stelle, versions[each.slug], each) for each in made)
    pairs: Sequence[tuple[Antrag, Made]] = list(zip(antraege, made, strict=True))
    return Vorgang.objects.bulk_create(_vorgang(stelle, antrag, each) for antrag, each in pairs)


def _antrag(stelle: Stelle, version: LeistungVersion, made: Made) -> Antrag:
    return Antrag(
        reference=f"T-{next(_numbers):08d}", version=version, stelle=stelle, place=stelle, secret_hash="0" * 64,
        answers={}, submitted_at=made.came_at, expected_on=made.due_on,
    )  # fmt: skip


def _vorgang(stelle: Stelle, antrag: Antrag, made: Made) -> Vorgang:
    return Vorgang(
        antrag=antrag, stelle=stelle, leistung_id=antrag.version.leistung_id, aktenzeichen=antrag.reference,
        search_text="", state=made.state, result="x" if made.decided_on else "", due_on=made.due_on,
        opened_at=made.came_at, complete_at=made.complete_at, decided_on=made.decided_on,
        withdrawn_at=NOW if made.is_withdrawn else None,
    )  # fmt: skip
