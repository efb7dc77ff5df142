"""Where an element comes from: legal bases, status, author, versions and publication."""

import re

from rathaus.engine.quality.checks import Checks, Verdict
from rathaus.engine.quality.naming import author_of
from rathaus.engine.quality.subject import Described, Place
from rathaus.standards.xdatenfelder.codes import Freigabestatus, Schemaelementart
from rathaus.standards.xdatenfelder.model import (
    AllgemeineAngaben,
    Datenfeldgruppe,
    Element,
    Stammdatenschema,
)

DESCRIBED = Checks[Described]()
ELEMENTS = Checks[Place[Element]]()
#: Groups and fields, once per parent.
POSITIONS = Checks[Place[Element]]()
SCHEMAS = Checks[Stammdatenschema]()

_HARMONISED, _NORM_BOUND = Schemaelementart.HARMONISIERT, Schemaelementart.RECHTSNORMGEBUNDEN
_BEFORE_DRAFT = frozenset({Freigabestatus.IN_PLANUNG, Freigabestatus.IN_BEARBEITUNG})
_AT_LEAST_DRAFT = frozenset(Freigabestatus) - _BEFORE_DRAFT - {Freigabestatus.VORGESEHEN_ZUM_LOESCHEN}
_KIT = "60"
_KIT_AUTHORS = frozenset({"FIM-Baustein Datenfelder", "FIM Baustein Datenfelder"})
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+\.[A-Za-z]{2,}(:\d+)?([/?#]\S*)?")


@ELEMENTS.official(1006)
def _norm_bound_without_basis(place: Place[Element]) -> Verdict:
    return place.element.schemaelementart is _NORM_BOUND and not place.element.bezug


@ELEMENTS.official(1101)
def _harmonised_without_basis(place: Place[Element]) -> Verdict:
    return place.element.schemaelementart is _HARMONISED and not place.element.bezug


@POSITIONS.official(1022)
def _use_without_basis(place: Place[Element]) -> Verdict:
    parent, position = place.parent, place.position
    within_norm = isinstance(parent, Datenfeldgruppe) and parent.schemaelementart is _NORM_BOUND
    borrowed = place.element.schemaelementart in {Schemaelementart.ABSTRAKT, _HARMONISED}
    return within_norm and borrowed and position is not None and not position.bezug


@SCHEMAS.official(1051)
def _schema_without_basis(schema: Stammdatenschema) -> Verdict:
    return not schema.bezug


@DESCRIBED.official(1132)
def _several_bases_in_one(described: Described) -> Verdict:
    return "; ".join(bezug.text for bezug in described.bezug if bezug.text.count("§") > 1)


@DESCRIBED.official(1133)
def _link_is_no_address(described: Described) -> Verdict:
    return ", ".join(bezug.link for bezug in described.bezug if bezug.link and not _ADDRESS.fullmatch(bezug.link))


@ELEMENTS.official(1003)
def _in_several_versions(place: Place[Element]) -> Verdict:
    found = place.survey.versions[place.element.id]
    return ", ".join(version or "–" for version in sorted(found)) if len(found) > 1 else False


@ELEMENTS.official(1116)
def _is_inactive(place: Place[Element]) -> Verdict:
    return place.element.freigabestatus is Freigabestatus.INAKTIV


@ELEMENTS.official(1127)
def _unpublished_in_a_published_schema(place: Place[Element]) -> Verdict:
    return _is_published(place.survey.root, Stammdatenschema) and place.element.veroeffentlichungsdatum is None


@POSITIONS.official(1128)
def _unpublished_in_a_published_group(place: Place[Element]) -> Verdict:
    return _is_published(place.parent, Datenfeldgruppe) and place.element.veroeffentlichungsdatum is None


@ELEMENTS.official(1129)
def _no_draft_in_a_published_schema(place: Place[Element]) -> Verdict:
    return _is_published(place.survey.root, Stammdatenschema) and place.element.freigabestatus in _BEFORE_DRAFT


@POSITIONS.official(1130)
def _no_draft_in_a_published_group(place: Place[Element]) -> Verdict:
    return _is_published(place.parent, Datenfeldgruppe) and place.element.freigabestatus in _BEFORE_DRAFT


def _is_published(it: AllgemeineAngaben | None, kind: type[AllgemeineAngaben]) -> bool:
    return isinstance(it, kind) and it.veroeffentlichungsdatum is not None


@ELEMENTS.official(1134)
def _fixed_version_in_a_working_copy(place: Place[Element]) -> Verdict:
    root, element = place.survey.root, place.element
    own = root.id[1:3] == element.id[1:3] and element.schemaelementart is _NORM_BOUND
    return (element.version or "") if own and root.version is None else ""


@POSITIONS.official(1135)
def _without_version_inside_a_version(place: Place[Element]) -> Verdict:
    inside = any(it is not None and it.version is not None for it in (place.survey.root, place.parent))
    return inside and place.element.version is None


@ELEMENTS.official(1140)
def _borrows_the_author_of_the_kit(place: Place[Element]) -> Verdict:
    return _is_foreign_to_the_kit(place.element)


@SCHEMAS.official(1141)
def _schema_borrows_the_author_of_the_kit(schema: Stammdatenschema) -> Verdict:
    return _is_foreign_to_the_kit(schema)


def _is_foreign_to_the_kit(it: AllgemeineAngaben) -> bool:
    return it.id[1:3] != _KIT and author_of(it) in _KIT_AUTHORS


@ELEMENTS.official(1142)
def _element_lacks_the_date_of_its_status(place: Place[Element]) -> Verdict:
    return lacks_date_of_status(place.element)


@SCHEMAS.official(1143)
def _schema_lacks_the_date_of_its_status(schema: Stammdatenschema) -> Verdict:
    return lacks_date_of_status(schema)


def lacks_date_of_status(it: AllgemeineAngaben) -> bool:
    """Return whether something that is at least a draft does not say since when."""
    return it.freigabestatus in _AT_LEAST_DRAFT and it.status_gesetzt_am is None
