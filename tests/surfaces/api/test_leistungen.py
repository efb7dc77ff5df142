"""What machines read: fixed addresses, problems for what is not there, no cookies, bounded."""

import hashlib
from typing import Any
from urllib.parse import unquote

import jsonschema_rs
import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import etree
from pytest_django import Settings

from rathaus.core.leistung import exports
from rathaus.core.leistung.exports import API_PATH, ExportKind, export_address
from rathaus.core.leistung.models import Leistung, LeistungVersion
from rathaus.core.leistung.stand import Kept
from rathaus.surfaces.api import endpoint, leistungen

SLUG = "bewohnerparkausweis"
VERSIONS = f"/api/v1/leistungen/{SLUG}/versionen/"
ONE = f"{VERSIONS}1.4.0/"
DAUER = f"/api/v1/leistungen/{SLUG}/dauer/"
EVERYTHING = [
    "/api/v1/leistungen/",
    VERSIONS,
    DAUER,
    ONE,
    *(f"{ONE}{kind}" for kind in ExportKind),
    f"{ONE}nichts",
    "/api/",
]


@pytest.fixture
def machine(db: None) -> Client:
    """A machine that nobody knows."""
    return Client()


def problem_of(response: Any) -> dict[str, Any]:
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    content: dict[str, Any] = response.json()
    assert content["status"] == response.status_code
    return content


def test_the_index_leads_to_every_export(machine: Client) -> None:
    listed = machine.get("/api/v1/leistungen/").json()["leistungen"]
    (head,) = [each for each in listed if each["slug"] == SLUG]
    (row,) = machine.get(head["address"]).json()["versionen"]
    assert (row["version"], row["valid_to"]) == ("1.4.0", None)
    assert machine.get(row["address"]).json() == row
    assert [machine.get(row[name]).status_code for name in ("json_schema", "xml_schema", "logic")] == [200] * 3


@pytest.mark.clause("JSON Schema 2020-12", "Core 8.2.1 $id")
def test_the_json_schema_is_one_and_its_id_is_its_address(machine: Client, settings: Settings) -> None:
    settings.RATHAUS_BASE_URL = "https://rathaus.example/"
    response = machine.get(f"{ONE}schema.json")
    schema = response.json()
    jsonschema_rs.meta.validate(schema)
    assert schema["$id"] == f"https://rathaus.example{ONE}schema.json"
    assert response["Content-Type"] == "application/schema+json"


def test_the_xml_schema_is_one_and_the_logic_is_english(machine: Client) -> None:
    assert etree.XMLSchema(etree.fromstring(machine.get(f"{ONE}schema.xsd").content))
    response = machine.get(f"{ONE}logic.txt")
    assert response["Content-Language"] == "en"
    assert "# Apply for a resident parking permit" in response.content.decode()


@pytest.mark.clause("RFC 9110 (HTTP)", "8.8.3 ETag, 13.1.2 If-None-Match, 9.3.2 HEAD")
@pytest.mark.parametrize("kind", list(ExportKind))
def test_an_export_may_be_kept_for_five_minutes_and_is_not_sent_twice(machine: Client, kind: ExportKind) -> None:
    first = machine.get(f"{ONE}{kind}")
    assert first["Cache-Control"] == "public, max-age=300"
    assert first["ETag"] == f'"{hashlib.sha256(first.content).hexdigest()}"'
    again = machine.get(f"{ONE}{kind}", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert machine.head(f"{ONE}{kind}").status_code == 200


def test_a_release_that_writes_the_same_form_in_other_words_is_told_by_the_tag(
    machine: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = machine.get(f"{ONE}logic.txt")
    monkeypatch.setattr(exports, "logic_text", lambda _: "in other words")
    monkeypatch.setattr(exports, "_kept", Kept(1))
    later = machine.get(f"{ONE}logic.txt", headers={"If-None-Match": first["ETag"]})
    assert (later.status_code, later.content) == (200, b"in other words")
    assert later["ETag"] != first["ETag"]


def test_an_index_may_be_kept_for_a_minute(machine: Client) -> None:
    first = machine.get(VERSIONS)
    assert first["Cache-Control"] == "public, max-age=60"
    assert machine.get(VERSIONS, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", EVERYTHING)
def test_no_session_no_cookie_and_readable_from_everywhere(machine: Client, path: str) -> None:
    machine.cookies["rathaus_sitzung"] = "gibt-es-nicht"
    response = machine.get(path)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.clause("RFC 9457 (problem details)", "3.1 members, 4.2.1 about:blank")
@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/api/v1/leistungen/einhorn/versionen/", "LEI-008"),
        ("/api/v1/leistungen/einhorn/versionen/1.0.0/schema.json", "LEI-008"),
        (f"{VERSIONS}9.9.9/schema.json", "LEI-004"),
        (f"{VERSIONS}9.9.9/", "LEI-004"),
        (f"{ONE}schema.yaml", ""),
        (f"{VERSIONS}%00/", ""),
        (f"{VERSIONS}1.2/schema.json", ""),
        (f"{VERSIONS}1.4.0%00/schema.json", ""),
        ("/api/v2/", ""),
        ("/api/", ""),
    ],
)
def test_what_is_not_there_is_a_problem(machine: Client, path: str, code: str) -> None:
    found = problem_of(machine.get(path))
    named = f"urn:rathaus:error:{code}" if code else "about:blank"
    assert (found["status"], found.get("code", ""), found["type"]) == (404, code, named)
    assert found["instance"] == unquote(path)
    assert found["title"]
    assert found["detail"]


def test_a_problem_speaks_the_language_of_the_reader(machine: Client) -> None:
    assert problem_of(machine.get("/api/", headers={"Accept-Language": "en"}))["title"] == (
        "There is nothing at this address."
    )


@pytest.mark.parametrize("state", [LeistungVersion.State.LOADED])
def test_what_was_never_published_is_not_public(machine: Client, state: str) -> None:
    row = LeistungVersion.objects.get(leistung__slug=SLUG)
    LeistungVersion.objects.create(
        leistung=row.leistung, version="2.0.0", state=state, source_hash="0" * 64, compiler_version="1"
    )
    assert [each["version"] for each in machine.get(VERSIONS).json()["versionen"]] == ["1.4.0"]
    assert problem_of(machine.get(f"{VERSIONS}2.0.0/schema.json"))["code"] == "LEI-004"


@pytest.mark.parametrize("rest", ["", "1.0.0/", "1.0.0/schema.json"])
def test_a_service_that_was_never_published_is_as_unknown_as_one_that_is_not_there(machine: Client, rest: str) -> None:
    hidden = Leistung.objects.create(slug="geheim", title=f"Geheim{rest}", schluessel="99999999999999")
    LeistungVersion.objects.create(
        leistung=hidden, version="1.0.0", state="loaded", source_hash="0" * 64, compiler_version="1"
    )
    response = machine.get(f"/api/v1/leistungen/geheim/versionen/{rest}")
    assert problem_of(response)["code"] == "LEI-008"
    assert b"Geheim" not in response.content


def test_what_has_ended_stays_public(machine: Client) -> None:
    LeistungVersion.objects.filter(leistung__slug=SLUG).update(valid_to=timezone.localdate())
    assert machine.get(f"{ONE}schema.json").status_code == 200
    assert machine.get(ONE).json()["valid_to"] == timezone.localdate().isoformat()


@pytest.mark.clause("RFC 9110 (HTTP)", "15.5.6 405 with Allow")
def test_other_methods_are_a_problem_also_without_a_token() -> None:
    response = Client(enforce_csrf_checks=True).post(f"{ONE}schema.json")
    assert problem_of(response)["status"] == 405
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.clause("RFC 6585", "4 status 429 with Retry-After")
def test_a_sender_who_asks_too_often_waits(machine: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "MOST_A_MINUTE", 1)
    machine.get(ONE)
    response = machine.get(ONE)
    assert problem_of(response)["status"] == 429
    assert 0 < int(response["Retry-After"]) <= 61


@pytest.mark.clause("RFC 9110 (HTTP)", "15.6.4 503 with Retry-After")
def test_a_missing_database_is_a_problem(machine: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(leistungen, "public_version", away)
    response = machine.get(ONE)
    assert problem_of(response)["status"] == 503
    assert response["Retry-After"] == "5"


def test_a_fault_of_ours_is_not_hidden(machine: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(leistungen, "public_version", broken)
    with pytest.raises(ZeroDivisionError):
        machine.get(ONE)


def test_the_addresses_that_the_core_names_are_those_of_the_routes(settings: Settings) -> None:
    routes = {ExportKind.JSON_SCHEMA: "json_schema", ExportKind.XML_SCHEMA: "xml_schema", ExportKind.LOGIC: "logic"}
    for kind, route in routes.items():
        path = reverse(f"api:{route}", args=["a", "1.0.0"])
        assert path.startswith(API_PATH)
        assert export_address("a", "1.0.0", kind=kind) == f"{settings.RATHAUS_BASE_URL}{path}"
