"""The general code lists that come with the product: nobody must load them, no database is needed.

They are our own versions, written from facts; each file names its sources. One whose published version nobody had at
hand says so with ``verified = false`` and names in ``written_from`` what it was written from. A list that was loaded
goes before ours.
"""

import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from rathaus.standards.genericode.model import AS_PUBLISHED, Codelist, Column, Key
from rathaus.values.text import Text

_FOLDER = Path(__file__).parent / "lists"


@cache
def own_codelisten() -> Mapping[str, Codelist]:
    """Return the lists that come with the product, by version identification."""
    lists = (read_own(path.read_bytes()) for path in sorted(_FOLDER.glob("*.toml")))
    return MappingProxyType({codelist.version_uri: codelist for codelist in lists})


def read_own(data: bytes) -> Codelist:
    """Read a list in our own notation; a fault in it is a fault of ours and no finding.

    Args:
        data: TOML with ``uri``, ``version``, ``name``, two ``columns``, ``rows`` of code and name, ``sources``;
            with ``verified = false`` also ``written_from`` with ``de`` and ``en``.

    Raises:
        ValueError: something is missing, or a code stands twice.
        KeyError: a part is missing, or a list that is not verified does not say what it was written from.
    """
    plain = tomllib.loads(data.decode())
    code, name = plain["columns"]
    rows = tuple({code: str(row[0]), name: str(row[1])} for row in plain["rows"])
    if len({row[code] for row in rows}) < len(rows) or not plain["sources"]:
        raise ValueError(f"{plain['uri']}: each code stands once, and a source is named")
    return Codelist(
        uri=plain["uri"],
        version=plain["version"],
        version_uri=f"{plain['uri']}_{plain['version']}",
        long_name=plain["name"],
        columns=(Column(code, required=True), Column(name)),
        keys=(Key("codeKey", (code,)), Key("codenameKey", (name,))),
        code_column=code,
        name_column=name,
        rows=rows,
        written_from=AS_PUBLISHED if plain.get("verified", True) else Text(**plain["written_from"]),
    )


def with_own(
    loaded: Mapping[str, Codelist] | Iterable[Codelist], *, uris: Collection[str] | None = None
) -> dict[str, Codelist]:
    """Return lists with our own for what is not among them, by version identification.

    Args:
        loaded: lists that somebody gave us, under any key.
        uris: identifications without version that are of interest; None for all.
    """
    given = tuple(loaded.values() if isinstance(loaded, Mapping) else loaded)
    known = {(each.uri, each.version) for each in given} | {each.version_uri for each in given}
    found = {each.version_uri or f"{each.uri}_{each.version}": each for each in given}
    for version_uri, own in own_codelisten().items():
        wanted = uris is None or own.uri in uris
        if wanted and not known & {(own.uri, own.version), version_uri}:
            found[version_uri] = own
    return found
