"""Services and their published versions, with the schemas of their answers."""

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from rathaus.core.kennzahl.outside import usual_days_by_body
from rathaus.core.leistung.exports import ExportKind, export_address, export_of, public_version, public_versions
from rathaus.core.leistung.queries import leistung_by_slug, published_leistungen
from rathaus.surfaces.api.endpoint import FOR_A_MINUTE, FOR_FIVE_MINUTES, NOT_FOUND, cached, endpoint
from rathaus.surfaces.api.problems import problem

if TYPE_CHECKING:
    from rathaus.core.leistung.models import Leistung, LeistungVersion


@endpoint
def leistungen(request: HttpRequest) -> HttpResponse:
    """List the services that can be found today."""
    rows = published_leistungen(timezone.localdate())
    return _index(request, {"leistungen": [_head(leistung) for leistung in rows]})


@endpoint
def versionen(request: HttpRequest, slug: str) -> HttpResponse:
    """List the versions of a service that are or were published."""
    leistung = leistung_by_slug(slug)
    rows = [_row(leistung.slug, version) for version in public_versions(leistung)]
    return _index(request, {**_head(leistung), "versionen": rows})


@endpoint
def dauer(request: HttpRequest, slug: str) -> HttpResponse:
    """List the bodies with the days within which they usually decide; those with too few decisions are left out."""
    leistung = leistung_by_slug(slug)
    rows = usual_days_by_body(leistung.pk, today=timezone.localdate())
    bodies = [{"slug": each.slug, "name": each.name, "usual_days": each.days} for each in rows]
    return _index(request, {**_head(leistung), "stellen": bodies})


@endpoint
def version(request: HttpRequest, *, slug: str, number: str) -> HttpResponse:
    """Say when a version holds, and where its exports are."""
    return _index(request, _row(slug, public_version(slug, number)))


@endpoint
def json_schema(request: HttpRequest, *, slug: str, number: str) -> HttpResponse:
    """Send the JSON Schema of the answers to a version."""
    return _export(request, slug, number, ExportKind.JSON_SCHEMA)


@endpoint
def xml_schema(request: HttpRequest, *, slug: str, number: str) -> HttpResponse:
    """Send the XML Schema of the answers to a version."""
    return _export(request, slug, number, ExportKind.XML_SCHEMA)


@endpoint
def logic(request: HttpRequest, *, slug: str, number: str) -> HttpResponse:
    """Send the logic of a version as English text."""
    response = _export(request, slug, number, ExportKind.LOGIC)
    response.headers["Content-Language"] = "en"
    return response


@endpoint
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:  # noqa: ARG001  # part of the route
    """Say that there is nothing at an address."""
    return problem(request, NOT_FOUND)


def _export(request: HttpRequest, slug: str, number: str, kind: ExportKind) -> HttpResponse:
    export = export_of(slug, number, kind=kind)
    response = HttpResponse(export.content, content_type=export.media_type)
    return cached(request, response, etag=export.sha256, control=FOR_FIVE_MINUTES)


def _index(request: HttpRequest, content: dict[str, Any]) -> HttpResponse:
    text = json.dumps(content, ensure_ascii=False, indent=1).encode()
    response = HttpResponse(text, content_type="application/json")
    return cached(request, response, etag=hashlib.sha256(text).hexdigest(), control=FOR_A_MINUTE)


def _head(leistung: "Leistung") -> dict[str, Any]:
    return {
        "slug": leistung.slug,
        "schluessel": leistung.schluessel,
        "title": leistung.title,
        "address": _absolute("versionen", leistung.slug),
        "dauer": _absolute("dauer", leistung.slug),
    }


def _row(slug: str, version: "LeistungVersion") -> dict[str, Any]:
    number = version.version
    return {
        "version": number,
        "valid_from": version.valid_from.isoformat() if version.valid_from else None,
        "valid_to": version.valid_to.isoformat() if version.valid_to else None,
        "published_at": version.published_at.isoformat() if version.published_at else None,
        "address": _absolute("version", slug, number),
        "json_schema": export_address(slug, number, kind=ExportKind.JSON_SCHEMA),
        "xml_schema": export_address(slug, number, kind=ExportKind.XML_SCHEMA),
        "logic": export_address(slug, number, kind=ExportKind.LOGIC),
    }


def _absolute(route: str, *parts: str) -> str:
    return f"{settings.RATHAUS_BASE_URL.rstrip('/')}{reverse(f'api:{route}', args=parts)}"
