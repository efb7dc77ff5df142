"""Ids and versions of version 2.0 and of 3.0.0, bare and inside of prose.

Version 2.0 has a letter and 8 digits and versions of two parts, 3.0.0 a letter and 11 digits and versions of three
parts: ``F60000243`` 1.1 is ``F60000000243`` 1.1.0. Source: XDatenfelder 3.0.0, migration of ids.
"""

import re

from rathaus.standards.xdatenfelder.model import Identifikation

_SUB_RANGE = "000"
_OLD = re.compile(r"([SDGFR][0-9]{2})([0-9]{6})")
_NEW = re.compile(rf"([SDGFR][0-9]{{2}}){_SUB_RANGE}([0-9]{{6}})")
_OLD_VERSION = re.compile(r"[0-9]+\.[0-9]+")
_NEW_VERSION = re.compile(r"([0-9]+\.[0-9]+)\.0")
_AND_VERSION = r"(?:(?P<between>\s?\(?(?:V|Version )\s?)(?P<version>[0-9]+(?:\.[0-9]+){1,2}(?!\.?[0-9])))?"
_WRITTEN_ID = re.compile(
    rf"(?<![A-Za-z0-9])(?P<range>[SDGFR][0-9]{{2}})(?P<rest>[0-9]{{9}}|[0-9]{{6}})(?![0-9]){_AND_VERSION}"
)


def upgrade_id(identifikation: Identifikation) -> Identifikation:
    """Return id and version in the form of 3.0.0; what has another form stays as it is."""
    version = identifikation.version
    return Identifikation(_longer(identifikation.id), version and _with_third_part(version))


def downgrade_id(identifikation: Identifikation) -> Identifikation:
    """Return id and version in the form of 2.0; an id that does not come from there stays as it is."""
    version = identifikation.version
    return Identifikation(_shorter(identifikation.id), version and _without_third_part(version))


def upgrade_prose(text: str) -> str:
    """Return prose whose ids, and the versions right behind them, have the form of 3.0.0."""
    return _WRITTEN_ID.sub(lambda match: _rewritten(match, longer=True), text)


def downgrade_prose(text: str) -> str:
    """Return prose whose ids, and the versions right behind them, have the form of 2.0 where they come from there."""
    return _WRITTEN_ID.sub(lambda match: _rewritten(match, longer=False), text)


def _rewritten(match: re.Match[str], *, longer: bool) -> str:
    written, version = match["range"] + match["rest"], match["version"]
    if not longer:
        return _shorter(written) + (match["between"] + _without_third_part(version) if version else "")
    return _longer(written) + (match["between"] + _with_third_part(version) if version else "")


def _longer(written: str) -> str:
    match = _OLD.fullmatch(written)
    return f"{match[1]}{_SUB_RANGE}{match[2]}" if match else written


def _shorter(written: str) -> str:
    match = _NEW.fullmatch(written)
    return match[1] + match[2] if match else written


def _with_third_part(version: str) -> str:
    return f"{version}.0" if _OLD_VERSION.fullmatch(version) else version


def _without_third_part(version: str) -> str:
    match = _NEW_VERSION.fullmatch(version)
    return match[1] if match else version
