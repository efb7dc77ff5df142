"""Effort at the desk: one box at the task, one afterwards, and sums on the page of figures."""

from rathaus.core.kennzahl.models import Aufwand
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from tests.cast import Member
from tests.surfaces.portal.browser import Browser, text_of


def at(case: Vorgang, part: str = "") -> str:
    return f"/amt/vorgaenge/{case.public_id}/{part}"


def noted(case: Vorgang, clerk: Member) -> dict[str, int]:
    with open_scope(clerk.scope):
        rows = Aufwand.objects.filter(vorgang=case).values_list("key", "minutes")
        return {key: sum(minutes for other, minutes in rows if other == key) for key, _ in rows}


def test_minutes_are_noted_with_the_task_and_afterwards(desk: Browser, case: Vorgang, clerk: Member) -> None:
    assert "Aufwand in Minuten" not in text_of(desk.get(at(case))), "an unclaimed case is claimed first"
    desk.post(at(case, "uebernahme/"))
    assert "Aufwand in Minuten" in text_of(desk.get(at(case)))
    done = desk.post(at(case, "aufgaben/formell/"), {"ausgang": "vollstaendig", "punkt": ["0"], "aufwand": "12"})
    assert done.status_code == 302
    assert desk.post(at(case, "aufgaben/formell/aufwand/"), {"aufwand": "3"}).status_code == 302
    assert noted(case, clerk) == {"formell": 15}
    assert "15 Minuten" not in text_of(desk.get(at(case))), "beside the name it would say how long somebody took"


def test_the_box_may_stay_empty(desk: Browser, decidable: Vorgang, clerk: Member) -> None:
    assert noted(decidable, clerk) == {}
    assert desk.post(at(decidable, "aufgaben/formell/aufwand/"), {"aufwand": ""}).status_code == 302
    assert noted(decidable, clerk) == {}


def test_minutes_that_cannot_be_leave_the_task_open(desk: Browser, case: Vorgang, clerk: Member) -> None:
    desk.post(at(case, "uebernahme/"))
    typed = {"ausgang": "vollstaendig", "aufwand": "1,5", "punkt": ["1", "9" * 5000]}
    refused = desk.post(at(case, "aufgaben/formell/"), typed)
    assert refused.status_code == 422
    content = refused.content.decode()
    assert 'value="1,5"' in content and 'aria-describedby="aufwand-error"' in content
    assert [n for n in range(3) if f'value="{n}" checked' in content] == [1], "what was ticked stays ticked"
    assert "Geben Sie ganze Minuten an" in text_of(refused)
    with open_scope(clerk.scope):
        assert case.aufgaben.get(key="formell").outcome == ""
    assert noted(case, clerk) == {}


def test_an_auditor_neither_reads_nor_notes_minutes(desk: Browser, decidable: Vorgang, auditor: Member) -> None:
    desk.post(at(decidable, "aufgaben/formell/aufwand/"), {"aufwand": "3"})
    audit = Browser().sign_in(auditor)
    page = text_of(audit.get(at(decidable)))
    assert "3 Minuten" not in page
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
