"""Names, ids and texts: whether they are there, well formed and of bearable length."""

import re
from collections.abc import Iterator

from rathaus.engine.quality.checks import Checks, Verdict
from rathaus.engine.quality.latin import strangers
from rathaus.engine.quality.subject import Described, Place
from rathaus.standards.xdatenfelder.model import (
    AllgemeineAngaben,
    Datenfeld,
    Datenfeldgruppe,
    Element,
    Regel,
    Stammdatenschema,
)

#: Everything that has an id.
DESCRIBED = Checks[Described]()
#: Groups and fields, once per id and version.
ELEMENTS = Checks[Place[Element]]()
#: Fields, once per id and version.
FIELDS = Checks[Place[Datenfeld]]()
SCHEMAS = Checks[Stammdatenschema]()

_LETTERS = ((Stammdatenschema, "S"), (Datenfeldgruppe, "G"), (Datenfeld, "F"), (Regel, "R"))

#: attribute of the model → name in the standard and recommended length in characters.
#: Source: list of lengths in the official stylesheet of the quality report, QS-DF 1.20.
_TEXTS = {
    "name": ("name", 255),
    "versionshinweis": ("versionshinweis", 255),
    "definition": ("definition", 5000),
    "beschreibung": ("beschreibung", 5000),
    "status_gesetzt_durch": ("statusGesetztDurch", 255),
    "bezeichnung": ("bezeichnung", 255),
    "bezeichnung_eingabe": ("bezeichnungEingabe", 255),
    "bezeichnung_ausgabe": ("bezeichnungAusgabe", 255),
    "hilfetext": ("hilfetext", 500),
    "hilfetext_eingabe": ("hilfetextEingabe", 500),
    "hilfetext_ausgabe": ("hilfetextAusgabe", 500),
    "inhalt": ("inhalt", 5000),
    "freitext_regel": ("freitextRegel", 5000),
    "fachlicher_ersteller": ("fachlicherErsteller", 255),
}
_LONGEST_BEZUG, _LONGEST_STICHWORT, _LONGEST_URI = 255, 500, 255
_LONGEST_PATTERN, _LONGEST_CODE, _LONGEST_WERT, _LONGEST_HELP = 500, 20, 255, 500


@DESCRIBED.official(1002)
def _has_no_name(described: Described) -> Verdict:
    return not described.it.name


@DESCRIBED.official(1038)
def _has_no_id(described: Described) -> Verdict:
    return not described.it.identifikation.id


@DESCRIBED.official(1039)
def _id_is_malformed(described: Described) -> Verdict:
    letter = next((letter for kind, letter in _LETTERS if isinstance(described.it, kind)), "D")
    written = described.it.identifikation.id
    return "" if not written or is_id(written, letter) else written


def is_id(written: str, letters: str) -> bool:
    """Return whether an id is one of these letters and eleven digits."""
    return re.fullmatch(rf"[{letters}][0-9]{{11}}", written) is not None


@DESCRIBED.official(1131)
def _text_is_not_latin(described: Described) -> Verdict:
    found = {name: strangers(text) for name, text, _ in _texts(described)}
    return "; ".join(f"{name}: {' '.join(characters)}" for name, characters in found.items() if characters)


@DESCRIBED.official(1136)
def _text_is_too_long(described: Described) -> Verdict:
    return _too_long((*_texts(described), *_keywords(described)))


def _too_long(texts: tuple[tuple[str, str, int], ...]) -> Verdict:
    return ", ".join(f"{name}: {len(text)} > {longest}" for name, text, longest in texts if len(text) > longest)


def _texts(described: Described) -> Iterator[tuple[str, str, int]]:
    """Yield name in the standard, text and recommended length."""
    for attribute, (name, longest) in _TEXTS.items():
        yield name, getattr(described.it, attribute, ""), longest
    for bezug in described.bezug:
        yield "bezug", bezug.text, _LONGEST_BEZUG


def _keywords(described: Described) -> Iterator[tuple[str, str, int]]:
    for stichwort in described.it.stichwort:
        yield "stichwort", stichwort.text, _LONGEST_STICHWORT


@DESCRIBED.official(1137)
def _uri_of_a_keyword_is_too_long(described: Described) -> Verdict:
    return _too_long(tuple(("uri", stichwort.uri or "", _LONGEST_URI) for stichwort in described.it.stichwort))


@DESCRIBED.official(1117)
def _has_no_author(described: Described) -> Verdict:
    return not author_of(described.it)


def author_of(it: AllgemeineAngaben | Regel) -> str:
    """Return the expert author, which version 3 calls "status set by" except for rules."""
    return it.fachlicher_ersteller if isinstance(it, Regel) else it.status_gesetzt_durch


@SCHEMAS.official(1050)
def _schema_has_no_title(schema: Stammdatenschema) -> Verdict:
    return not schema.bezeichnung


@SCHEMAS.official(1098)
def _schema_explains_its_title_by_itself(schema: Stammdatenschema) -> Verdict:
    return bool(schema.hilfetext) and schema.hilfetext == schema.bezeichnung


@ELEMENTS.official(1009)
def _has_no_question(place: Place[Element]) -> Verdict:
    return not place.element.bezeichnung_eingabe


@ELEMENTS.official(1010)
def _has_no_output_label(place: Place[Element]) -> Verdict:
    return not place.element.bezeichnung_ausgabe


@ELEMENTS.official(1098)
def _help_repeats_the_question(place: Place[Element]) -> Verdict:
    it = place.element
    pairs = ((it.hilfetext_eingabe, it.bezeichnung_eingabe), (it.hilfetext_ausgabe, it.bezeichnung_ausgabe))
    return any(text and text == label for text, label in pairs)


@ELEMENTS.official(1099)
def _help_repeats_the_name(place: Place[Element]) -> Verdict:
    it = place.element
    return any(text and text == it.name for text in (it.hilfetext_eingabe, it.hilfetext_ausgabe))


@FIELDS.official(1099)
def _help_of_an_entry_repeats_its_name(place: Place[Datenfeld]) -> Verdict:
    return ", ".join(wert.code for wert in place.element.werte if wert.hilfe and wert.hilfe == wert.name)


@FIELDS.official(1136)
def _value_is_too_long(place: Place[Datenfeld]) -> Verdict:
    limits = place.element.praezisierung
    pattern = (limits.pattern or "") if limits is not None else ""
    entries = (
        text
        for wert in place.element.werte
        for text in (
            ("code", wert.code, _LONGEST_CODE),
            ("name", wert.name, _LONGEST_WERT),
            ("hilfe", wert.hilfe, _LONGEST_HELP),
        )
    )
    return _too_long((("pattern", pattern, _LONGEST_PATTERN), *entries))


@FIELDS.official(1137)
def _uri_of_a_list_is_too_long(place: Place[Datenfeld]) -> Verdict:
    reference = place.element.codeliste_referenz
    if reference is None:
        return False
    named = {
        "canonicalIdentification": reference.canonical_identification,
        "canonicalVersionUri": reference.canonical_version_uri,
    }
    return _too_long(tuple((name, uri or "", _LONGEST_URI) for name, uri in named.items()))
