"""Rules: whether they say something, and whether what they name can be reached."""

import re
from collections.abc import Iterable

from rathaus.engine.quality.checks import Checks, Verdict
from rathaus.engine.quality.subject import RulePlace

#: Rules, once per bearer.
RULES = Checks[RulePlace]()

_ID = re.compile(r"[FG][0-9]{11}(?![0-9])")
_WITH_VERSION = re.compile(r"[FG][0-9]{11}V[0-9]+\.[0-9]+(?:\.[0-9]+)?")
_SHORT_ID = re.compile(r"\b[FG][0-9]{8}(?![0-9])")


@RULES.official(1024)
def _has_no_prose(place: RulePlace) -> Verdict:
    return not place.rule.freitext_regel


@RULES.official(1001)
def _names_what_it_cannot_reach(place: RulePlace) -> Verdict:
    return _each(found for found in _ID.findall(place.rule.freitext_regel) if found not in place.reachable)


@RULES.official(1019)
def _names_a_version(place: RulePlace) -> Verdict:
    return _each(_WITH_VERSION.findall(place.rule.freitext_regel))


@RULES.official(1041)
def _names_a_short_id(place: RulePlace) -> Verdict:
    return _each(_SHORT_ID.findall(place.rule.freitext_regel))


def _each(found: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(found))
