"""Fields: whether kind, data type, list, restriction and content belong together."""

from rathaus.engine.quality.checks import Checks, Verdict
from rathaus.engine.quality.subject import Place
from rathaus.standards.xdatenfelder.codes import Datentyp, Feldart
from rathaus.standards.xdatenfelder.model import Datenfeld, Praezisierung

FIELDS = Checks[Place[Datenfeld]]()

TEXTS = frozenset({Datentyp.TEXT, Datentyp.TEXT_LATIN})
_NUMBERS = frozenset({Datentyp.NUM, Datentyp.NUM_INT, Datentyp.NUM_CURRENCY})
_MOMENTS = frozenset({Datentyp.DATE, Datentyp.TIME, Datentyp.DATETIME})
_OPAQUE = frozenset({Datentyp.FILE, Datentyp.OBJ})


def limits_of(field: Datenfeld) -> Praezisierung:
    """Return the restriction of a field, an empty one when it has none."""
    return field.praezisierung or Praezisierung()


def _has_length(field: Datenfeld) -> bool:
    return (limits_of(field).min_length, limits_of(field).max_length) != (None, None)


def _has_range(field: Datenfeld) -> bool:
    return (limits_of(field).min_value, limits_of(field).max_value) != (None, None)


@FIELDS.official(1011)
def _select_is_no_text(place: Place[Datenfeld]) -> Verdict:
    return place.element.feldart is Feldart.SELECT and place.element.datentyp is not Datentyp.TEXT


@FIELDS.official(1012)
def _select_or_label_has_a_length(place: Place[Datenfeld]) -> Verdict:
    field = place.element
    return field.feldart in {Feldart.SELECT, Feldart.LABEL} and field.datentyp in TEXTS and _has_length(field)


@FIELDS.official(1015)
def _length_without_text(place: Place[Datenfeld]) -> Verdict:
    return place.element.datentyp not in TEXTS and _has_length(place.element)


@FIELDS.official(1016)
def _range_without_order(place: Place[Datenfeld]) -> Verdict:
    return place.element.datentyp not in _NUMBERS | _MOMENTS and _has_range(place.element)


@FIELDS.official(1017)
def _list_without_select(place: Place[Datenfeld]) -> Verdict:
    field = place.element
    return field.feldart is not Feldart.SELECT and (bool(field.werte) or field.codeliste_referenz is not None)


@FIELDS.official(1018)
def _select_without_one_list(place: Place[Datenfeld]) -> Verdict:
    field = place.element
    return field.feldart is Feldart.SELECT and bool(field.werte) == (field.codeliste_referenz is not None)


@FIELDS.official(1056)
def _size_without_file(place: Place[Datenfeld]) -> Verdict:
    return place.element.datentyp is not Datentyp.FILE and place.element.max_size is not None


@FIELDS.official(1057)
def _media_type_without_file(place: Place[Datenfeld]) -> Verdict:
    return place.element.datentyp is not Datentyp.FILE and bool(place.element.media_type)


@FIELDS.official(1090)
def _label_is_no_text(place: Place[Datenfeld]) -> Verdict:
    field = place.element
    return field.feldart is Feldart.LABEL and field.datentyp not in TEXTS | {Datentyp.OBJ}


@FIELDS.official(1100)
def _opaque_with_content(place: Place[Datenfeld]) -> Verdict:
    return place.element.datentyp in _OPAQUE and bool(place.element.inhalt)


@FIELDS.official(1102)
def _text_without_lengths(place: Place[Datenfeld]) -> Verdict:
    field, limits = place.element, limits_of(place.element)
    is_asked = field.feldart is Feldart.INPUT and field.datentyp in TEXTS
    return is_asked and None in {limits.min_length, limits.max_length}


@FIELDS.official(1103)
def _number_without_range(place: Place[Datenfeld]) -> Verdict:
    field = place.element
    is_asked = field.feldart is Feldart.INPUT and field.datentyp in _NUMBERS | {Datentyp.DATE}
    return is_asked and not _has_range(field)


@FIELDS.official(1109)
def _label_without_text(place: Place[Datenfeld]) -> Verdict:
    return place.element.feldart is Feldart.LABEL and not place.element.inhalt


@FIELDS.official(1120)
def _opaque_with_pattern(place: Place[Datenfeld]) -> Verdict:
    return place.element.datentyp in _OPAQUE and bool(limits_of(place.element).pattern)
