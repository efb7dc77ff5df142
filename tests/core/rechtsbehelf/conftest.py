"""A refused Antrag in Hanau whose Bescheid was opened, and a remedy against it."""

from collections.abc import Callable

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid, open_letter
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.rules import Kind as LetterKind
from rathaus.core.rechtsbehelf.decision import DecisionDraft, confirm_klage_court, draft_decision
from rathaus.core.rechtsbehelf.filing import Statement, file_rechtsbehelf
from rathaus.core.rechtsbehelf.models import Rechtsbehelf
from rathaus.core.rechtsbehelf.queries import bescheid_by_public_id
from rathaus.core.rechtsbehelf.rules import Ground, Outcome
from rathaus.core.rechtsbehelf.work import Hearing, confirm_authority, note_hearing
from rathaus.core.scope.session import open_scope
from rathaus.recht.courts import Court
from tests.cast import NOW, TODAY, Member
from tests.core.bescheid.conftest import examined
from tests.errand import submitted

PARKING = "bewohnerparkausweis"
COURT = Court("Verwaltungsgericht Frankfurt am Main", "Frankfurt am Main")
REASONS = "Ich wohne doch in der Innenstadt Nord."
REJECTION = DecisionDraft(
    Outcome.REJECTED,
    "Der Widerspruch wird zurückgewiesen.",
    "Die Wohnung liegt nicht im Bereich.",
    "Die Kosten trägt Frau Haddad. Es wird eine Gebühr von 40,00 Euro erhoben.",
)


def refused(citizen: Member, clerk: Member, antrag: Antrag | None = None, *, is_opened: bool = True) -> Bescheid:
    """Refuse an Antrag, and let the person open the Bescheid or leave it sealed."""
    antrag = antrag or submitted(citizen, PARKING, "bewilligung")
    with open_scope(clerk.scope):
        vorgang = examined(clerk, antrag)
        draft = Draft("ablehnung", ("kein_quartier",), "Nach dem Stadtplan.")
        row = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=draft, now=NOW)
        row = confirm_remedy(actor=clerk.actor, bescheid=row, now=NOW)
        row = issue_bescheid(actor=clerk.actor, bescheid=row, now=NOW)
    if not is_opened:
        return row
    with open_scope(citizen.scope):
        letter = Nachricht.objects.get(kind=LetterKind.BESCHEID, datei=row.datei)
        open_letter(actor=citizen.actor, nachricht=letter, now=NOW)
    return row


@pytest.fixture
def bescheid(citizen: Member, clerk: Member) -> Bescheid:
    return refused(citizen, clerk)


@pytest.fixture
def demo(settings: object) -> None:
    """An account stands for the one of the law, as in a demonstration."""
    settings.RATHAUS_DEMO = True  # type: ignore[attr-defined]  # pytest-django's settings


@pytest.fixture
def remedy(demo: None, bescheid: Bescheid, citizen: Member) -> Rechtsbehelf:
    with open_scope(citizen.scope):
        found = bescheid_by_public_id(bescheid.public_id)
        statement = Statement(reasons=REASONS)
        return file_rechtsbehelf(actor=citizen.actor, bescheid=found, statement=statement, now=NOW)


def make_decidable(clerk: Member, remedy: Rechtsbehelf) -> None:
    """Confirm that the body decides itself, and that the hearing is held; in the open scope of the clerk."""
    acting = {"actor": clerk.actor, "rechtsbehelf": remedy}
    assert clerk.stelle is not None
    confirm_authority(**acting, stelle=clerk.stelle, ground=Ground.SELF_GOVERNMENT)
    hearing = Hearing(TODAY, "Anhörungsausschuss der Stadt Hanau", "Frau Haddad blieb bei ihrer Meinung.")
    note_hearing(**acting, hearing=hearing, now=NOW)


@pytest.fixture
def drafted(remedy: Rechtsbehelf, clerk: Member) -> Callable[[], Rechtsbehelf]:
    """Draft the rejection of the remedy."""

    def draft_it() -> Rechtsbehelf:
        with open_scope(clerk.scope):
            make_decidable(clerk, remedy)
            draft_decision(actor=clerk.actor, rechtsbehelf=remedy, draft=REJECTION, now=NOW)
            confirm_klage_court(actor=clerk.actor, rechtsbehelf=remedy, court=COURT)
        return remedy

    return draft_it
