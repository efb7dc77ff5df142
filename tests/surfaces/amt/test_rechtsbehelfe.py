"""Remedies at the desk: seen at once, each step on one page, decided with a letter, entered from paper, counted."""

from datetime import date

import pytest

from rathaus.core.bescheid.models import Bescheid
from rathaus.core.postfach.models import Nachricht
from rathaus.core.rechtsbehelf.models import Rechtsbehelf, Widerspruchsbescheid
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import Member, make_staff
from tests.core.rechtsbehelf.conftest import (  # noqa: F401  # fixtures
    COURT,
    REASONS,
    bescheid,
    demo,
    remedy,
)
from tests.surfaces.portal.browser import Browser, text_of


def at(row: Rechtsbehelf, part: str = "") -> str:
    return f"/amt/rechtsbehelfe/{row.public_id}/{part}"


def boxes(name: str, day: date) -> dict[str, str]:
    return {f"{name}.tag": str(day.day), f"{name}.monat": str(day.month), f"{name}.jahr": str(day.year)}


@pytest.fixture
def at_work(desk: Browser, remedy: Rechtsbehelf) -> Rechtsbehelf:  # noqa: F811  # the fixture
    assert desk.post(at(remedy, "uebernahme/")).status_code == 302
    return remedy


def decide_ourselves(desk: Browser, row: Rechtsbehelf) -> None:
    chosen = {"behoerde": "hanau", "grund": "self_government"}
    assert desk.post(at(row, "zustaendigkeit/"), chosen).status_code == 302
    held = {**boxes("anhoerung", date(2026, 11, 23)), "ausschuss": "Ausschuss", "niederschrift": "Sie blieb dabei."}
    assert desk.post(at(row, "anhoerung/"), held).status_code == 302


def test_it_is_seen_today_in_its_list_and_in_the_case(
    desk: Browser,
    remedy: Rechtsbehelf,  # noqa: F811  # the fixture
    clerk: Member,
) -> None:
    for address in ("/amt/", "/amt/rechtsbehelfe/"):
        assert remedy.number in text_of(desk.get(address))
    assert "Hier ist nichts" not in text_of(desk.get("/amt/rechtsbehelfe/"))
    assert "Noch ist kein Verfahren beendet." in text_of(desk.get("/amt/rechtsbehelfe/?ansicht=beendet"))
    page = text_of(desk.get(at(remedy)))
    for part in (REASONS, "rechtzeitig", "24. Dezember 2026", "§ 75 VwGO", "24. Februar 2027", "Zuerst übernehmen"):
        assert part in page
    with open_scope(clerk.scope):
        address = f"/amt/vorgaenge/{vorgang_of(remedy.antrag).public_id}/"
    case = desk.get(address).content.decode()
    assert at(remedy) in case


def test_from_the_authority_to_the_decision_in_the_postfach(
    desk: Browser, at_work: Rechtsbehelf, citizen: Member
) -> None:
    assert "Das raten wir nicht." in text_of(desk.get(at(at_work)))
    assert desk.post(at(at_work, "zustaendigkeit/"), {"behoerde": "hanau"}).status_code == 422
    decide_ourselves(desk, at_work)
    typed = {"ergebnis": "partial", "tenor": "Teils.", "gruende": "Weil.", "kosten": "5 % des Werts"}
    refused = desk.post(at(at_work, "entscheidung/"), typed)
    assert refused.status_code == 422
    assert "kein Prozentsatz" in text_of(refused)
    typed["kosten"] = "Kosten werden nicht erhoben."
    assert desk.post(at(at_work, "entscheidung/"), typed)["Location"].endswith("#schreiben")
    assert "nach Zustellung" not in text_of(desk.get(at(at_work, "entscheidung/")))  # no court yet, no notice
    assert "Zuerst: Gericht bestätigen" in text_of(desk.get(at(at_work, "entscheidung/erlass/")))
    assert desk.post(at(at_work, "entscheidung/gericht/"), {}).status_code == 422
    desk.post(at(at_work, "entscheidung/gericht/"), {"gericht": f"{COURT.name}|{COURT.seat}"})
    html = desk.get(at(at_work, "entscheidung/erlass/")).content.decode()
    seen = html.split('name="fassung" value="')[1].split('"')[0]
    assert desk.post(at(at_work, "entscheidung/erlass/"), {"fassung": "anders"}).status_code == 422
    assert desk.post(at(at_work, "entscheidung/erlass/"), {"fassung": seen}).status_code == 302
    page = text_of(desk.get(at(at_work)))
    assert "teilweise stattgegeben" in page
    with open_scope(citizen.scope):
        assert Nachricht.objects.filter(subject="Widerspruchsbescheid: teilweise stattgegeben").count() == 1
        file = Rechtsbehelf.objects.get().decision_datei
    assert file is not None
    assert desk.get(at(at_work, f"dateien/{file.public_id}/")).content.startswith(b"%PDF")
    assert desk.get(at(at_work, f"dateien/{at_work.public_id}/")).status_code == 404
    assert desk.get(at(at_work, "entscheidung/"))["Location"] == at(at_work)
    served = {**boxes("zugestellt", date(2026, 11, 23)), "nachweis": "Empfangsbekenntnis"}
    assert desk.post(at(at_work, "zustellung/"), {"nachweis": "x"}).status_code == 422
    assert desk.post(at(at_work, "zustellung/"), served).status_code == 302
    with open_scope(citizen.scope):
        assert Widerspruchsbescheid.objects.get().suit_until == date(2026, 12, 23)


def test_small_steps_have_their_forms(desk: Browser, at_work: Rechtsbehelf) -> None:
    assert desk.post(at(at_work, "erwartet/"), boxes("erwartet", date(2027, 1, 15))).status_code == 302
    assert desk.post(at(at_work, "erwartet/"), {}).status_code == 422
    assert desk.post(at(at_work, "erwartet/"), boxes("erwartet", date(2026, 1, 15))).status_code == 422
    desk.post(at(at_work, "belehrung/"), {"belehrung": "fehlerhaft"})
    assert "§ 58 Abs. 2 VwGO" in text_of(desk.get(at(at_work)))
    assert desk.post(at(at_work, "anhoerung/"), {}).status_code == 422
    assert desk.post(at(at_work, "abhilfe/"), {"kosten": "Die Stadt."}).status_code == 422
    assert desk.post(at(at_work, "form/")).status_code == 302
    assert desk.post(at(at_work, "freigabe/")).status_code == 302
    assert "Zuerst übernehmen" in text_of(desk.get(at(at_work)))


def test_the_other_authority_reads_and_decides_what_was_submitted(desk: Browser, at_work: Rechtsbehelf) -> None:
    chosen = {"behoerde": "regierungspraesidium-darmstadt", "grund": "next_higher"}
    assert desk.post(at(at_work, "zustaendigkeit/"), chosen).status_code == 302
    assert "Abhelfen oder vorlegen" in text_of(desk.get(at(at_work)))
    nadja = Browser().sign_in(make_staff("regierungspraesidium-darmstadt", "nadja", "Nadja Lorenz"))
    assert nadja.get(at(at_work)).status_code == 404
    assert desk.post(at(at_work, "vorlage/"), {"vorlage": ""}).status_code == 422
    assert desk.post(at(at_work, "vorlage/"), {"vorlage": "Wir bleiben dabei."}).status_code == 302
    assert "Vorgelegt am" in text_of(desk.get(at(at_work)))
    assert "Vorgelegter Widerspruch" in text_of(nadja.get("/amt/"))
    assert nadja.post(at(at_work, "uebernahme/")).status_code == 302
    page = text_of(nadja.get(at(at_work)))
    assert "Wir bleiben dabei." in page
    assert "Entscheidung schreiben" in page
    assert nadja.get(at(at_work, f"dateien/{at_work.bescheid.datei.public_id}/")).status_code == 200


def test_what_came_on_paper_is_entered_once(desk: Browser, bescheid: Bescheid) -> None:  # noqa: F811  # the fixture
    address = f"/amt/vorgaenge/{bescheid.vorgang.public_id}/rechtsbehelf/"
    assert "Wie kam er?" in text_of(desk.get(address))
    assert desk.post(address, {"weg": "paper"}).status_code == 422
    sent = {"weg": "protocol", "gruende": "Gesagt.", **boxes("eingang", date(2026, 11, 23))}
    where = desk.post(address, sent)["Location"].partition("?")[0]
    assert "zur Niederschrift" in text_of(desk.get(where))
    assert desk.get(address)["Location"] == where


def test_the_body_counts_in_full_and_as_a_table_file(desk: Browser, remedy: Rechtsbehelf) -> None:  # noqa: F811
    page = desk.get("/amt/rechtsbehelfe/statistik/")
    assert "Bewohnerparkausweis" in text_of(page)
    assert "<svg" in page.content.decode()
    rows = desk.get("/amt/rechtsbehelfe/statistik.csv").content.decode("utf-8-sig").splitlines()
    assert rows[1].split(";")[1:3] == ["1", "1"]
    assert remedy.number not in text_of(page)


def test_the_auditor_reads_and_acts_not(auditor: Member, remedy: Rechtsbehelf) -> None:  # noqa: F811  # the fixture
    karl = Browser().sign_in(auditor)
    page = karl.get(at(remedy))
    assert page.status_code == 200
    assert "Rechtsbehelf übernehmen" not in text_of(page)
    assert karl.post(at(remedy, "uebernahme/")).status_code == 403
