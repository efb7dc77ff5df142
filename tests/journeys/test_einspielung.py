"""The import: from uploaded files to a service that people use, in few clicks and without typing any structure."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from rathaus.core.codeliste.own import with_own
from rathaus.core.leistung.rules import compile_package
from rathaus.engine.formular.model import Answers, Formular
from rathaus.engine.package_draft.drafting import draft_package
from tests.conformance.corpus import FILES_3, WHY_SKIPPED
from tests.conformance.valid_answers import fill_form
from tests.journeys import axe, citizen
from tests.journeys.answers import answer_everything
from tests.journeys.person import Person, question

type Somebody = Callable[..., Person]

MOST_CLICKS = 25
TODAY = date(2026, 11, 22)
OURS = Path(__file__).parents[2] / "leistungen" / "99102013070000-hundesteuer-abmeldung"
REAL = next((file for file in FILES_3 if file.name.startswith("S00000000364.")), None)
CHOSEN: Mapping[str, str] = {
    "Wer entscheidet?": "die Stadt oder Gemeinde",
    "Nach welchem Gesetz läuft das Verfahren?": "Verwaltungsverfahrensgesetz (VwVfG)",
    "Verlangt ein Gesetz eine bestimmte Form?": "nein",
    "Kostet die Leistung etwas?": "nein",
    "Was kann man gegen den Bescheid tun?": "Widerspruch",
}
WRITTEN: Mapping[str, str] = {
    "Welche Vorschrift sagt, wer entscheidet?": "§ 1 der Satzung",
    "Nach wie vielen Tagen kommt die Entscheidung?": "14",
}


@dataclass
class Officer:
    """Somebody of the coordination office who counts every click."""

    person: Person
    clicks: list[str] = field(default_factory=list)

    def follow(self, words: str) -> None:
        self.clicks.append(words)
        self.person.follow(words)

    def press(self, words: str) -> None:
        self.clicks.append(words)
        self.person.press(words)

    def choose(self, label: str, answer: str) -> None:
        """Choose an answer; what is suggested already needs no click."""
        group = self.person.page.get_by_role("radiogroup", name=question(label))
        option = group.get_by_label(answer, exact=True)
        if not option.is_checked():
            self.clicks.append(answer)
            option.check()

    def upload(self, label: str, files: list[FilePayload]) -> None:
        self.clicks += ["open the chooser", "choose"]
        self.person.page.get_by_label(label).first.set_input_files(files)


def payload(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "text/xml", "buffer": content}


def expected(files: dict[str, bytes]) -> tuple[str, Formular, Answers]:
    """Return title and form that these files give, and right answers to it."""
    draft = draft_package(files)
    formular = compile_package(draft.files, find_codelists=lambda _: with_own({})).formular
    assert formular is not None
    return draft.title, formular, fill_form(formular, seed=7, today=TODAY, shares=(0.0,)).answers


def import_files(officer: Officer, files: list[FilePayload], *, slug: str, findings: Sequence[str] = ()) -> list[str]:
    """From the start page to the page of the new version, having seen these findings; returns what axe finds."""
    officer.follow("Leistungen")
    officer.follow("Leistung einspielen")
    found = axe.complaints(officer.person, "upload")
    officer.upload("Dateien", files)
    officer.press("Hochladen und prüfen")
    if findings:
        officer.clicks.append("unfold the remarks")
        officer.person.page.locator("summary", has_text="ansehen").click()
        officer.person.sees(*findings)
    found += axe.complaints(officer.person, "open values")
    for label, answer in CHOSEN.items():
        officer.choose(label, answer)
    for label, text in {**WRITTEN, "Welcher Name steht in der Adresse?": slug}.items():
        officer.person.write(label, text)
    officer.press("Version anlegen")
    officer.person.sees("Bereit zur Veröffentlichung")
    return found


def publish_and_adopt(officer: Officer) -> None:
    officer.follow("Formular")
    officer.person.sees("So sieht es aus, wenn jemand den Antrag stellt.")
    officer.follow("Befunde und Quellen")
    officer.follow("Veröffentlichen")
    officer.press("Version veröffentlichen")
    officer.follow("Für alle übernehmen")
    officer.press(officer.person.page.get_by_role("button", name="übernehmen").inner_text())
    officer.person.sees("Alle zuständigen Stellen sind dabei.")


def apply_for(person: Person, slug: str, formular: Formular, answers: Answers) -> str:
    """Fill in the new form in Hanau and submit it; returns the number."""
    person.open(f"/leistungen/{slug}/?ort=hanau")
    person.follow("Online beantragen")
    person.press("Antrag beginnen")
    person.follow("Mit den Angaben beginnen")
    answer_everything(person, formular, answers, save=citizen.SAVE)
    return citizen.submit(person).number


@pytest.mark.parametrize("is_real", [False, pytest.param(True, marks=pytest.mark.skipif(not REAL, reason=WHY_SKIPPED))])
def test_a_schema_becomes_a_service_that_people_use(somebody: Somebody, *, is_real: bool) -> None:
    slug = f"eingespielt-{uuid.uuid4().hex[:6]}"
    paths = [REAL] if is_real and REAL else [OURS / "daten.xdf3.xml", OURS / "leistung.xzufi.xml"]
    files = {path.name: path.read_bytes() for path in paths}
    title, formular, answers = expected(files)

    officer = Officer(citizen.sign_in(somebody(), "Dr. Miriam Weiß"))
    officer.person.open("/koordination/")
    found = import_files(officer, [payload(*each) for each in files.items()], slug=slug)
    publish_and_adopt(officer)
    assert len(officer.clicks) <= MOST_CLICKS, officer.clicks
    assert not found, "\n".join(found)

    number = apply_for(somebody(), slug, formular, answers)
    clerk = citizen.sign_in(somebody(), "Petra Schneider")
    clerk.open(f"/amt/vorgaenge/?ansicht=open&leistung={slug}")
    row = clerk.page.get_by_role("row").filter(has_text=title).first
    clerk.follow(row.get_by_role("link").first.inner_text(), within=row)
    clerk.sees(number)


def test_bad_files_lose_nothing_and_say_what_to_do(somebody: Somebody) -> None:
    schema, cut = (OURS / "daten.xdf3.xml").read_bytes(), (OURS / "leistung.xzufi.xml").read_bytes()[:900]
    person = citizen.sign_in(somebody(), "Dr. Miriam Weiß")
    person.open("/koordination/pakete/")
    person.page.get_by_label("Dateien").first.set_input_files([payload("a.xml", schema), payload("b.xml", cut)])
    person.press("Hochladen und prüfen").sees("Erst die Fehler in den Dateien beheben")
    person.write("Welche Vorschrift sagt, wer entscheidet?", "§ 1 der Satzung")
    person.press("Entfernen b.xml").sees("Angaben sind offen")
    expect(person.labelled("Welche Vorschrift sagt, wer entscheidet?")).to_have_value("§ 1 der Satzung")
    person.press("Verwerfen").sees("Die Einspielung ist verworfen.")
