"""Legal parameters: the numbers that a law sets, with jurisdiction, validity, status and citation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from rathaus.recht.dates import english_date, german_date
from rathaus.recht.errors import JurisdictionUnknown, ParameterIsNoNumber, ParameterUnknown
from rathaus.recht.units import ParameterUnit, Value, words_of
from rathaus.values.text import Text

FEDERAL = "federal"
EUROPE = "EU"

FALLBACK: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {FEDERAL: (FEDERAL, EUROPE), "HE": ("HE", FEDERAL, EUROPE), "SH": ("SH", FEDERAL, EUROPE), EUROPE: (EUROPE,)}
)
"""Explicit order in which jurisdictions are asked for a parameter; a Land that is missing here is refused."""


class Status(StrEnum):
    """How sure a row is: only ``draft`` is never applied; ``unverified`` is applied and shown with a banner."""

    IN_FORCE = "in_force"
    DRAFT = "draft"
    UNVERIFIED = "unverified"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True)
class ParameterVersion:
    """One row of a legal parameter. A change of law is a new row, never an update of the value.

    Args:
        key: such as ``bekanntgabe.fiction_days``.
        jurisdiction: ``federal``, ``EU`` or a Land such as ``HE``.
        value: the number, truth value or day that is applied.
        unit: one of :class:`ParameterUnit`.
        status: see :class:`Status`.
        citation: paragraph that sets it, as printed in an explanation.
        source: where the text was seen.
        source_url: its address, when it has one.
        valid_from: first local day on which it holds; None when not recorded or long-standing.
        valid_to: first local day on which it no longer holds; None when it has no end.
        verified_on: local day on which a person compared the row with its source; None while nobody did.
        alternatives: other values that are possible while the row is unverified.
        note: what a person should know before relying on it.
        confirmation: id of the confirmation that put the row in force; empty for a row as it was loaded.
    """

    key: str
    jurisdiction: str
    value: Value
    unit: str
    status: Status
    citation: str
    source: str
    source_url: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    verified_on: date | None = None
    alternatives: tuple[Value, ...] = ()
    note: str = ""
    confirmation: str = ""

    @property
    def version_id(self) -> str:
        """Return the stable id that a stored result keeps, such as ``widerspruch.term@federal/always``.

        A confirmed row ends with the id of its confirmation: ``…@HE/2026-12-01+3f2c…``.
        """
        confirmed = f"+{self.confirmation}" if self.confirmation else ""
        return f"{self.key}@{self.jurisdiction}/{self.valid_from or 'always'}{confirmed}"

    @property
    def number(self) -> Decimal:
        """Return the value as a number that may have decimals, such as a percentage.

        Raises:
            ParameterIsNoNumber: the value is a day.
        """
        if isinstance(self.value, date):
            raise ParameterIsNoNumber(key=self.key)
        return Decimal(self.value)

    @property
    def whole(self) -> int:
        """Return the value as a whole number, such as days.

        Raises:
            ParameterIsNoNumber: the value is a day or has decimals.
        """
        number = self.number
        if number != number.to_integral_value():
            raise ParameterIsNoNumber(key=self.key)
        return int(number)

    @property
    def options(self) -> tuple[Value, ...]:
        """Return the values that a person can confirm: the row's own first, then what else is possible."""
        others: tuple[Value, ...] = (True, False) if self.unit == ParameterUnit.BOOL else self.alternatives
        return (self.value, *(each for each in others if each != self.value))

    @property
    def words(self) -> Text:
        """Return the value with its unit in words, such as ``4 Tage``."""
        return words_of(self.value, self.unit)

    @property
    def other_words(self) -> tuple[Text, ...]:
        """Return the other values that are possible while the row is unverified, in words."""
        return tuple(words_of(value, self.unit) for value in self.alternatives)

    @property
    def explanation(self) -> Text:
        """Return one sentence with value, paragraph and time, which explains a result years later."""
        planned = Text("geplant: ", "planned: ") if self.status is Status.DRAFT else Text("", "")
        since, until = self._since(), self._until()
        confirmed = self._confirmed()
        return Text(
            f"{planned.de}{self.words.de} ({self.citation}{since.de}{until.de}){confirmed.de}.",
            f"{planned.en}{self.words.en} ({self.citation}{since.en}{until.en}){confirmed.en}.",
        )

    @property
    def unverified(self) -> bool:
        """Return whether every result that uses the row must show a banner."""
        return self.status is Status.UNVERIFIED

    @property
    def banners(self) -> tuple[Text, ...]:
        """Return the banner of an unverified row, or nothing."""
        if not self.unverified:
            return ()
        return (
            Text(
                f"{self.citation}: Diese Regel ist nicht am Gesetzestext geprüft. Bitte prüfen Sie das Ergebnis.",
                f"{self.citation}: This rule was not checked against the statute. Please check the result.",
            ),
        )

    def holds_on(self, day: date) -> bool:
        """Return whether the local day lies in the row's half-open validity."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    def _since(self) -> Text:
        if self.valid_from is None:
            return Text("", "")
        return Text(f", ab {german_date(self.valid_from)}", f", from {english_date(self.valid_from)}")

    def _until(self) -> Text:
        if self.valid_to is None:
            return Text("", "")
        return Text(f", nicht mehr ab {german_date(self.valid_to)}", f", no longer from {english_date(self.valid_to)}")

    def _confirmed(self) -> Text:
        if not self.confirmation or self.verified_on is None:
            return Text("", "")
        return Text(
            f", am {german_date(self.verified_on)} geprüft: {self.source}",
            f", checked on {english_date(self.verified_on)}: {self.source}",
        )


@dataclass(frozen=True, slots=True)
class Parameters:
    """A set of parameter rows that is asked by key, jurisdiction and day.

    Args:
        versions: all rows; of two that begin on the same day the later in this order goes first.
        kept: rows that a stored result rests on; they go before all others on the days on which they hold.
    """

    versions: tuple[ParameterVersion, ...]
    kept: tuple[ParameterVersion, ...] = ()
    _by_place: Mapping[tuple[str, str], tuple[ParameterVersion, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Order the rows of each key and jurisdiction: the one that begins last is asked first."""
        places: dict[tuple[str, str], list[ParameterVersion]] = {}
        for row in self.versions:
            places.setdefault((row.key, row.jurisdiction), []).insert(0, row)
        ordered = {place: tuple(sorted(rows, key=_start, reverse=True)) for place, rows in places.items()}
        object.__setattr__(self, "_by_place", MappingProxyType(ordered))

    def find(self, key: str, jurisdiction: str, day: date) -> ParameterVersion:
        """Return the row that applies: of several that hold on the day the one that began last.

        Args:
            key: key of the parameter.
            jurisdiction: ``federal``, ``EU`` or a Land; :data:`FALLBACK` says which law follows.
            day: local date Europe/Berlin of the event. It decides for everything that follows from the event: a
                period that began under a row is calculated by it to the end, even if the row ends in between.

        Raises:
            JurisdictionUnknown: no explicit fallback rule for the jurisdiction.
            ParameterUnknown: no row that is not a draft holds on the day.
        """
        order = _order(jurisdiction)
        kept = [row for row in self.kept if row.key == key and row.jurisdiction in order and row.holds_on(day)]
        if kept:
            return max(kept, key=_start)
        for place in order:
            for row in self._by_place.get((key, place), ()):
                if row.status is not Status.DRAFT and row.holds_on(day):
                    return row
        raise ParameterUnknown(key=key, jurisdiction=jurisdiction, day=day)

    def planned(self, key: str, jurisdiction: str, day: date) -> tuple[ParameterVersion, ...]:
        """Return what is announced and not law: shown beside the valid row, never applied.

        Args:
            key: key of the parameter.
            jurisdiction: whose drafts; those of the first law in :data:`FALLBACK` that has any.
            day: local date; a draft whose time has ended, or whose value became law, is left out.

        Raises:
            JurisdictionUnknown: no explicit fallback rule for the jurisdiction.
        """
        for place in _order(jurisdiction):
            rows = self._by_place.get((key, place), ())
            law = {row.value for row in rows if row.status is not Status.DRAFT}
            drafts = [row for row in rows if row.status is Status.DRAFT and row.value not in law]
            coming = tuple(row for row in drafts if row.valid_to is None or day < row.valid_to)
            if coming:
                return coming
        return ()

    def history(self, key: str, jurisdiction: str) -> tuple[ParameterVersion, ...]:
        """Return every row of a key in one jurisdiction, drafts too, the one that begins last first."""
        return self._by_place.get((key, jurisdiction), ())

    def places(self) -> tuple[tuple[str, str], ...]:
        """Return key and jurisdiction of everything that has a row, in the order of the alphabet."""
        return tuple(sorted(self._by_place))

    def version(self, version_id: str) -> ParameterVersion | None:
        """Return the row that a stored result names; None when it is not in this set."""
        key, _, rest = version_id.partition("@")
        rows = self._by_place.get((key, rest.partition("/")[0]), ())
        return next((row for row in rows if row.version_id == version_id and row.status is not Status.DRAFT), None)

    def adding(self, rows: Iterable[ParameterVersion]) -> Self:
        """Return a set with more rows; of two that begin on the same day the added one goes first."""
        return type(self)((*self.versions, *rows), self.kept)

    def keeping(self, rows: Iterable[ParameterVersion]) -> Self:
        """Return a set in which the rows of a stored result go before what was loaded or confirmed after it."""
        return type(self)(self.versions, tuple(rows))

    def replacing(self, rows: Iterable[ParameterVersion]) -> Self:
        """Return a set in which the given rows take the place of all rows with their key and jurisdiction.

        This is how the law of another time enters a calculation.
        """
        new = tuple(rows)
        replaced = {(row.key, row.jurisdiction) for row in new}
        kept = tuple(row for row in self.versions if (row.key, row.jurisdiction) not in replaced)
        return type(self)(kept + new, self.kept)


def _start(row: ParameterVersion) -> date:
    return row.valid_from or date.min


def _order(jurisdiction: str) -> tuple[str, ...]:
    if jurisdiction not in FALLBACK:
        raise JurisdictionUnknown(jurisdiction=jurisdiction)
    return FALLBACK[jurisdiction]
