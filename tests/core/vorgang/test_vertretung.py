"""The receipt says for whom somebody applied, in words and for machines."""

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.vertretung import record_vertretung
from rathaus.core.antrag.vertretung_rules import Vertretung
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import receive_antrag
from rathaus.core.vorgang.receipt import receipt_data, receipt_document
from rathaus.engine.prozess.vertretung import VertretungKind
from rathaus.values.document import Heading, Paragraph
from tests.cast import NOW, Member
from tests.errand import drafted, submitted

pytestmark = pytest.mark.django_db
PARKING = "bewohnerparkausweis"


def applied_for(member: Member, vertretung: Vertretung, language: str = "de") -> Antrag:
    with open_scope(member.scope):
        draft = drafted(member, PARKING, "bewilligung")
        draft.language = language
        draft.save(update_fields=["language"])
        record_vertretung(actor=member.actor, entwurf=draft, vertretung=vertretung, now=NOW)
        return receive_antrag(actor=member.actor, entwurf=draft, now=NOW)


def words(antrag: Antrag, clerk: Member) -> str:
    with open_scope(clerk.scope):
        blocks = receipt_document(antrag).blocks
    return "\n".join(block.text for block in blocks if isinstance(block, Heading | Paragraph))


def test_the_copy_of_the_declaration_names_who_acted(citizen: Member, clerk: Member) -> None:
    carer = Vertretung(VertretungKind.BETREUUNG, "Jana Kern", "Betreuungsverein Hanau", "06181 5550123")
    antrag = applied_for(citizen, carer)
    text = words(antrag, clerk)
    acted = "Jana Kern (Betreuungsverein Hanau) hat den Antrag für Amira Haddad gestellt, als rechtliche Betreuung."
    assert f"Vertretung\n{acted}\nKontakt: 06181 5550123\n" in text
    assert "Das Amt kann einen Nachweis dafür verlangen." in text
    assert "VwVfG" not in text
    with open_scope(clerk.scope):
        data = receipt_data(antrag)["vertretung"]
    assert data == {
        "art": "betreuung", "name": "Jana Kern", "organisation": "Betreuungsverein Hanau",
        "kontakt": "06181 5550123", "nachweis": "",
    }  # fmt: skip


def test_it_speaks_the_language_of_the_antrag(citizen: Member, clerk: Member) -> None:
    text = words(applied_for(citizen, Vertretung(VertretungKind.VOLLMACHT, "Jana Kern"), "en"), clerk)
    assert "Jana Kern applied for Amira Haddad, with a mandate." in text
    assert "Contact" not in text


def test_whoever_applies_for_themselves_reads_nothing_of_it(citizen: Member, clerk: Member) -> None:
    antrag = submitted(citizen, PARKING, "bewilligung")
    assert "Vertretung" not in words(antrag, clerk)
    with open_scope(clerk.scope):
        assert receipt_data(antrag)["vertretung"] is None
