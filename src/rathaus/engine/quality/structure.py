"""What stands where: empty groups, circles, elements that stand twice, choice groups, the default field."""

from collections import Counter

from rathaus.engine.quality.checks import Checks, Verdict
from rathaus.engine.quality.subject import Parent, Place
from rathaus.standards.xdatenfelder.codes import Datentyp, Schemaelementart
from rathaus.standards.xdatenfelder.model import Datenfeld, Datenfeldgruppe, Element, Stammdatenschema

ELEMENTS = Checks[Place[Element]]()
POSITIONS = Checks[Place[Element]]()
FIELDS = Checks[Place[Datenfeld]]()
#: Groups, once per id and version.
GROUPS = Checks[Place[Datenfeldgruppe]]()
SCHEMAS = Checks[Stammdatenschema]()

DEFAULT_FIELD = "F60000000001"


@GROUPS.official(1004)
def _group_holds_an_element_twice(place: Place[Datenfeldgruppe]) -> Verdict:
    return _twice(place.element)


@SCHEMAS.official(1025)
def _schema_holds_an_element_twice(schema: Stammdatenschema) -> Verdict:
    return _twice(schema)


def _twice(parent: Parent) -> str:
    counts = Counter(child.enthaelt.identifikation for child in parent.struktur if child.enthaelt.id)
    return ", ".join(found.id for found, count in counts.items() if count > 1)


@POSITIONS.official(1013)
def _is_abstract_inside(place: Place[Element]) -> Verdict:
    return place.parent is not None and place.element.schemaelementart is Schemaelementart.ABSTRAKT


@FIELDS.official(1014)
def _field_is_abstract(place: Place[Datenfeld]) -> Verdict:
    return place.element.schemaelementart is Schemaelementart.ABSTRAKT


@GROUPS.official(1023)
def _group_is_empty(place: Place[Datenfeldgruppe]) -> Verdict:
    return not place.element.struktur


@SCHEMAS.official(1078)
def _schema_is_empty(schema: Stammdatenschema) -> Verdict:
    return not schema.struktur


@POSITIONS.official(1026)
def _group_contains_itself(place: Place[Element]) -> Verdict:
    return isinstance(place.element, Datenfeldgruppe) and place.element.id in place.where.split(".")[:-1]


@GROUPS.official(1043)
def _choice_has_one_alternative(place: Place[Datenfeldgruppe]) -> Verdict:
    return place.element.art is not None and len(place.element.struktur) == 1


@GROUPS.official(1118)
def _alternative_is_not_optional(place: Place[Datenfeldgruppe]) -> Verdict:
    if place.element.art is None:
        return False
    wrong = [child for child in place.element.struktur if (child.anzahl.min, child.anzahl.max) != (0, 1)]
    return ", ".join(f"{child.enthaelt.id} {child.anzahl}" for child in wrong)


@GROUPS.official(1106)
def _group_has_one_child(place: Place[Datenfeldgruppe]) -> Verdict:
    return place.element.art is None and len(place.element.struktur) == 1


@GROUPS.official(1094)
def _default_field_among_others(place: Place[Datenfeldgruppe]) -> Verdict:
    return _holds_default_field(place.element) and len(place.element.struktur) > 1


@GROUPS.official(1095)
def _default_field_alone(place: Place[Datenfeldgruppe]) -> Verdict:
    return _holds_default_field(place.element) and len(place.element.struktur) == 1


@SCHEMAS.official(1094)
def _schema_has_the_default_field_among_others(schema: Stammdatenschema) -> Verdict:
    return _holds_default_field(schema) and len(schema.struktur) > 1


@SCHEMAS.official(1095)
def _schema_has_the_default_field_alone(schema: Stammdatenschema) -> Verdict:
    return _holds_default_field(schema) and len(schema.struktur) == 1


def _holds_default_field(parent: Parent) -> bool:
    return any(child.enthaelt.id == DEFAULT_FIELD for child in parent.struktur)


@POSITIONS.official(1139)
def _takes_few_files(place: Place[Element]) -> Verdict:
    is_file = isinstance(place.element, Datenfeld) and place.element.datentyp is Datentyp.FILE
    return is_file and place.position is not None and place.position.anzahl.max is not None
