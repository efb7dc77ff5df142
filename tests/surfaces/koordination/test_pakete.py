"""The import of a Leistung: files of the standards become a version, and nothing that was given is lost on the way."""

import io
import re

import pytest

from rathaus.core.einspielung.models import Einspielung
from rathaus.core.leistung.models import LeistungVersion
from rathaus.core.scope.session import open_scope
from rathaus.surfaces.ui.filters import field_id
from tests.cast import Member
from tests.core.leistung.conftest import probe
from tests.engine.package_draft.samples import ANSWERS, SCHEMA_FILE, XZUFI_FILE
from tests.surfaces.koordination.conftest import archive
from tests.surfaces.portal.browser import text_of

PAGE = "/koordination/pakete/"


def file(name: str, content: bytes) -> io.BytesIO:
    buffer = io.BytesIO(content)
    buffer.name = name
    return buffer


def typed(**changes: str) -> dict[str, str]:
    return {f"wert.{key.replace('__', '.')}": value for key, value in {**ANSWERS, **changes}.items()}


@pytest.fixture
def begun(office) -> str:
    """Address of an import with a schema."""
    response = office.post(PAGE, {"dateien": file("x.xml", SCHEMA_FILE)})
    return str(response["Location"]).partition("?")[0]


def test_a_schema_asks_what_it_does_not_say_with_reasons_and_suggestions(office, begun) -> None:
    page = office.page(begun)
    assert "Datenschema (XDatenfelder)" in page
    assert "Wer entscheidet?" in page
    assert "Danach richtet sich, welche Stellen die Leistung übernehmen." in page
    assert 'value="testantrag"' in office.get(begun).content.decode()


def test_answers_become_a_version_that_can_be_published(office, begun) -> None:
    response = office.post(begun, {**typed(), "anlegen": "1"})
    assert response["Location"].startswith("/koordination/leistungen/testantrag/versionen/1.0.0/")
    version = LeistungVersion.objects.get(leistung__slug="testantrag")
    assert (version.state, version.has_errors) == ("loaded", False)
    assert "Version 1.0.0 angelegt" in office.page(PAGE)


def test_an_answer_that_is_missing_or_wrong_is_named_and_the_others_stay(office, begun) -> None:
    response = office.post(begun, {**typed(ebene="", minuten="bald", zustaendigkeit="§ 4 TestG"), "anlegen": "1"})
    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="#{field_id("wert.ebene")}"' in page
    assert "Geben Sie eine ganze Zahl von 1 bis 3650 ein." in page
    assert 'value="bald"' in page
    assert 'value="§ 4 TestG"' in page
    assert not LeistungVersion.objects.filter(leistung__slug="testantrag").exists()


def test_the_version_leads_back_to_its_files_and_answers(office, begun) -> None:
    version = office.post(begun, {**typed(), "anlegen": "1"})["Location"].partition("?")[0]
    assert f'href="{begun}"' in office.get(version).content.decode()
    office.post(begun, {"verwerfen": "1"})
    assert begun not in office.get(version).content.decode()


def test_the_number_after_the_published_one_is_suggested(office, begun) -> None:
    shown = {f"wert.{key}": value for key, value in shown_values(office, begun).items()}
    assert shown["wert.version"] == "1.0.0"
    office.post(begun, {**shown, "wert.slug": "bewohnerparkausweis", "speichern": "1"})
    assert shown_values(office, begun)["version"] == "1.5.0"
    assert "folgt auf die veröffentlichte Version 1.4.0" in office.page(begun)


def test_it_may_be_left_and_continued(office, begun) -> None:
    assert office.post(begun, {**typed(titel="Meine Leistung"), "speichern": "1"}).status_code == 302
    assert begun in office.get(PAGE).content.decode()
    assert 'value="Meine Leistung"' in office.get(begun).content.decode()


def test_a_broken_file_can_be_replaced_and_nothing_typed_is_lost(office, begun) -> None:
    office.post(begun, {**typed(zustaendigkeit="§ 9 TestG"), "hinzufuegen": "1", "dateien": file("b.xml", b"< kaputt")})
    page = office.page(begun)
    assert "Erst die Fehler in den Dateien beheben" in page
    assert "PAK-002" in page
    office.post(begun, {"entfernen": "b.xml"})
    page = office.get(begun).content.decode()
    assert "PAK-002" not in page
    assert 'value="§ 9 TestG"' in page


def test_a_further_file_gives_its_suggestions_where_nobody_answered(office, begun) -> None:
    shown = {f"wert.{key}": value for key, value in shown_values(office, begun).items()}
    office.post(begun, {**shown, "hinzufuegen": "1", "dateien": file("l.xml", XZUFI_FILE)})
    page = office.page(begun)
    assert "Leistungsbeschreibung (XZuFi)" in page
    assert "Aus den Dateien übernommen" in page
    assert "Wie heißt die Leistung?" not in page


def shown_values(office, address: str) -> dict[str, str]:
    page = office.get(address).content.decode()
    return dict(re.findall(r'<input[^>]*name="wert\.([\w.]+)" type="text" value="([^"]*)"', page))


def test_to_add_nothing_is_explained(office, begun) -> None:
    response = office.post(begun, {**typed(), "hinzufuegen": "1"})
    assert response.status_code == 422
    assert "Sie haben keine Datei ausgewählt." in text_of(response)


def imports_of(officer: Member) -> int:
    """Count the imports as the coordination office sees them: without its scope nobody sees any."""
    with open_scope(officer.scope):
        return Einspielung.objects.count()


def test_an_import_can_be_discarded(office, officer, begun) -> None:
    assert imports_of(officer) == 1
    assert "Die Einspielung ist verworfen." in text_of(office.post(begun, {"verwerfen": "1"}, follow=True))
    assert imports_of(officer) == 0
    assert office.get(begun).status_code == 404


def test_a_number_that_is_published_is_refused_in_words(office, begun) -> None:
    response = office.post(begun, {**typed(slug="hundesteuer-anmeldung", version="1.3.1"), "anlegen": "1"})
    assert response.status_code == 422
    assert "veröffentlicht" in text_of(response)


def test_an_archive_of_standard_files_is_unpacked(office) -> None:
    content = archive({"schema.xml": SCHEMA_FILE, "leistung.xml": XZUFI_FILE, "liesmich.md": b"# x"})
    page = text_of(office.post(PAGE, {"dateien": content}, follow=True))
    assert "Die Dateien sind gespeichert." in page
    assert "PAK-001" in page
    assert "nicht erkannt" in page


def test_a_package_that_is_finished_keeps_its_files_as_they_are(office) -> None:
    files = dict(probe())
    office.post(PAGE, {"dateien": archive(files)})
    stored = LeistungVersion.objects.get(leistung__slug="probe")
    assert {each.path for each in stored.sources.all()} == set(files)


def test_html_in_texts_is_shown_as_text(office) -> None:
    evil = SCHEMA_FILE.replace(b"Testantrag", b"&lt;script&gt;alert(1)&lt;/script&gt;")
    page = office.post(PAGE, {"dateien": file("x.xml", evil)}, follow=True).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_too_many_files_are_refused_before_they_are_kept(office, officer) -> None:
    many = archive({f"{number}.md": b"x" for number in range(300)})
    response = office.post(PAGE, {"dateien": [many, file("x.xml", SCHEMA_FILE)]})
    assert response.status_code == 422
    assert "Das ist zu viel für ein Paket." in text_of(response)
    assert imports_of(officer) == 0


def test_what_a_hostile_browser_types_is_kept_harmless(office, begun) -> None:
    typed_in = typed(titel="a\x00<b>", ebene="land", stelle="erfunden", norm="§ 1 A\r\n§ 2 B")
    response = office.post(begun, {**typed_in, "anlegen": "1"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Welche Stelle des Landes? Hier fehlt eine Antwort." in page
    assert "a &lt;b&gt;" in page


def test_a_body_of_the_state_can_be_chosen_from_a_list(office, begun) -> None:
    response = office.post(begun, {**typed(ebene="land", stelle=state_body(office, begun)), "anlegen": "1"})
    assert response["Location"].startswith("/koordination/leistungen/testantrag/versionen/1.0.0/")


def state_body(office, address: str) -> str:
    page = office.get(address).content.decode()
    return re.findall(r'<option value="([\w-]+)"', page[page.index('name="wert.stelle"') :])[0]


@pytest.mark.parametrize("button", ["anlegen", "speichern", "entfernen"])
def test_a_file_that_was_chosen_is_kept_whatever_button_is_pressed(office, begun, button: str) -> None:
    sent = {**typed(zustaendigkeit="§ 9 TestG"), button: "other.xml", "dateien": file("l.xml", XZUFI_FILE)}
    page = text_of(office.post(begun, sent, follow=True))
    assert "Die Dateien sind gespeichert." in page
    assert "l.xml" in page
    assert 'value="§ 9 TestG"' in office.get(begun).content.decode()
    assert not LeistungVersion.objects.filter(leistung__slug="testantrag").exists()


def test_two_files_of_one_name_are_both_kept(office) -> None:
    files = [file("x.xml", SCHEMA_FILE), file("x.xml", XZUFI_FILE)]
    page = text_of(office.post(PAGE, {"dateien": files}, follow=True))
    assert "x-2.xml" in page
    assert "Leistungsbeschreibung (XZuFi)" in page


def test_to_leave_answers_nothing_that_was_only_suggested(office, begun) -> None:
    shown = {f"wert.{key}": value for key, value in shown_values(office, begun).items()}
    office.post(begun, {**shown, "wert.zustaendigkeit": "§ 9 TestG", "speichern": "1"})
    assert 'value="§ 9 TestG"' in office.get(begun).content.decode()
    office.post(begun, {"dateien": file("l.xml", XZUFI_FILE), "hinzufuegen": "1"})
    assert "Wie heißt die Leistung?" not in office.page(begun)
    assert "99102013002000" in office.page(begun)


def test_a_name_that_no_file_can_have_removes_nothing(office, begun) -> None:
    assert office.post(begun, {"entfernen": "x\x00.xml"}).status_code == 302
    assert "x.xml" in office.page(begun)


def test_a_finished_package_that_is_refused_says_why_and_stays(office) -> None:
    files = {**probe(), "ablauf.toml": b"= ="}
    response = office.post(PAGE, {"dateien": archive(files)})
    page = text_of(response)
    assert response.status_code == 422
    assert "Die Dateien sind gespeichert." not in page
    (address,) = set(re.findall(r'action="(/koordination/pakete/[0-9a-f-]{36}/)"', response.content.decode()))
    assert "ablauf.toml" in office.page(address)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b'slug = "probe"', b'slug = "hundesteuer-anmeldung"', "ändert sich nicht mehr"),
        (b'slug = "probe"', b'slug = "bewohnerparkausweis"', "mit einem anderen Schlüssel"),
    ],
)
def test_a_finished_package_that_the_platform_refuses_says_why_at_once(office, old, new, reason: str) -> None:
    files = {**probe("1.3.1"), "bescheid/neu.md": b"# Neu"}
    files["ablauf.toml"] = files["ablauf.toml"].replace(old, new)
    response = office.post(PAGE, {"dateien": archive(files)})
    assert response.status_code == 422
    assert reason in text_of(response)
