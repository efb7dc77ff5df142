"""Document profiles: the one that a schema is assigned to, and message 0101, which carries one."""

from rathaus.engine.quality.checks import Checks, Verdict
from rathaus.engine.quality.naming import is_id
from rathaus.engine.quality.origin import lacks_date_of_status
from rathaus.standards.xdatenfelder.codes import Freigabestatus, Relationsart
from rathaus.standards.xdatenfelder.model import Dokumentsteckbrief, Stammdatenschema

SCHEMAS = Checks[Stammdatenschema]()
PROFILES = Checks[Dokumentsteckbrief]()

DEFAULT_PROFILE = "D99000000001"
_CENTRAL = "D99"
_RELEASED = frozenset(
    {
        Freigabestatus.METHODISCH_FREIGEGEBEN,
        Freigabestatus.FACHLICH_FREIGEGEBEN_SILBER,
        Freigabestatus.FACHLICH_FREIGEGEBEN_GOLD,
    }
)
#: Source: urn:xoev-de:fim-datenfelder:codeliste:dokumentart.
_KINDS = frozenset({*(f"{number:03}" for number in range(1, 15)), "999"})


def _profile(schema: Stammdatenschema) -> str:
    return schema.dokumentsteckbrief.id if schema.dokumentsteckbrief is not None else ""


@SCHEMAS.official(1007)
def _has_no_profile(schema: Stammdatenschema) -> Verdict:
    return not _profile(schema)


@SCHEMAS.official(1039)
def _id_of_the_profile_is_malformed(schema: Stammdatenschema) -> Verdict:
    profile = _profile(schema)
    return profile if profile and not is_id(profile, "D") else ""


@SCHEMAS.official(1096)
def _has_the_default_profile_for_now(schema: Stammdatenschema) -> Verdict:
    return _profile(schema) == DEFAULT_PROFILE and schema.freigabestatus not in _RELEASED


@SCHEMAS.official(1097)
def _is_released_with_the_default_profile(schema: Stammdatenschema) -> Verdict:
    return _profile(schema) == DEFAULT_PROFILE and schema.freigabestatus in _RELEASED


@SCHEMAS.official(1124)
def _has_a_profile_of_its_own_making(schema: Stammdatenschema) -> Verdict:
    profile = _profile(schema)
    return profile if is_id(profile, "D") and not profile.startswith(_CENTRAL) else ""


@PROFILES.official(1049)
def _has_no_definition(profile: Dokumentsteckbrief) -> Verdict:
    return not profile.definition


@PROFILES.official(1050)
def _has_no_title(profile: Dokumentsteckbrief) -> Verdict:
    return not profile.bezeichnung


@PROFILES.official(1098)
def _explains_its_title_by_itself(profile: Dokumentsteckbrief) -> Verdict:
    return bool(profile.hilfetext) and profile.hilfetext == profile.bezeichnung


@PROFILES.official(1107)
def _has_no_help(profile: Dokumentsteckbrief) -> Verdict:
    return not profile.hilfetext


@PROFILES.official(1052)
def _is_concrete_without_basis(profile: Dokumentsteckbrief) -> Verdict:
    return not profile.ist_abstrakt and not profile.bezug


def _assigned(profile: Dokumentsteckbrief) -> list[str]:
    return [each.objekt.id for each in profile.relation if each.praedikat is Relationsart.VERKNUEPFT]


@PROFILES.official(1053)
def _is_concrete_with_others(profile: Dokumentsteckbrief) -> Verdict:
    return "" if profile.ist_abstrakt else ", ".join(_assigned(profile))


@PROFILES.official(1054)
def _is_abstract_without_others(profile: Dokumentsteckbrief) -> Verdict:
    return profile.ist_abstrakt and len(_assigned(profile)) < 2


@PROFILES.official(1055)
def _is_of_no_kind(profile: Dokumentsteckbrief) -> Verdict:
    kind = profile.dokumentart.code if profile.dokumentart is not None else ""
    return kind not in _KINDS and (kind or True)


@PROFILES.official(1144)
def _lacks_the_date_of_its_status(profile: Dokumentsteckbrief) -> Verdict:
    return lacks_date_of_status(profile)
