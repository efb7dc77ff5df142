"""What we publish about a version for machines: schemas of its answers and the text of its logic.

The compiled form of a published version never changes, and neither do the addresses. The bytes are written from it by
the software of the day: a later release may write the same form in other words, which the SHA-256 tells.
"""

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings

from rathaus.core.leistung.errors import LeistungNotFound, VersionNotFound
from rathaus.core.leistung.models import Leistung, LeistungVersion
from rathaus.core.leistung.queries import compiled, leistung_by_slug, versions_of
from rathaus.core.leistung.stand import Kept
from rathaus.engine.formular.json_schema import json_schema
from rathaus.engine.formular.logic_text import logic_text
from rathaus.engine.formular.model import Formular
from rathaus.engine.formular.xml_schema import xml_schema

API_PATH = "/api/v1/leistungen"
_MOST_KEPT = 100
_PUBLIC = (LeistungVersion.State.PUBLISHED, LeistungVersion.State.WITHDRAWN)


class ExportKind(StrEnum):
    """What is published about a version; the value is its name in addresses."""

    JSON_SCHEMA = "schema.json"
    XML_SCHEMA = "schema.xsd"
    LOGIC = "logic.txt"


@dataclass(frozen=True, slots=True)
class Export:
    """Published content: bytes, media type and SHA-256 in 64 hexadecimal digits."""

    content: bytes
    media_type: str
    sha256: str


_kept: Kept[tuple[int, ExportKind, str], Export] = Kept(_MOST_KEPT)


def public_versions(leistung: Leistung) -> list[LeistungVersion]:
    """Return the versions that everybody may see, ended ones too, without their content; the newest first.

    Raises:
        LeistungNotFound: none was ever published, so nobody is told that there is such a Leistung.
    """
    versions = list(versions_of(leistung).filter(state__in=_PUBLIC))
    if not versions:
        raise LeistungNotFound(slug=leistung.slug)
    return versions


def public_version(slug: str, number: str) -> LeistungVersion:
    """Return one version that everybody may see.

    Raises:
        LeistungNotFound: there is no such Leistung, or none of its versions was ever published.
        VersionNotFound: there is no such version, or it was never published.
    """
    for version in public_versions(leistung_by_slug(slug)):
        if version.version == number:
            return version
    raise VersionNotFound(slug=slug, version=number)


def export_address(slug: str, number: str, *, kind: ExportKind) -> str:
    """Return the address of what is published about a version: it never changes, and is the ``$id`` of the schema."""
    return f"{settings.RATHAUS_BASE_URL.rstrip('/')}{API_PATH}/{slug}/versionen/{number}/{kind}"


def export_of(slug: str, number: str, *, kind: ExportKind) -> Export:
    """Return what is published about a version.

    Raises:
        LeistungNotFound: there is no such Leistung, or none of its versions was ever published.
        VersionNotFound: there is no such version, or it was never published.
    """
    version, address = public_version(slug, number), export_address(slug, number, kind=kind)
    return _kept.get((version.pk, kind, address), lambda: _write(compiled(version.pk).formular, kind, address))


def _write(formular: Formular, kind: ExportKind, address: str) -> Export:
    if kind is ExportKind.JSON_SCHEMA:
        text = json.dumps(json_schema(formular, address=address), ensure_ascii=False, separators=(",", ":"))
        content, media_type = text.encode(), "application/schema+json"
    elif kind is ExportKind.XML_SCHEMA:
        content, media_type = xml_schema(formular), "application/xml"
    else:
        content, media_type = logic_text(formular).encode(), "text/plain; charset=utf-8"
    return Export(content, media_type, hashlib.sha256(content).hexdigest())
