"""What stands in the file before it is a model: codes, cardinalities, lengths and relations that a reader sets right.

Version 2.0 has other lists of states, no prefilling and its restriction as JSON, so fewer checks apply to it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from operator import methodcaller

from lxml import etree

from rathaus.engine.quality.checks import Checks, Verdict
from rathaus.engine.quality.grades import Meldung
from rathaus.engine.quality.naming import is_id
from rathaus.standards.xdatenfelder.codes import (
    AbleitungRepraesentation,
    AbleitungStruktur,
    Datentyp,
    Feldart,
    Freigabestatus,
    Gruppenart,
    Relationsart,
    Schemaelementart,
    StandardVersion,
    Vorbefuellung,
)
from rathaus.standards.xdatenfelder.ids import upgrade_id
from rathaus.standards.xdatenfelder.model import Identifikation
from rathaus.standards.xdatenfelder.stream import SchemaRefusedError, local_name, open_stream

_ELEMENTS = frozenset({"stammdatenschema", "datenfeldgruppe", "datenfeld"})
_CARDINALITY = re.compile(r"([0-9]+):([0-9]+|\*)")
_WHOLE = re.compile(r"\+?[0-9]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One complete element of the file.

    Args:
        element: as parsed.
        kind: name of the element; of the bearer for a relation.
    """

    element: etree._Element
    kind: str

    def child(self, name: str) -> etree._Element | None:
        """Return the first child of that name."""
        return next((child for child in self.element if local_name(child) == name), None)

    def text(self, name: str) -> str:
        """Return the text of a child, stripped; empty when it is missing."""
        child = self.child(name)
        return (child.text or "").strip() if child is not None else ""

    def code(self, name: str) -> str:
        """Return the code in a child; empty when it is missing."""
        child = self.child(name)
        return Part(child, name).text("code") if child is not None else ""

    def lacks(self, name: str, codes: type[StrEnum]) -> Verdict:
        """Return whether a code is missing, or else the code that is not in the list."""
        code = self.code(name)
        return True if not code else "" if code in set(codes) else code


FIELDS, FIELDS_3 = Checks[Part](), Checks[Part]()
ELEMENTS, ELEMENTS_3 = Checks[Part](), Checks[Part]()
SCHEMAS, STATES_3, GROUPS_3 = Checks[Part](), Checks[Part](), Checks[Part]()
POSITIONS, RELATIONS_3 = Checks[Part](), Checks[Part]()
PROFILES_2, PROFILES_3 = Checks[Part](), Checks[Part]()


_CODED: tuple[tuple[Checks[Part], int, str, type[StrEnum]], ...] = (
    (FIELDS, 1027, "feldart", Feldart),
    (FIELDS, 1028, "datentyp", Datentyp),
    (FIELDS_3, 1030, "vorbefuellung", Vorbefuellung),
    (ELEMENTS, 1031, "schemaelementart", Schemaelementart),
    (STATES_3, 1032, "freigabestatus", Freigabestatus),
    (SCHEMAS, 1033, "ableitungsmodifikationenStruktur", AbleitungStruktur),
    (SCHEMAS, 1034, "ableitungsmodifikationenRepraesentation", AbleitungRepraesentation),
)
for _checks, _official, _child, _list in _CODED:
    _checks.official(_official)(methodcaller("lacks", _child, _list))


@GROUPS_3.official(1042)
def _gruppenart(part: Part) -> Verdict:
    return part.child("art") is not None and part.lacks("art", Gruppenart)


@FIELDS_3.official(1045)
def _code_stands_twice(part: Part) -> Verdict:
    werte = part.child("werte")
    codes = Counter(Part(wert, "wert").text("code") for wert in (werte if werte is not None else ()))
    return ", ".join(code for code, count in codes.items() if code and count > 1)


@FIELDS_3.official(1059)
def _shortest_is_no_number(part: Part) -> Verdict:
    written = _restriction(part, "minLength")
    return "" if not written or _WHOLE.fullmatch(written) else written


@FIELDS_3.official(1060)
def _longest_is_no_number(part: Part) -> Verdict:
    written = _restriction(part, "maxLength")
    return "" if not written or (_WHOLE.fullmatch(written) and written.strip("+0")) else written


def _restriction(part: Part, name: str) -> str:
    praezisierung = part.child("praezisierung")
    return str(praezisierung.get(name, "")).strip() if praezisierung is not None else ""


@POSITIONS.official(1021)
def _has_no_cardinality(part: Part) -> Verdict:
    return part.text("anzahl") in {"", "0:0"}


@POSITIONS.official(1046)
def _cardinality_is_malformed(part: Part) -> Verdict:
    written = part.text("anzahl")
    return "" if not written or _CARDINALITY.fullmatch(written) else written


@POSITIONS.official(1047)
def _cardinality_is_reversed(part: Part) -> Verdict:
    match = _CARDINALITY.fullmatch(part.text("anzahl"))
    return match[0] if match and match[2] != "*" and _number(match[1]) > _number(match[2]) else ""


def _number(digits: str) -> tuple[int, str]:
    """Return what sorts like the number; a hostile file may hold more digits than ``int`` takes."""
    significant = digits.lstrip("0")
    return len(significant), significant


def _target(part: Part) -> str:
    objekt = part.child("objekt")
    return Part(objekt, "objekt").text("id") if objekt is not None else ""


@RELATIONS_3.official(1029)
def _relation_is_of_no_kind(part: Part) -> Verdict:
    return part.lacks("praedikat", Relationsart)


@RELATIONS_3.official(1039)
def _id_of_a_relation_is_malformed(part: Part) -> Verdict:
    target = _target(part)
    return target if target and not is_id(target, "SFGD") else ""


@RELATIONS_3.official(1087)
def _relation_leads_astray(part: Part) -> Verdict:
    target, allowed = _target(part), {"stammdatenschema": "S", "dokumentsteckbrief": "D"}.get(part.kind, "FG")
    return target if is_id(target, "SFGD") and target[0] not in allowed else ""


@RELATIONS_3.official(1088)
def _relation_is_for_profiles_only(part: Part) -> Verdict:
    return part.code("praedikat") == Relationsart.VERKNUEPFT and part.kind != "dokumentsteckbrief"


@RELATIONS_3.official(1091)
def _relation_leads_nowhere(part: Part) -> Verdict:
    return not _target(part)


@PROFILES_2.official(1008)
def _profile_has_no_basis(part: Part) -> Verdict:
    return not part.text("bezug")


@PROFILES_3.official(1092)
def _is_abstract_or_not(part: Part) -> Verdict:
    written = part.text("istAbstrakt")
    return written not in {"true", "false", "1", "0"} and (written or True)


_BOTH = {
    "stammdatenschema": (SCHEMAS,),
    "datenfeldgruppe": (ELEMENTS,),
    "datenfeld": (ELEMENTS, FIELDS),
    "struktur": (POSITIONS,),
}
_TABLES = {
    StandardVersion.V2: {**_BOTH, "dokumentensteckbrief": (PROFILES_2,), "dokumentsteckbrief": (PROFILES_2,)},
    StandardVersion.V3: {
        **_BOTH,
        "stammdatenschema": (SCHEMAS, STATES_3),
        "datenfeldgruppe": (ELEMENTS, STATES_3, GROUPS_3),
        "datenfeld": (ELEMENTS, STATES_3, FIELDS, FIELDS_3),
        "dokumentsteckbrief": (STATES_3, PROFILES_3),
    },
}


def check_written(data: bytes) -> Iterator[Meldung]:
    """Yield what is wrong in a file as it is written; nothing when the file cannot be read as a whole.

    Args:
        data: XML bytes in the encoding that they declare.
    """
    try:
        root, events = open_stream(data)
        scan = _Scan(root.version)
        for phase, name, element in events:
            yield from scan.take(phase, name, element)
    except SchemaRefusedError:
        return


class _Scan:
    """Follows the path through the file and empties what was looked at."""

    def __init__(self, version: StandardVersion) -> None:
        self._version = version
        self._open: list[tuple[etree._Element, str, str]] = []
        self._inside: str = ""

    def take(self, phase: str, name: str, element: etree._Element) -> Iterator[Meldung]:
        """Take one event."""
        if phase == "start" and name in _ELEMENTS:
            self._open.append((element, name, ""))
        elif phase == "end" and name == "identifikation":
            self._note_id(element)
        elif phase == "end" and name == "relation" and self._version is StandardVersion.V3:
            yield from RELATIONS_3.apply(Part(element, self._bearer(element)), self._path())
        elif phase == "end":
            yield from self._check(name, element)

    def _note_id(self, element: etree._Element) -> None:
        if self._open and element.getparent() is self._open[-1][0]:
            bearer, name, _ = self._open.pop()
            written = Identifikation(Part(element, name).text("id"))
            found = upgrade_id(written) if self._version is StandardVersion.V2 else written
            self._open.append((bearer, name, found.id))

    def _bearer(self, element: etree._Element) -> str:
        parent = element.getparent()
        return local_name(parent) if parent is not None else ""

    def _check(self, name: str, element: etree._Element) -> Iterator[Meldung]:
        tables = _TABLES[self._version].get(name, ())
        if name.endswith("steckbrief") and self._open:
            tables = ()  # only the name of the profile that a schema is assigned to
        where = self._path()
        if name == "struktur":
            where = ".".join(part for part in (where, self._inside) if part)
        for table in tables:
            yield from table.apply(Part(element, name), where)
        if name in _ELEMENTS:
            self._inside = self._open.pop()[2]
        if name in _ELEMENTS or name in {"struktur", "regel"}:
            element.clear()

    def _path(self) -> str:
        """Return the path key of the innermost open element; the id of the schema at its top."""
        path = ".".join(found or "?" for _, name, found in self._open if name != "stammdatenschema")
        return path or next((found for _, _, found in self._open), "")
