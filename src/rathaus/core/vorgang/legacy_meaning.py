"""What the cells of a table of running cases mean at one body: its services, places and colleagues."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from rathaus.core.antrag.legacy import beginning_of
from rathaus.core.leistung.models import Leistung, LeistungVersion
from rathaus.core.leistung.queries import current_version, offer, uebernahmen_of
from rathaus.core.stelle.models import Mitgliedschaft, Stelle
from rathaus.core.stelle.place_search import find_places
from rathaus.core.vorgang.legacy_findings import LegacyFinding, Wrong, finding
from rathaus.core.vorgang.legacy_rules import CLERK, LEISTUNG, PLACE, LegacyLine

_MOST_HITS = 5


@dataclass(frozen=True, slots=True)
class Meant:
    """A line that can be taken over.

    Args:
        line: as it was read.
        version: the version of today, whose procedure the case follows.
        place: the municipality that it is about.
        clerk_id: Konto of who works on it; None for nobody.
    """

    line: LegacyLine
    version: LeistungVersion
    place: Stelle
    clerk_id: int | None

    @property
    def complete_at(self) -> datetime | None:
        """Since when every document is there; None where nobody says so."""
        return None if self.line.complete_on is None else beginning_of(self.line.complete_on)


class Office:
    """One body on one day; its scope must be open."""

    def __init__(self, stelle: Stelle, today: date) -> None:
        self._stelle, self._today = stelle, today
        self._versions: dict[str, LeistungVersion | None] = {}
        self._places: dict[tuple[int, str], Stelle | None] = {}
        self._clerks = self._read_clerks()
        self._offered = self._read_offered()

    def understand(self, line: LegacyLine) -> Meant | None:
        """Return what a line means; None where :meth:`findings` says what is wrong."""
        version = self._version(line.cell(LEISTUNG))
        place = None if version is None else self._place(version.leistung, line.cell(PLACE))
        if version is None or place is None:
            return None
        return Meant(line, version, place, self._clerks.get(_fold(line.cell(CLERK))))

    def findings(self, line: int, cells: Mapping[str, str]) -> Iterator[LegacyFinding]:
        """Yield what this body cannot do with the cells of a line, whatever else is wrong in it."""
        version, clerk = self._version(cells.get(LEISTUNG, "")), _fold(cells.get(CLERK, ""))
        if version is None:
            yield finding(Wrong.NOT_OFFERED, line=line, column=LEISTUNG)
        elif self._place(version.leistung, cells.get(PLACE, "")) is None:
            yield finding(Wrong.NO_PLACE, line=line, column=PLACE)
        if clerk and self._clerks.get(clerk) is None:
            yield finding(Wrong.NO_CLERK, line=line, column=CLERK)

    def _read_clerks(self) -> dict[str, int | None]:
        """Return who works on cases, by name; None for a name that two of them have."""
        roles = (Mitgliedschaft.Role.CLERK, Mitgliedschaft.Role.LEAD)
        held = Mitgliedschaft.objects.filter(stelle=self._stelle, role__in=roles)
        found: dict[str, int | None] = {}
        for row in held.exclude(valid_to__lte=self._today):
            name = _fold(row.display_name)
            found[name] = row.konto_id if found.get(name, row.konto_id) == row.konto_id else None
        return found

    def _read_offered(self) -> dict[str, Leistung | None]:
        """Return what the body offers, by slug and key; None for a key that two of them have."""
        rows = [row.leistung for row in uebernahmen_of(self._stelle).select_related("leistung")]
        found: dict[str, Leistung | None] = {}
        for row in rows:
            found[row.schluessel] = None if row.schluessel in found else row
        return found | {row.slug: row for row in rows}

    def _version(self, typed: str) -> LeistungVersion | None:
        key = typed.casefold()
        if key not in self._versions:
            leistung = self._offered.get(key)
            self._versions[key] = None if leistung is None else self._current(leistung)
        return self._versions[key]

    def _current(self, leistung: Leistung) -> LeistungVersion | None:
        version = current_version(leistung, self._today)
        if version is not None:
            version.leistung = leistung
        return version

    def _place(self, leistung: Leistung, typed: str) -> Stelle | None:
        """Return the place for which this body is competent; None where there is none, or more than one."""
        key = (leistung.pk, typed)
        if key not in self._places:
            hits = find_places(typed, limit=_MOST_HITS, day=self._today) if typed else []
            meant = [hit.stelle for hit in ([hit for hit in hits if hit.exact] or hits)] if typed else [self._stelle]
            fitting = [each for each in meant if self._is_competent(leistung, each)]
            self._places[key] = fitting[0] if len(fitting) == 1 else None
        return self._places[key]

    def _is_competent(self, leistung: Leistung, place: Stelle) -> bool:
        found = offer(leistung, place=place, day=self._today)
        return found.stelle is not None and found.stelle.pk == self._stelle.pk


def _fold(name: str) -> str:
    return " ".join(name.casefold().split())
