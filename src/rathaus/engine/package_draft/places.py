"""Where files stand in a package. Source: ``docs/reference/ablauf.md``, ``leistungen/README.md``."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from rathaus.engine.package_draft.kinds import FileKind, UploadedFile, list_name
from rathaus.engine.prozess_import.names import KeyRing

ABLAUF: Final = "ablauf.toml"
SCHEMA: Final = "daten.xdf3.xml"
OLD_SCHEMA: Final = "daten.xdf2.xml"
DESCRIPTION: Final = "leistung.xzufi.xml"
CODELISTS: Final = "codelisten/"
TRANSLATIONS: Final = "uebersetzungen/"

_FIXED: Final = frozenset({ABLAUF, SCHEMA, OLD_SCHEMA, DESCRIPTION, "regeln.json", "texts.en.json"})
_FOLDERS: Final = (CODELISTS, TRANSLATIONS, "bescheid/", "beispiele/")


def placed(uploads: Iterable[UploadedFile], *, is_finished: bool) -> tuple[UploadedFile, ...]:
    """Return files with their places in the package; what is left out has none.

    Args:
        uploads: as recognised.
        is_finished: whether a procedure came with them: then every file keeps the place that it has.
    """
    lists, translations = KeyRing(), KeyRing()
    found = []
    for upload in uploads:
        path = _path(upload, lists, translations)
        if is_finished and (_is_place(upload.name) or not path):
            path = upload.name
        kind = FileKind.PART if is_finished and upload.kind is FileKind.UNKNOWN else upload.kind
        found.append(replace(upload, path=path, kind=kind, findings=() if kind is FileKind.PART else upload.findings))
    return tuple(found)


def _is_place(name: str) -> bool:
    return name in _FIXED or name.startswith(_FOLDERS)


def _path(upload: UploadedFile, lists: KeyRing, translations: KeyRing) -> str:
    match upload.kind:
        case FileKind.SCHEMA:
            return OLD_SCHEMA if upload.is_old else SCHEMA
        case FileKind.DESCRIPTION:
            return DESCRIPTION
        case FileKind.PROCEDURE:
            return ABLAUF
        case FileKind.CODELIST:
            return f"{CODELISTS}{lists.key(list_name(upload.content).rpartition(':')[2], fallback='liste')}.xml"
        case FileKind.TRANSLATION:
            return f"{TRANSLATIONS}{translations.key('uebersetzung')}.xml"
    return ""
