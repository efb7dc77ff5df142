"""Citizens and clerks take answers to other programs, in the form that the published schemas describe."""

import uuid

import jsonschema_rs
import pytest
from lxml import etree

from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import Member
from tests.errand import submitted
from tests.surfaces.portal.browser import Browser

SLUG = "bewohnerparkausweis"
SCHEMAS = f"/api/v1/leistungen/{SLUG}/versionen/1.4.0/schema"


@pytest.fixture
def address(citizen: Member) -> str:
    return f"/antraege/{submitted(citizen, SLUG, 'bewilligung').public_id}/"


def test_the_page_of_an_antrag_offers_both(amira: Browser, address: str) -> None:
    page = amira.get(address).content.decode()
    assert f'href="{address}angaben.json"' in page
    assert f'href="{address}angaben.xml"' in page


@pytest.mark.clause("FIM, answers as JSON", "what a citizen saves, against the published schema")
def test_json_validates_against_the_published_schema(amira: Browser, address: str) -> None:
    response = amira.get(f"{address}angaben.json")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Cache-Control"] == "no-store"
    jsonschema_rs.validator_for(amira.get(f"{SCHEMAS}.json").json()).validate(response.json())


@pytest.mark.clause("XML Schema 1.0", "Part 1, 2.6.3 schemaLocation")
def test_xml_validates_against_the_published_schema_and_names_it(amira: Browser, address: str) -> None:
    root = etree.fromstring(amira.get(f"{address}angaben.xml").content)
    etree.XMLSchema(etree.fromstring(amira.get(f"{SCHEMAS}.xsd").content)).assertValid(root)
    assert f"{SCHEMAS}.xsd" in str(dict(root.attrib))


def test_there_are_no_other_formats(amira: Browser, address: str) -> None:
    assert amira.get(f"{address}angaben.csv").status_code == 404


def test_nobody_else_gets_them(browser: Browser, address: str, other_citizen: Member) -> None:
    assert Browser().sign_in(other_citizen).get(f"{address}angaben.json").status_code == 404
    assert browser.get(f"{address}angaben.json").status_code == 302


def test_the_clerk_takes_the_same_file(citizen: Member, clerk: Member, clerk_of_the_next_town: Member) -> None:
    antrag = submitted(citizen, SLUG, "bewilligung")
    with open_scope(clerk.scope):
        case = f"/amt/vorgaenge/{vorgang_of(antrag).public_id}/"
    desk = Browser().sign_in(clerk)
    assert f'href="{case}angaben.json"' in desk.get(case).content.decode()
    own = Browser().sign_in(citizen)
    for ending in ("json", "xml"):
        path = f"/antraege/{antrag.public_id}/angaben.{ending}"
        assert desk.get(f"{case}angaben.{ending}").content == own.get(path).content
        assert Browser().sign_in(clerk_of_the_next_town).get(f"{case}angaben.{ending}").status_code == 404
    assert desk.get(f"{case}angaben.pdf").status_code == 404
    assert desk.get(f"/amt/vorgaenge/{uuid.uuid4()}/angaben.json").status_code == 404
