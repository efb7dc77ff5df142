"""A published process of FIM and its form become a case template: imported, published, adopted, worked by."""

import uuid
from collections.abc import Callable

import pytest

from tests.conformance.corpus import FILES_3
from tests.conformance.test_process_road import FILES
from tests.journeys import citizen, clerk, roads
from tests.journeys.clerk import Decision
from tests.journeys.errands import LENA
from tests.journeys.looking import keep, look
from tests.journeys.person import Person
from tests.journeys.test_einspielung import Officer, apply_for, expected, import_files, payload, publish_and_adopt

type Somebody = Callable[..., Person]

PROCESS = next((file for file in FILES if file.name.endswith(".xprozess.xml")), None)
SCHEMA = next((file for file in FILES_3 if file.name.startswith("S00000000371.")), None)
NOT_TAKEN_OVER = "Geldbuße erheben (OWi-Verfahren)"
TASKS = (
    ("Zuständigkeit prüfen", "Zuständigkeit liegt vor? ja"),
    ("Anzeige formell prüfen", "Formelle Fehler? nein"),
    ("Anzeige fachlich prüfen", "Ergebnis? fachlich in Ordnung"),
    ("Notwendigkeit von Überwachungsmaßnahmen prüfen", "Überwachungsmaßnahmen gemäß § 29 MuSchG notwendig? nein"),
)
DECISION = Decision("Anzeige bearbeitet", words="Die Anzeige ist vollständig.")


@pytest.mark.skipif(not (PROCESS and SCHEMA), reason="no process and form of FIM here; set RATHAUS_SHARED")
def test_a_published_process_becomes_a_case_that_is_decided(somebody: Somebody) -> None:
    assert PROCESS is not None
    assert SCHEMA is not None
    slug = f"eingespielt-{uuid.uuid4().hex[:6]}"
    files = {path.name: path.read_bytes() for path in (SCHEMA, PROCESS)}
    _, formular, answers = expected(files)

    officer = Officer(citizen.sign_in(somebody(), "Dr. Miriam Weiß"))
    officer.person.open("/koordination/")
    found = import_files(officer, [payload(*each) for each in files.items()], slug=slug, findings=[NOT_TAKEN_OVER])
    assert not found, "\n".join(found)
    look(officer.person, "prozess-version")
    look(officer.person.follow("Ablauf").sees(*(task for task, _ in TASKS)), "prozess-ablauf")
    publish_and_adopt(officer)

    lena = citizen.sign_in(somebody(), LENA.name)
    number = apply_for(lena, slug, formular, answers)
    receipt = citizen.receipt(lena)
    office = citizen.sign_in(somebody(), "Petra Schneider")
    clerk.claim(clerk.find_case(office, number))
    for task, outcome in TASKS:
        clerk.do_task(office, task, outcome)
    look(office, "prozess-vorgang")
    clerk.draft(office.follow("Entscheiden"), DECISION)
    look(clerk.issue(office), "prozess-erlassen")
    citizen.wait_for_letter(lena, receipt, DECISION.result).sees(DECISION.words)
    text = roads.read_pdf(keep("prozess-bescheid.pdf", lena.download("Als PDF herunterladen")))
    assert DECISION.words in text
    assert "Rechtsbehelfsbelehrung" in text
