"""Value lists and code lists: identifiers, versions, entries and columns."""

import re
from collections import Counter
from collections.abc import Iterable

from rathaus.engine.formular.dates import is_date
from rathaus.engine.quality.checks import Checks, Verdict
from rathaus.engine.quality.subject import Place
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.xdatenfelder.codes import Feldart
from rathaus.standards.xdatenfelder.model import CodelisteReferenz, Datenfeld

FIELDS = Checks[Place[Datenfeld]]()

#: Source: RFC 8141, and RFC 2141 before it.
_URN = re.compile(r"urn:[A-Za-z0-9][A-Za-z0-9-]{0,31}:(?:[A-Za-z0-9()+,\-.:=@;$_!*']|%[0-9A-Fa-f]{2})+")


def _identifier(place: Place[Datenfeld]) -> str:
    reference = place.element.codeliste_referenz
    return (reference.canonical_identification or "") if reference is not None else ""


@FIELDS.official(1040)
def _list_has_no_identifier(place: Place[Datenfeld]) -> Verdict:
    return place.element.codeliste_referenz is not None and not _identifier(place)


@FIELDS.official(1005)
def _identifier_is_no_urn(place: Place[Datenfeld]) -> Verdict:
    return "" if _identifier(place).startswith("urn:") else _identifier(place)


@FIELDS.official(1048)
def _urn_is_malformed(place: Place[Datenfeld]) -> Verdict:
    urn = _identifier(place)
    return urn if urn.startswith("urn:") and not _URN.fullmatch(urn) else ""


@FIELDS.official(1037)
def _list_in_several_versions(place: Place[Datenfeld]) -> Verdict:
    found = place.survey.list_versions.get(_identifier(place), set())
    return ", ".join(version or "–" for version in sorted(found)) if len(found) > 1 else ""


@FIELDS.official(1105)
def _version_is_no_date(place: Place[Datenfeld]) -> Verdict:
    reference = place.element.codeliste_referenz or CodelisteReferenz()
    version = reference.version or ""
    return "" if not version or is_date(version) else version


def _list_at_hand(place: Place[Datenfeld]) -> Codelist | None:
    return place.survey.codelist(place.element.codeliste_referenz)


def _entries(place: Place[Datenfeld]) -> tuple[tuple[str, str], ...]:
    """Return code and name of the inline entries, or of the code list if it is at hand."""
    field, codelist = place.element, _list_at_hand(place)
    if field.werte or codelist is None:
        return tuple((wert.code, wert.name) for wert in field.werte)
    return codelist.entries(code_key=field.code_key, name_key=field.name_key)


def _repeated(texts: Iterable[str]) -> str:
    return ", ".join(text for text, count in Counter(texts).items() if count > 1)


@FIELDS.official(1044)
def _list_has_one_entry(place: Place[Datenfeld]) -> Verdict:
    return len(_entries(place)) == 1


@FIELDS.official(1045)
def _code_stands_twice(place: Place[Datenfeld]) -> Verdict:
    return _repeated(code for code, _ in _entries(place))


@FIELDS.official(1093)
def _name_stands_twice(place: Place[Datenfeld]) -> Verdict:
    return _repeated(name for _, name in _entries(place))


@FIELDS.official(1076)
def _content_is_no_code_of_the_code_list(place: Place[Datenfeld]) -> Verdict:
    return "" if place.element.werte or _list_at_hand(place) is None else _unknown_content(place)


@FIELDS.official(1085)
def _content_is_no_code_of_the_value_list(place: Place[Datenfeld]) -> Verdict:
    return _unknown_content(place) if place.element.werte else ""


def _unknown_content(place: Place[Datenfeld]) -> str:
    inhalt, is_select = place.element.inhalt, place.element.feldart is Feldart.SELECT
    return inhalt if is_select and inhalt not in {code for code, _ in _entries(place)} else ""


def _columns(field: Datenfeld) -> tuple[str, ...]:
    return tuple(column for column in (field.code_key, field.name_key, field.help_key) if column)


@FIELDS.official(1058)
def _columns_without_list(place: Place[Datenfeld]) -> Verdict:
    return bool(_columns(place.element)) and place.element.codeliste_referenz is None


@FIELDS.official(1122)
def _column_is_unknown(place: Place[Datenfeld]) -> Verdict:
    codelist = _list_at_hand(place)
    if codelist is None:
        return False
    return ", ".join(column for column in _columns(place.element) if codelist.column_for(column) is None)
