"""The face: everything that can be said about a file of XDatenfelder, or about a schema that was read already."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from rathaus.engine.quality import fields, limits, lint, lists, naming, origin, profiles, rules, structure, written
from rathaus.engine.quality.checks import Checks
from rathaus.engine.quality.grades import Grade, Meldung
from rathaus.engine.quality.subject import Described, Place, RulePlace, Survey, places_of, reachable_ids
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.xdatenfelder.codes import StandardVersion
from rathaus.standards.xdatenfelder.model import (
    AllgemeineAngaben,
    Bezug,
    Content,
    Datenfeld,
    Datenfeldgruppe,
    Dokumentsteckbrief,
    Element,
    Regel,
    Stammdatenschema,
)
from rathaus.standards.xdatenfelder.read import read_message
from rathaus.values.findings import Finding, Severity

MAX_PER_CODE = 500
"""Places per code that are kept, so that a hostile file cannot fill the memory with them."""

DESCRIBED = (naming.DESCRIBED, origin.DESCRIBED)
SCHEMAS = (naming.SCHEMAS, origin.SCHEMAS, structure.SCHEMAS, profiles.SCHEMAS)
PROFILES = (profiles.PROFILES,)
ELEMENTS = (naming.ELEMENTS, origin.ELEMENTS)
POSITIONS = (origin.POSITIONS, structure.POSITIONS, lint.POSITIONS)
GROUPS = (structure.GROUPS,)
FIELDS = (naming.FIELDS, structure.FIELDS, fields.FIELDS, limits.FIELDS, lists.FIELDS, lint.FIELDS)

#: Findings of the reader that a check says by its official number.
SAID_BY_CHECKS = frozenset(
    {"XDF-011", "XDF-012", "XDF-015", "XDF-016", "XDF-017", "XDF-020", "XDF-021", "XDF-022", "XDF-023", "XDF-024"}
    | {"XDF-028", "XDF-030", "XDF-031", "XDF-032", "XDF-033"}
)
#: What version 2.0 cannot say: a schema has no profile there, and a status no date.
NOT_IN_VERSION_2 = frozenset({"FIM-1007", "FIM-1096", "FIM-1097", "FIM-1124", "FIM-1142", "FIM-1143", "FIM-1144"})
_GRADE_OF_READER = MappingProxyType(
    {Severity.ERROR: Grade.KRITISCH, Severity.WARNING: Grade.WARNUNG, Severity.HINT: Grade.HINWEIS}
)

type _Root = Stammdatenschema | Dokumentsteckbrief | Datenfeldgruppe | Datenfeld


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in a file.

    Args:
        content: what the file carries; None when it cannot be read at all.
        meldungen: gravest first, then by code, then in the order of the file.
    """

    content: Content | None
    meldungen: tuple[Meldung, ...]

    @property
    def is_sound(self) -> bool:
        """Return whether nothing critical was found."""
        return all(meldung.grade is not Grade.KRITISCH for meldung in self.meldungen)


def examine(data: bytes, *, codelists: Mapping[str, Codelist] | None = None) -> Report:
    """Examine a file; whatever the bytes hold, the answer is a report, never an exception.

    Args:
        data: XML bytes of message 0101 to 0104, version 3.0.0 or 2.0; of other messages only what the reader says.
        codelists: the lists at hand by their version URN; a check that needs another one is not run.
    """
    result = read_message(data)
    if result.content is None:
        return Report(None, tuple(as_meldung(each) for each in result.findings))
    reader = (as_meldung(each) for each in result.findings if each.code not in SAID_BY_CHECKS)
    model = check_content(result.content, codelists=codelists)
    unsayable = NOT_IN_VERSION_2 if result.version is StandardVersion.V2 else frozenset()
    found = (*reader, *written.check_written(data), *(each for each in model if each.code not in unsayable))
    return Report(result.content, in_order(found))


def as_meldung(finding: Finding) -> Meldung:
    """Return a finding of the reader or the compiler as a Meldung."""
    return Meldung(finding.code, _GRADE_OF_READER[finding.severity], finding.where, finding.what, finding.remedy)


def in_order(found: Iterable[Meldung]) -> tuple[Meldung, ...]:
    """Return each Meldung once, gravest first, then by code, then as found; at most :data:`MAX_PER_CODE` of a code."""
    grades = list(Grade)
    kept: dict[str, dict[str, Meldung]] = {}
    for meldung in found:
        places = kept.setdefault(meldung.code, {})
        if len(places) < MAX_PER_CODE:
            places.setdefault(meldung.where, meldung)
    each = (meldung for places in kept.values() for meldung in places.values())
    return tuple(sorted(each, key=lambda meldung: (grades.index(meldung.grade), meldung.code)))


def check_content(content: Content, *, codelists: Mapping[str, Codelist] | None = None) -> tuple[Meldung, ...]:
    """Check what was read: a schema, a group, a field or a document profile; of anything else nothing is known.

    What is wrong with an element is said once, at its first place; what is wrong with its use, once per parent.
    """
    if not isinstance(content, Stammdatenschema | Dokumentsteckbrief | Datenfeldgruppe | Datenfeld):
        return ()
    return _Examination(Survey(content, codelists or {})).of(content)


class _Examination:
    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._found: dict[object, Meldung] = {}

    def of(self, content: _Root) -> tuple[Meldung, ...]:
        """Check everything from the root down."""
        places = list(self._places(content))
        for place in places:
            self._survey.note(place.element)
        if isinstance(content, Stammdatenschema | Dokumentsteckbrief):
            self._note_root(content)
        for place in places:
            self._note_place(place)
        return tuple(self._found.values())

    def _places(self, content: _Root) -> Iterator[Place[Element]]:
        if isinstance(content, Datenfeld | Datenfeldgruppe):
            yield Place(content.id, content, self._survey)
        if isinstance(content, Stammdatenschema | Datenfeldgruppe):
            yield from places_of(content, self._survey)

    def _note_root(self, root: Stammdatenschema | Dokumentsteckbrief) -> None:
        self._note_described(root, root.id, root.bezug)
        if isinstance(root, Stammdatenschema):
            self._note(SCHEMAS, root, where=root.id, key=root.identifikation)
            self._note_rules(root, root.id)
            for question in lint.questions_of(root):
                self._note((lint.QUESTIONS,), question, where=question.where, key=question.where)
        else:
            self._note(PROFILES, root, where=root.id, key=root.identifikation)

    def _note_place(self, place: Place[Element]) -> None:
        element, where, key = place.element, place.where, place.element.identifikation
        basis = place.position.bezug if place.position is not None else ()
        self._note_described(element, where, (*element.bezug, *basis))
        self._note(ELEMENTS, place, where=where, key=key)
        parent = place.parent.identifikation if place.parent is not None else None
        self._note(POSITIONS, place, where=where, key=(parent, key))
        if isinstance(element, Datenfeldgruppe):
            self._note(GROUPS, cast("Place[Datenfeldgruppe]", place), where=where, key=key)
        else:
            self._note(FIELDS, cast("Place[Datenfeld]", place), where=where, key=key)
        self._note_rules(element, where)

    def _note_rules(self, bearer: Stammdatenschema | Element, path: str) -> None:
        reachable = reachable_ids(bearer) if bearer.regel else frozenset()
        for rule in bearer.regel:
            where = f"{path} {rule.identifikation.id}".strip()
            self._note_described(rule, where, rule.bezug, bearer=bearer.identifikation)
            place = RulePlace(where, rule, reachable)
            self._note((rules.RULES,), place, where=where, key=(bearer.identifikation, rule.identifikation))

    def _note_described(
        self, it: AllgemeineAngaben | Regel, where: str, bezug: tuple[Bezug, ...], *, bearer: object = None
    ) -> None:
        self._note(DESCRIBED, Described(it, bezug), where=where, key=(bearer, it.identifikation))

    def _note[S](self, tables: Iterable[Checks[S]], subject: S, *, where: str, key: object) -> None:
        for table in tables:
            for meldung in table.apply(subject, where):
                self._found.setdefault((meldung.code, key), meldung)
