"""Decision tables of a version: shown, tried out, and in the way of publishing when they have a gap."""

import re

import pytest

from rathaus.core.leistung.actions import publish_version
from rathaus.core.leistung.errors import VersionHasErrors
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, Member
from tests.core.leistung.conftest import probe
from tests.surfaces.koordination.conftest import load
from tests.surfaces.portal.browser import Browser

PAGE = "/koordination/leistungen/probe/versionen/1.0.0/entscheidungen/"
LAST = """
[[tabelle.regel]]
wenn = { hunde = ">= 2", gefaehrlich = '"001"' }
dann = { ergebnis = "-" }
grund = { de = "Ab drei Hunden sieht eine Person nach.", en = "From three dogs on a person looks." }
"""
TABLE = """
[automation]
stufe = "vorschlag"
tabelle = "anspruch"
besonderheiten = ["G06900001007.F06900000003"]

[[tabelle]]
key = "anspruch"
name = { de = "Steuerpflicht", en = "Tax liability" }
zweck = "voraussetzung"
eingaben = [
  { key = "hunde", name = { de = "Andere Hunde", en = "Other dogs" }, feld = "{HUNDE}", art = "zahl" },
  { key = "gefaehrlich", name = { de = "Gefährlich", en = "Dangerous" }, feld = "{DANGER}", art = "auswahl" },
]
ausgaben = [{ key = "ergebnis", name = { de = "Ergebnis", en = "Result" }, art = "auswahl" }]

[[tabelle.regel]]
wenn = { hunde = "< 2", gefaehrlich = '"001"' }
dann = { ergebnis = "bewilligung" }
grund = { de = "Wenige Hunde, keiner gefährlich.", en = "Few dogs, none dangerous." }
norm = "§ 7 KAG Hessen"

[[tabelle.regel]]
wenn = { gefaehrlich = 'nicht("001")' }
dann = { ergebnis = "-" }
grund = { de = "Gefährliche Hunde prüft eine Person.", en = "A person checks dangerous dogs." }
"""


FIELDS = {"{HUNDE}": "G06900001004.F06900001025", "{DANGER}": "G06900001005.F06900001031"}


def ablauf(table: str) -> bytes:
    """The procedure of the probe with this table instead of its own."""
    for name, path in FIELDS.items():
        table = table.replace(name, path)
    bare = re.sub(rb"(?s)\[automation\].*?(?=\[\[rechtsgrundlage\]\])", b"", probe()["ablauf.toml"], count=1)
    return bare + table.encode()


@pytest.fixture
def tables(officer: Member) -> None:
    load(officer, "1.0.0", **{"ablauf.toml": ablauf(TABLE + LAST)})


def test_rules_are_read_in_words(office: Browser, tables: None) -> None:
    page = office.page(PAGE)
    assert "Sie schlägt der Sachbearbeitung Ergebnis und Gebühr mit Begründung vor." in page
    assert "unter 2" in page
    assert "Hund angemeldet" in page
    assert "Ohne Befund: keine Lücke, keine Überschneidung." in page


def test_a_table_is_tried_out_with_the_rule_that_holds(office: Browser, tables: None) -> None:
    page = office.page(f"{PAGE}?tabelle=anspruch&anspruch.hunde=1&anspruch.gefaehrlich=001")
    assert "1 (greift)" in page
    assert "Regel 1 der Tabelle „Steuerpflicht“: Wenige Hunde, keiner gefährlich (§ 7 KAG Hessen)." in page
    person = office.page(f"{PAGE}?tabelle=anspruch&anspruch.hunde=5&anspruch.gefaehrlich=001")
    assert "Eine Person entscheidet." in person
    assert "Es fehlt: Andere Hunde." in office.page(f"{PAGE}?tabelle=anspruch&anspruch.gefaehrlich=001")


def test_a_gap_is_named_and_keeps_a_version_from_being_published(office: Browser, officer: Member) -> None:
    version = load(officer, "1.0.0", **{"ablauf.toml": ablauf(TABLE)})
    page = office.page(PAGE)
    assert "Bei Andere Hunde ab 2 und Gefährlich „" in page
    assert "greift keine Regel." in page
    with open_scope(officer.scope), pytest.raises(VersionHasErrors):
        publish_version(actor=officer.actor, version=version, valid_from=NOW.date(), now=NOW)


def test_an_overlap_keeps_a_version_from_being_published(officer: Member) -> None:
    both = TABLE.replace('hunde = "< 2", ', "", 1)
    version = load(officer, "1.0.0", **{"ablauf.toml": ablauf(both + LAST)})
    assert "PRO-054" in {each["code"] for each in version.findings}
    assert version.has_errors


def test_a_version_without_tables_says_so_and_a_broken_one_has_no_page(office: Browser, officer: Member) -> None:
    load(officer, "1.0.0", **{"ablauf.toml": ablauf("")})
    page = office.page(PAGE)
    assert "Diese Version hat keine Entscheidungstabelle." in page
    assert "Es entscheidet immer eine Person." in page
    load(officer, "1.0.0", **{"daten.xdf3.xml": b"<kaputt>"})
    assert office.get(PAGE).status_code == 404
