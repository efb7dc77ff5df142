"""The state's office: a second version reaches everybody at once, and disturbs nobody who has begun."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect

from tests.journeys import citizen, clerk
from tests.journeys.errands import MIRA, dog_tax
from tests.journeys.form import answer_what_is_asked, boxes_after
from tests.journeys.looking import look
from tests.journeys.person import Person

type Somebody = Callable[..., Person]

PERIOD = """
[[zeitgeber]]
key = "frist"
name = { de = "Frist für die Entscheidung", en = "Period for the decision" }
nach = ["eingang"]
dauer = "3 Monate"
folge = "fiktion bewilligung"
norm = "§ 42a VwVfG"
""".encode()
PACKAGE = Path(__file__).parents[2] / "leistungen" / "99102013002000-hundesteuer-anmeldung"


def second_version() -> FilePayload:
    """Return the shipped package as a ZIP, one version up, with another time that it takes to fill in."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path in sorted(PACKAGE.rglob("*")):
            if path.is_file():
                archive.writestr(path.relative_to(PACKAGE).as_posix(), _one_version_up(path))
    return {"name": "hundesteuer-1.4.0.zip", "mimeType": "application/zip", "buffer": content.getvalue()}


def _one_version_up(path: Path) -> bytes:
    content = path.read_bytes()
    if path.name != "ablauf.toml":
        return content
    return content.replace(b'version = "1.3.1"', b'version = "1.4.0"').replace(b"minuten = 8", b"minuten = 6") + PERIOD


def test_a_second_version_reaches_all_and_drafts_finish_on_theirs(somebody: Somebody) -> None:
    early_bird, errand = somebody(), dog_tax(MIRA, dog="Frühstart")
    citizen.find_service(early_bird, errand, "Hanau").sees("etwa 8 Minuten")
    citizen.begin(early_bird, errand)

    officer = citizen.sign_in(somebody(), "Dr. Miriam Weiß")
    officer.open("/koordination/pakete/")
    officer.page.get_by_label("Dateien").set_input_files(second_version())
    officer.press("Hochladen und prüfen").sees("Bereit zur Veröffentlichung")
    officer.follow("Veröffentlichen").is_at("Version 1.4.0 veröffentlichen?").sees("arbeiten ohne eigenes Zutun")
    officer.press("Version veröffentlichen")

    latecomer = somebody()
    citizen.find_service(latecomer, errand, "Bad Homburg").sees("etwa 6 Minuten")
    citizen.fill_in(early_bird, errand)
    receipt = citizen.submit(early_bird)
    neighbour = citizen.sign_in(somebody(), "Jens Vogel")
    neighbour.open("/amt/leistungen/hundesteuer-anmeldung/")
    neighbour.sees("Version 1.4.0 des Landes.")
    move_to_the_second_version(citizen.sign_in(somebody(), "Petra Schneider"), receipt.number)


def move_to_the_second_version(office: Person, number: str) -> None:
    """The case stays with its version until a person moves it; the period of the new one can be extended."""
    clerk.claim(clerk.find_case(office, number)).sees("Der Vorgang folgt einer älteren Fassung des Ablaufs.")
    office.follow("Umstellen ansehen").is_at("Laufende Vorgänge auf Fassung 1.4.0 umstellen?")
    look(office, "umstellung")
    office.press("Jetzt umstellen")
    clerk.find_case(office, number).sees("Hat den Vorgang auf Fassung 1.4.0 umgestellt.", "§ 42a VwVfG")
    office.follow("Frist einmal verlängern").is_at("Bis wann verlängern Sie die Frist?")
    look(office, "verlaengerung")
    answer_what_is_asked(office, {"Neues Ende der Frist": boxes_after(150), "Grund": "Der Züchter antwortet nicht."})
    office.press("Frist verlängern").sees("Der Züchter antwortet nicht.")


def test_the_officer_tries_the_form_before_it_is_published(somebody: Somebody) -> None:
    officer = citizen.sign_in(somebody(), "Dr. Miriam Weiß")
    officer.open("/koordination/leistungen/unterhaltsvorschuss/versionen/1.4.1/formular/")
    officer.sees("Angaben zu Ihnen", "In welcher Rolle stellen Sie den Antrag?")


@pytest.mark.parametrize("content", [b"PK\x05\x06" + b"\x00" * 18, b"not an archive"], ids=["empty", "no archive"])
def test_a_package_that_cannot_be_read_is_explained(somebody: Somebody, content: bytes) -> None:
    officer = citizen.sign_in(somebody(), "Dr. Miriam Weiß")
    officer.open("/koordination/pakete/")
    package: FilePayload = {"name": "paket.zip", "mimeType": "application/zip", "buffer": content}
    officer.page.get_by_label("Dateien").set_input_files(package)
    officer.press("Hochladen und prüfen")
    expect(officer.page.get_by_text("Datenschema fehlt").or_(officer.page.get_by_role("alert")).first).to_be_visible()


def test_a_body_that_ends_its_offer_is_taken_in_again_with_all_others(somebody: Somebody) -> None:
    office = citizen.sign_in(somebody(), "Jens Vogel")
    office.open("/amt/leistungen/hundesteuer-anmeldung/")
    office.follow("Leistung nicht mehr anbieten").is_at("Diese Leistung nicht mehr anbieten?")
    office.press("Nicht mehr anbieten").sees("Die Leistung ist bei Ihnen nicht mehr online.")

    person = somebody()
    person.open("/leistungen/hundesteuer-anmeldung/?ort=maintal")
    person.sees("Hier noch nicht online", "So kommen Sie trotzdem ans Ziel")
    person.does_not_see("Antrag beginnen")

    officer = citizen.sign_in(somebody(), "Dr. Miriam Weiß")
    officer.open("/koordination/leistungen/hundesteuer-anmeldung/uebernahme/")
    officer.press("Für 1 Stelle übernehmen").sees("Alle zuständigen Stellen sind dabei.")

    person.open("/leistungen/hundesteuer-anmeldung/?ort=maintal")
    person.follow("Online beantragen").sees("Bevor Sie beginnen")
