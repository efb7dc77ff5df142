"""The clerk sees who acts for whom, and asks for proof."""

import pytest

from rathaus.core.antrag.vertretung import record_vertretung
from rathaus.core.antrag.vertretung_rules import Vertretung
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import receive_antrag
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.engine.prozess.vertretung import VertretungKind
from tests.cast import NOW, Member
from tests.errand import drafted
from tests.surfaces.portal.browser import Browser, text_of

WORDS = {
    VertretungKind.BETREUUNG: (
        "als rechtliche Betreuung",
        "Sie können einen Nachweis verlangen.",
        "gehen an Jana Kern.",
    ),
    VertretungKind.VOLLMACHT: ("mit Vollmacht", "Sie können einen Nachweis verlangen.", "gehen an Jana Kern."),
    VertretungKind.ELTERN: ("als Mutter oder Vater", "§ 1629 Abs. 1 BGB", "Eltern vertreten ihr Kind gemeinschaftlich"),
}


def received(citizen: Member, clerk: Member, kind: VertretungKind) -> Vorgang:
    with open_scope(citizen.scope):
        draft = drafted(citizen, "bewohnerparkausweis", "bewilligung")
        record_vertretung(
            actor=citizen.actor, entwurf=draft, vertretung=Vertretung(kind, "Jana Kern", contact="06181 55"), now=NOW
        )
        antrag = receive_antrag(actor=citizen.actor, entwurf=draft, now=NOW)
    with open_scope(clerk.scope):
        return vorgang_of(antrag)


@pytest.mark.parametrize("kind", WORDS)
def test_the_case_says_who_acts_for_whom(desk: Browser, citizen: Member, clerk: Member, kind: VertretungKind) -> None:
    case = f"/amt/vorgaenge/{received(citizen, clerk, kind).public_id}/"
    page = desk.page(case)
    acts_as, norm, hint = WORDS[kind]
    assert f"Gestellt von Jana Kern für Amira Haddad, {acts_as}." in page
    for words in ("Kontakt: 06181 55", norm, hint, "Nachweis verlangen"):
        assert words in page
    assert "VwVfG" not in page


def test_the_head_says_it_on_every_page_of_the_case(desk: Browser, citizen: Member, clerk: Member) -> None:
    vorgang = received(citizen, clerk, VertretungKind.VOLLMACHT)
    for key, outcome in (("formell", "vollstaendig"), ("fachlich", "")):
        desk.post(f"/amt/vorgaenge/{vorgang.public_id}/aufgaben/{key}/", {"ausgang": outcome, "punkt": ["0"]})
    page = desk.page(f"/amt/vorgaenge/{vorgang.public_id}/bescheid/")
    assert "Gestellt von Jana Kern für Amira Haddad" in page


def test_proof_is_asked_for_with_a_prepared_question(desk: Browser, citizen: Member, clerk: Member) -> None:
    case = f"/amt/vorgaenge/{received(citizen, clerk, VertretungKind.VOLLMACHT).public_id}/"
    assert f'href="{case}rueckfrage/?nachweis=vertretung"' in desk.get(case).content.decode()
    page = desk.page(f"{case}rueckfrage/?nachweis=vertretung")
    assert "Guten Tag Jana Kern, Sie haben den Antrag „Bewohnerparkausweis beantragen“ für Amira Haddad" in page
    assert "mit Vollmacht. Bitte weisen Sie uns das nach. Schicken" in page
    assert "Guten Tag Jana Kern, wir bearbeiten Ihren Antrag" in desk.page(f"{case}rueckfrage/")


def test_a_case_of_somebody_who_applied_alone_says_nothing_of_it(desk: Browser, case: Vorgang) -> None:
    page = desk.page(f"/amt/vorgaenge/{case.public_id}/")
    assert "Gestellt von" not in page and "Vertretung" not in page
    asked = text_of(desk.get(f"/amt/vorgaenge/{case.public_id}/rueckfrage/?nachweis=vertretung"))
    assert "Guten Tag Amira Haddad, wir bearbeiten Ihren Antrag" in asked
