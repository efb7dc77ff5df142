"""Every letter as text: sealed ones stay sealed, strangers get nothing, the office reads the same."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from rathaus.core.antrag.models import Antrag
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.rules import Kind
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.receipt import send_receipt
from tests.cast import Member
from tests.errand import submitted
from tests.surfaces.portal.browser import Browser


@pytest.fixture
def antrag(citizen: Member) -> Antrag:
    return submitted(citizen, "bewohnerparkausweis", "bewilligung")


def letter(member: Member, kind: Kind) -> Nachricht:
    with open_scope(member.scope):
        return Nachricht.objects.get(kind=kind)


def test_the_receipt_is_there_as_text_with_all_that_was_declared(
    amira: Browser, citizen: Member, clerk: Member, antrag: Antrag
) -> None:
    with open_scope(Scope(clerk.scope.stellen, citizen.scope.konto)):
        send_receipt(antrag, now=timezone.now())
    path = f"/postfach/{letter(citizen, Kind.RECEIPT).public_id}/text/"
    assert f'href="{path}"' in amira.get(f"/antraege/{antrag.public_id}/eingang/").content.decode()
    answer = amira.get(path)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Disposition"].endswith(".txt")
    text = answer.content.decode()
    assert "Eingangsbestätigung\n===================" in text
    assert antrag.reference in text
    assert "Haddad" in text
    assert max(len(line) for line in text.splitlines()) <= 78


def test_a_sealed_letter_is_opened_before_it_is_text(
    amira: Browser, citizen: Member, clerk: Member, antrag: Antrag, ask: Callable[..., Vorgang]
) -> None:
    vorgang = ask(antrag, "Wie heißt Ihr Hund?")
    question = letter(citizen, Kind.QUESTION)
    path = f"/postfach/{question.public_id}/"
    assert amira.get(f"{path}text/")["Location"] == path
    amira.post(f"{path}oeffnen/")
    page = amira.get(path).content.decode()
    assert "Als Text herunterladen" in page
    assert "data-print" in page
    text = amira.get(f"{path}text/").content.decode()
    assert "Wie heißt Ihr Hund?" in text
    desk = Browser().sign_in(clerk)
    case = f"/amt/vorgaenge/{vorgang.public_id}/schreiben/"
    assert desk.get(f"{case}{question.public_id}/text/").content.decode() == text
    assert Browser().get(f"{path}text/").status_code == 302


def test_a_letter_of_another_case_is_not_found(
    citizen: Member, clerk: Member, other_citizen: Member, antrag: Antrag, ask: Callable[..., Vorgang]
) -> None:
    ask(antrag, "Wie heißt Ihr Hund?")
    other = ask(submitted(other_citizen, "bewohnerparkausweis", "bewilligung"), "Und Ihrer?")
    question = letter(citizen, Kind.QUESTION)
    address = f"/amt/vorgaenge/{other.public_id}/schreiben/{question.public_id}/text/"
    assert Browser().sign_in(clerk).get(address).status_code == 404
