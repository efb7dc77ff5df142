"""Two people at their desks: one writes, one reads what changed and signs; and what is changed after the issue."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from rathaus.core.bescheid import letter
from rathaus.engine.prozess.model import Mitzeichnung
from tests.cast import Member
from tests.surfaces.amt.test_entscheidung import address, confirm, draft, fassung
from tests.surfaces.portal.browser import Browser, text_of


@pytest.fixture
def demanded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let every result need a second person."""
    original = letter.decision_of

    def decide(*args, **kwargs):
        decision = original(*args, **kwargs)
        return replace(decision, ergebnis=replace(decision.ergebnis, mitzeichnung=Mitzeichnung(always=True)))

    for module in ("actions", "mitzeichnung", "queries"):
        monkeypatch.setattr(f"rathaus.core.bescheid.{module}.decision_of", decide)
    return


def hidden(page: str, name: str) -> str:
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]


def test_a_colleague_finds_the_draft_reads_it_sends_it_back_reads_the_change_and_signs(
    desk, decidable, demanded, clerk: Member, colleague: Member
) -> None:
    draft(desk, decidable, begruendung="")
    confirm(desk, decidable)
    assert "Zuerst: zweite Person" in desk.page(address(decidable, "erlass"))
    assert desk.post(address(decidable, "mitzeichnung", "bitte")).status_code == 302
    assert "Der Entwurf liegt zur Mitzeichnung" in desk.page(address(decidable, "erlass"))
    assert "Das ist Ihr eigener Entwurf" in desk.page(address(decidable, "mitzeichnung"))

    other = Browser().sign_in(colleague)
    assert "Entwurf lesen und mitzeichnen" in other.page("/amt/")
    page = other.get(address(decidable, "mitzeichnung")).content.decode()
    assert "Was sich geändert hat" not in page
    back = {"fassung": hidden(page, "fassung"), "zurueck": "1", "grund": ""}
    assert other.post(address(decidable, "mitzeichnung"), back).status_code == 422
    assert other.post(address(decidable, "mitzeichnung"), {**back, "grund": "Bitte begründen."}).status_code == 302

    assert "Bitte begründen." in desk.page(address(decidable, "erlass"))
    draft(desk, decidable, begruendung="Die Zone stimmt.")
    desk.post(address(decidable, "mitzeichnung", "bitte"))
    page = other.get(address(decidable, "mitzeichnung")).content.decode()
    assert "<ins>Ergänzend gilt: Die Zone stimmt.</ins>" in page
    assert other.post(address(decidable, "mitzeichnung"), {"fassung": hidden(page, "fassung")}).status_code == 302

    last = desk.page(address(decidable, "erlass"))
    assert "Mitgezeichnet hat Selin Aydin" in last
    issued = desk.post(address(decidable, "erlass"), {"fassung": fassung(clerk, decidable)}, follow=True)
    assert "Der Bescheid ist erlassen" in text_of(issued)


def test_an_issued_bescheid_is_corrected_by_one_that_names_it(desk, decidable, clerk: Member) -> None:
    draft(desk, decidable)
    confirm(desk, decidable)
    desk.post(address(decidable, "erlass"), {"fassung": fassung(clerk, decidable)})
    assert "Was soll mit dem Bescheid geschehen?" in desk.page(address(decidable, "aenderung"))
    assert desk.post(address(decidable, "aenderung"), {"art": "correction", "warum": ""}).status_code == 422
    response = desk.post(address(decidable, "aenderung"), {"art": "correction", "warum": "Ein Schreibfehler."})
    assert response.status_code == 302
    confirm(desk, decidable)
    page = desk.get(address(decidable, "erlass")).content.decode()
    assert "Ein Schreibfehler." in page
    done = desk.post(address(decidable, "erlass"), {"fassung": hidden(page, "fassung")}, follow=True)
    assert "Berichtigung statt des Bescheids vom" in text_of(done)


def test_a_prepared_change_is_thrown_away(desk, decidable, clerk: Member) -> None:
    draft(desk, decidable)
    confirm(desk, decidable)
    desk.post(address(decidable, "erlass"), {"fassung": fassung(clerk, decidable)})
    heard = {"art": "revocation", "warum": "Weggezogen.", "anhoerung": "Am Telefon."}
    assert desk.post(address(decidable, "aenderung"), heard).status_code == 302
    assert "Ein neuer Bescheid ist vorbereitet" in desk.page(address(decidable, "aenderung"))
    assert desk.post(address(decidable, "aenderung"), {"verwerfen": "1"}).status_code == 302
    assert "Ein neuer Bescheid ist vorbereitet" not in desk.page(address(decidable, "aenderung"))


def test_the_head_of_the_office_chooses_letters_without_a_seal(desk, lead: Member, settings, tmp_path) -> None:
    assert "Hier wird noch nicht gesiegelt" in desk.page("/amt/stelle/siegel/")
    settings.RATHAUS_SEALER = "rathaus.adapters.siegel.sealer.from_settings"
    settings.RATHAUS_SIEGEL_DIR = tmp_path
    assert "Ihre Stelle hat keinen Schlüssel" in desk.page("/amt/stelle/siegel/")
    assert desk.post("/amt/stelle/siegel/", {"siegel": "0"}).status_code == 422
    head = Browser().sign_in(lead)
    assert head.post("/amt/stelle/siegel/", {"siegel": "0"}).status_code == 302
    assert "gehen ohne Siegel hinaus" in desk.page("/amt/stelle/siegel/")
