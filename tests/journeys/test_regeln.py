"""The workbench of rules: somebody settles a doubt and puts a rule in other words, and the preview shows it at once."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import FilePayload

from tests.core.leistung.conftest import in_prose
from tests.journeys import citizen
from tests.journeys.axe import complaints
from tests.journeys.person import Person

type Somebody = Callable[..., Person]

PICTURES = os.environ.get("RATHAUS_PICTURES", "")
RULES = "/koordination/leistungen/probe/versionen/1.0.0/regeln/"
DOUBTFUL = "Kein Geburtsdatum bei Organisationen"
CERTAIN = "Organisation nur bei Organisationen"
IN_OTHER_WORDS = "Wenn F06900001001 = 002, dann muss F60000000319 befüllt werden."


def package() -> FilePayload:
    """Return the dog tax without machine form as a ZIP; one of its rules names a field in another way."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path, data in in_prose().items():
            archive.writestr(path, data)
    return {"name": "probe.zip", "mimeType": "application/zip", "buffer": content.getvalue()}


def picture(person: Person, name: str) -> None:
    """Take a picture for whoever asked for them, at both widths."""
    if PICTURES:
        for width in (360, 1280):
            person.page.set_viewport_size({"width": width, "height": 900})
            person.page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)


def test_doubts_about_rules_are_settled_and_the_form_follows(somebody: Somebody) -> None:
    officer = citizen.sign_in(somebody(), "Dr. Miriam Weiß")
    officer.open("/koordination/pakete/")
    officer.page.locator("input[type=file]").first.set_input_files(package())
    officer.press("Hochladen und prüfen").sees("Befunde")
    officer.follow("Regeln").sees("1 braucht eine Entscheidung und wirkt bis dahin nicht.")
    picture(officer, "regeln")
    found = complaints(officer, "the list of rules")

    officer.follow(DOUBTFUL).is_at(DOUBTFUL).sees("in der Regel „Tag der Geburt“")
    picture(officer, "regel-zweifel")
    found += complaints(officer, "a rule in doubt")
    officer.press("Bestätigen").sees("Das Formular ist neu übersetzt", "Lesart bestätigt")

    officer.open(RULES)
    officer.follow(CERTAIN).is_at(CERTAIN)
    officer.page.get_by_label("Eine Firma, ein Verein").check()
    officer.press("Zeigen, was die Regel tut").sees("wird gefragt und muss ausgefüllt werden")
    picture(officer, "regel-probe")
    found += complaints(officer, "a rule tried out")
    officer.write("Regel", IN_OTHER_WORDS)
    officer.press("Lesart ansehen").sees("So werden Ihre Worte gelesen", "muss ausgefüllt sein, wenn")
    picture(officer, "regel-worte")
    found += complaints(officer, "other words")
    officer.page.get_by_label("Grund").first.fill("So steht es in der Satzung.")
    officer.press("Speichern").sees("In anderen Worten geschrieben", "So steht es in der Satzung.")
    picture(officer, "regel-entschieden")

    officer.open(RULES.replace("regeln", "qualitaet"))
    officer.sees("FIM-")
    picture(officer, "qualitaet")
    found += complaints(officer, "the checks of quality")
    assert found == []
