"""A closed case ends well: it is taken out and checked, offered to the archive, deleted, and the proof is seen."""

import hashlib
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys import by_keyboard, citizen, clerk
from tests.journeys.clerk import Decision
from tests.journeys.errands import LENA, parking_permit
from tests.journeys.person import Person
from tests.journeys.test_widerspruch import look

type Somebody = Callable[..., Person]

SHA256SUM = shutil.which("sha256sum") or ""
SOURCE, WHY, ANSWER = "Aktenplan der Stadt, Nr. 12", "Klage 7 K 12/26", "Stadtarchiv, Brief vom 3. Januar"
TAKE_OUT = "Akte als ZIP-Datei herunterladen"

pytestmark = pytest.mark.skipif(not SHA256SUM, reason="this machine has no sha256sum")


def closed_years_ago(somebody: Somebody, plate: str) -> tuple[Person, str]:
    """Let Lena apply, Petra decide, close the file and book the fee, and years pass; return Lena and the number."""
    lena = citizen.sign_in(somebody(), LENA.name)
    number = citizen.apply(lena, parking_permit(LENA, plate=plate), "Hanau").number
    office = citizen.sign_in(somebody(), "Petra Schneider")
    clerk.decide(office, number, Decision("Ausweis erteilt"))
    office.press("Akte schließen").sees(
        "Die Akte ist geschlossen.", "Diese Akte wird nicht ausgesondert:", "Eine Zahlung ist noch offen."
    )
    office.follow("Gebühr").write("Betrag", "30,00").write("Buchungstext oder Grund", "Auszug 7").press("Buchen")
    office.sees("bezahlt")
    lena.town_hall.let_years_pass(number, 3)
    return lena, number


def sums_hold(content: bytes, into: Path) -> bool:
    """Unpack a folder and check it with the tool of the system alone."""
    zipfile.ZipFile(io.BytesIO(content)).extractall(into)
    (folder,) = into.iterdir()
    done = subprocess.run([SHA256SUM, "-c", "--strict", "SHA256SUMS"], cwd=folder, capture_output=True, check=False)
    return done.returncode == 0


def test_a_case_is_taken_out_checked_offered_and_deleted(somebody: Somebody, tmp_path: Path) -> None:
    lena, number = closed_years_ago(somebody, "HU-AS 1")
    office = citizen.sign_in(somebody(), "Petra Schneider")
    office.open("/amt/leistungen/")
    look(office.follow("Wie lange wir Akten aufbewahren"), "aufbewahrungen")
    office.follow("Bewohnerparkausweis beantragen").press("Frist bestätigen").sees("So lässt sich die Frist nicht")
    look(office, "aufbewahrung")
    office.write("Frist in Jahren", "1").write("Quelle oder Grund", SOURCE)
    office.page.get_by_role("checkbox", name="Ich habe die Frist geprüft.").check()
    office.press("Frist bestätigen").sees("Es gilt: 1 Jahr ab dem Ende des Jahres", SOURCE)
    office.open("/amt/vorgaenge/")
    look(office.follow("Akten aussondern"), "aussonderung")
    row = office.page.get_by_role("row").filter(has_text=number)
    with office.page.expect_navigation():
        row.get_by_role("link").first.click()
    hold_and_let_go(office)
    with office.page.expect_download() as started:
        office.page.get_by_role("button", name=TAKE_OUT).click()
    content = Path(started.value.path()).read_bytes()
    assert sums_hold(content, tmp_path)
    office.press("Dem Archiv anbieten").sees("Angeboten ist die Datei mit der Prüfsumme")
    office.sees(hashlib.sha256(content).hexdigest())
    office.page.get_by_role("radio", name="Es übernimmt die Akte").check()
    look(office, "akte-angeboten")
    office.write("Wer hat das gesagt, und wann?", ANSWER).press("Antwort eintragen").sees("Archiv übernimmt")
    office.follow("Akte löschen").is_at("Akte endgültig löschen?").press("Akte jetzt löschen")
    look(office.sees("Setzen Sie das Häkchen"), "akte-loeschen")
    office.page.get_by_role("checkbox", name="Ja, diese Akte soll gelöscht werden.").check()
    office.press("Akte jetzt löschen").sees("Die Akte ist gelöscht. Das ist der Nachweis.", number, ANSWER)
    look(office.sees(hashlib.sha256(content).hexdigest()), "loeschnachweis")
    office.does_not_see(LENA.name)
    look(office.follow("Gelöschte Akten").sees(number), "loeschnachweise")
    lena.open("/antraege/")
    lena.does_not_see(number)


def hold_and_let_go(office: Person) -> None:
    """Hold the case whose page is open, see that it cannot go, and let it go again."""
    office.follow("Löschsperre setzen").write("Warum muss die Akte bleiben?", WHY).press("Löschsperre setzen")
    look(office.sees("Eine Löschsperre besteht.", WHY), "akte-gesperrt")
    office.follow(f"Aufheben {WHY}")
    look(office, "loeschsperre-aufheben")
    office.write("Warum endet die Sperre?", "Urteil").press("Löschsperre aufheben").sees("Die Akte ist nicht gesperrt.")


def test_a_case_is_taken_out_checked_and_deleted_by_keyboard_alone(somebody: Somebody, tmp_path: Path) -> None:
    _, number = closed_years_ago(somebody, "HU-AS 2")
    office = somebody()
    keys = by_keyboard.sign_in(office, "Petra Schneider")
    office.open("/amt/aufbewahrung/")
    keys.forget().follow("Bewohnerparkausweis beantragen").type_into("Frist in Jahren", "1")
    keys.type_into("Quelle oder Grund", SOURCE)
    keys.tick(
        "Ich habe die Frist geprüft. Sie beginnt bei uns mit dem Ende des Jahres, in dem zuletzt etwas geschah: der"
        " Abschluss der Akte, ein Bescheid, ein Rechtsbehelf oder das Ende der Zeit für eine Klage."
    )
    keys.press_button("Frist bestätigen")
    office.sees("Es gilt: 1 Jahr")
    clerk_page = find_closed(office, number)
    keys.forget()
    assert sums_hold(keys.download(TAKE_OUT), tmp_path)
    keys.type_into("Oder: Warum muss das Archiv sie nicht bekommen?", "Das Archiv hat verzichtet.")
    keys.press_button("Ohne Angebot löschen lassen").follow("Akte löschen")
    keys.tick("Ja, diese Akte soll gelöscht werden.").press_button("Akte jetzt löschen")
    office.sees("Die Akte ist gelöscht. Das ist der Nachweis.", number, "Das Archiv hat verzichtet.")
    assert office.open(clerk_page).status == 404


def find_closed(office: Person, number: str) -> str:
    """Open the page of a case from the list of those that may go; return its address."""
    office.open("/amt/aussonderung/")
    row = office.page.get_by_role("row").filter(has_text=number)
    address = row.get_by_role("link").first.get_attribute("href") or ""
    office.open(address.partition("#")[0])
    return address
