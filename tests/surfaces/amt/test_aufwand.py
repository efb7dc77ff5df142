"""Effort at the desk: one box at the task, one afterwards, and sums on the page of figures."""

from rathaus.core.kennzahl.effort import effort_of
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from tests.cast import Member
from tests.surfaces.portal.browser import Browser, text_of


def at(case: Vorgang, part: str = "") -> str:
    return f"/amt/vorgaenge/{case.public_id}/{part}"


def noted(case: Vorgang, clerk: Member) -> dict[str, int]:
    with open_scope(clerk.scope):
        return dict(effort_of(case))


def test_minutes_are_noted_with_the_task_and_afterwards(desk: Browser, case: Vorgang, clerk: Member) -> None:
    assert "Aufwand in Minuten" not in text_of(desk.get(at(case))), "an unclaimed case is claimed first"
    desk.post(at(case, "uebernahme/"))
    assert "Aufwand in Minuten" in text_of(desk.get(at(case)))
    done = desk.post(at(case, "aufgaben/formell/"), {"ausgang": "vollstaendig", "punkt": ["0"], "aufwand": "12"})
    assert done.status_code == 302
    assert desk.post(at(case, "aufgaben/formell/aufwand/"), {"aufwand": "3"}).status_code == 302
    assert noted(case, clerk) == {"formell": 15}
    assert "Aufwand: 15 Minuten" in text_of(desk.get(at(case)))


def test_the_box_may_stay_empty(desk: Browser, decidable: Vorgang, clerk: Member) -> None:
    assert noted(decidable, clerk) == {}
    assert desk.post(at(decidable, "aufgaben/formell/aufwand/"), {"aufwand": ""}).status_code == 302
    assert noted(decidable, clerk) == {}


def test_minutes_that_cannot_be_leave_the_task_open(desk: Browser, case: Vorgang, clerk: Member) -> None:
    refused = desk.post(at(case, "aufgaben/formell/"), {"ausgang": "vollstaendig", "aufwand": "viele"})
    assert refused.status_code == 409
    assert "Geben Sie ganze Minuten an" in text_of(refused)
    with open_scope(clerk.scope):
        assert case.aufgaben.get(key="formell").outcome == ""
    assert noted(case, clerk) == {}


def test_an_auditor_reads_the_minutes_and_notes_none(desk: Browser, decidable: Vorgang, auditor: Member) -> None:
    desk.post(at(decidable, "aufgaben/formell/aufwand/"), {"aufwand": "3"})
    audit = Browser().sign_in(auditor)
    page = text_of(audit.get(at(decidable)))
    assert "Aufwand: 3 Minuten" in page
    assert "Aufwand speichern" not in page
    assert audit.post(at(decidable, "aufgaben/formell/aufwand/"), {"aufwand": "3"}).status_code == 403


def test_the_page_of_figures_keeps_small_sums_back(desk: Browser, decidable: Vorgang) -> None:
    desk.post(at(decidable, "aufgaben/formell/aufwand/"), {"aufwand": "37"})
    page = text_of(desk.get("/amt/kennzahlen/"))
    assert "Aufwand je Schritt" in page
    assert "zu wenige" in page
    assert "37" not in page
    lines = desk.get("/amt/kennzahlen.csv?nach=aufwand").content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Leistung;Schritt;Einträge;Vorgänge;Minuten zusammen;Minuten je Vorgang"
    assert lines[1].endswith(";1;1;;")
