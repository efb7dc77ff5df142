"""For whom somebody applies: recorded on the draft, frozen on the Antrag."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from rathaus.core.antrag.actions import supply_answers
from rathaus.core.antrag.errors import EntwurfExpired, EntwurfSubmitted, VertretungRefused
from rathaus.core.antrag.follow_up import start_follow_up
from rathaus.core.antrag.models import Antrag, Entwurf
from rathaus.core.antrag.vertretung import for_whom, norms_of, record_vertretung, vertretung_of
from rathaus.core.antrag.vertretung_rules import Vertretung
from rathaus.core.protokoll.queries import records_of
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope, widen_scope
from rathaus.core.vorgang.actions import receive_antrag
from rathaus.engine.prozess.vertretung import VertretungKind
from tests.cast import NOW, Member
from tests.errand import begin, drafted, example, fill_in

pytestmark = pytest.mark.django_db
PARKING, NAME, PLATE = (
    "bewohnerparkausweis",
    "G06900002001.F60000000228",
    "G06900002010.G06900002004.F06900002031",
)
EMAIL = "G06900002001.F60000000242"
CARER = Vertretung(VertretungKind.BETREUUNG, "Jana Kern", "Betreuungsverein Hanau", "06181 5550123")


def keep(member: Member, entwurf: Entwurf, vertretung: Vertretung | None = CARER) -> Entwurf:
    return record_vertretung(actor=member.actor, entwurf=entwurf, vertretung=vertretung, now=NOW)


@pytest.fixture
def represented(citizen: Member) -> Antrag:
    """A parking permit that a carer applied for."""
    with open_scope(citizen.scope):
        draft = keep(citizen, drafted(citizen, PARKING, "bewilligung"))
        return receive_antrag(actor=citizen.actor, entwurf=draft, now=NOW)


def test_people_apply_for_themselves_unless_they_say_so(citizen: Member) -> None:
    with open_scope(citizen.scope):
        draft = begin(citizen, PARKING, "Hanau")
        assert (vertretung_of(draft), norms_of(draft)) == (None, None)
        whom = for_whom(draft, applicant="Amira Haddad")
    assert (whom.vertretung, whom.acts_as, whom.norms, whom.form_asks) == (None, None, None, False)


def test_it_is_kept_changed_and_taken_back(citizen: Member) -> None:
    with open_scope(citizen.scope):
        draft = keep(citizen, begin(citizen, PARKING, "Hanau"))
        assert vertretung_of(Entwurf.objects.get(pk=draft.pk)) == CARER
        keep(citizen, draft, Vertretung(VertretungKind.VOLLMACHT, "Jana Kern"))
        found = for_whom(Entwurf.objects.get(pk=draft.pk), applicant="Amira Haddad")
        assert found.norms and found.norms.proof == ""
        keep(citizen, draft, None)
        assert vertretung_of(Entwurf.objects.get(pk=draft.pk)) is None


def test_a_representative_is_not_the_person_of_the_form(citizen: Member) -> None:
    with open_scope(citizen.scope):
        draft = begin(citizen, PARKING, "Hanau")
        assert draft.answers[NAME] == "Amira"
        draft = keep(citizen, draft)
        assert NAME not in draft.answers and draft.prefilled == {}
        filled = fill_in(citizen, draft, {NAME: "Helga", PLATE: "HU-HB 7"})
        assert keep(citizen, filled).answers[NAME] == "Helga"


def test_what_was_confirmed_stays(citizen: Member) -> None:
    with open_scope(citizen.scope):
        draft = drafted(citizen, PARKING, "bewilligung")
        assert keep(citizen, draft).answers == draft.answers


@pytest.mark.parametrize(
    "vertretung",
    [
        Vertretung(VertretungKind.BETREUUNG, ""),
        Vertretung(VertretungKind.ORGANISATION, "Jana Kern"),
        Vertretung(VertretungKind.BETREUUNG, "x" * 121),
    ],
)
def test_what_says_too_little_or_too_much_is_refused(citizen: Member, vertretung: Vertretung) -> None:
    with open_scope(citizen.scope):
        draft = begin(citizen, PARKING, "Hanau")
        with pytest.raises(VertretungRefused):
            keep(citizen, draft, vertretung)
        assert vertretung_of(Entwurf.objects.get(pk=draft.pk)) is None


def test_what_the_form_asks_itself_is_not_asked_twice(citizen: Member) -> None:
    with open_scope(citizen.scope):
        draft = begin(citizen, "unterhaltsvorschuss", "Hanau")
        assert for_whom(draft, applicant="").form_asks
        with pytest.raises(VertretungRefused):
            keep(citizen, draft, Vertretung(VertretungKind.ELTERN, "Jana Kern"))
        keep(citizen, draft)
        norms = norms_of(Entwurf.objects.get(pk=draft.pk))
    assert norms and norms.proof == "§ 21 Abs. 2 SGB X"


def test_only_its_person_may_say_it_and_only_while_it_is_kept(citizen: Member, other_citizen: Member) -> None:
    with open_scope(citizen.scope):
        draft = begin(citizen, PARKING, "Hanau")
        late = NOW + timedelta(days=60)
        with pytest.raises(EntwurfExpired):
            record_vertretung(actor=citizen.actor, entwurf=draft, vertretung=CARER, now=late)
    with open_scope(other_citizen.scope), pytest.raises(ActorRefused):
        keep(other_citizen, draft)


def test_submission_freezes_it_and_empties_the_draft(represented: Antrag, citizen: Member, clerk: Member) -> None:
    assert represented.applicant == "Amira Haddad"
    assert vertretung_of(represented) == CARER
    with open_scope(citizen.scope):
        draft = Entwurf.objects.get(antrag=represented)
        assert draft.vertretung is None
        with pytest.raises(EntwurfSubmitted):
            keep(citizen, draft, None)
    with open_scope(clerk.scope):
        change = "UPDATE antrag_antrag SET vertretung = NULL"
        with pytest.raises(DatabaseError, match="keeps what"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_later_answers_do_not_change_it(represented: Antrag, citizen: Member) -> None:
    with open_scope(citizen.scope), widen_scope(stellen=frozenset({represented.stelle_id})):
        found = supply_answers(
            actor=citizen.actor, antrag=represented, requested=[PLATE], form={PLATE: ["HU-AH 413"]}, uploads={}, now=NOW
        )
        row = Antrag.objects.get(pk=represented.pk)
    assert (found, row.revision, vertretung_of(row)) == ((), 2, CARER)


def test_the_protokoll_knows_the_kind_and_no_name(represented: Antrag, citizen: Member) -> None:
    with open_scope(citizen.scope):
        first = records_of(kind="antrag", subject_id=represented.public_id)[0]
    assert first.payload == {"revision": 1, "incomplete": len(represented.incomplete), "vertretung": "betreuung"}


def test_the_next_antrag_proposes_it_again(represented: Antrag, citizen: Member) -> None:
    with open_scope(citizen.scope):
        draft = start_follow_up(
            actor=citizen.actor, antrag=represented, given={}, anew=[], language="de", now=NOW + timedelta(days=300)
        )
        again = Entwurf.objects.get(pk=draft.pk)
        assert vertretung_of(again) == CARER
        assert again.answers[NAME] == "Amira", "the person of the form stays the same"


def test_the_next_antrag_for_somebody_else_has_nothing_of_the_konto_that_acts(citizen: Member) -> None:
    known = example(PARKING, "bewilligung")["antworten"]
    with open_scope(citizen.scope):
        begun = keep(citizen, begin(citizen, PARKING, "Hanau"))
        filled = fill_in(citizen, begun, {key: value for key, value in known.items() if key != EMAIL} | {NAME: "Helga"})
        before = receive_antrag(actor=citizen.actor, entwurf=filled, now=NOW)
        draft = start_follow_up(
            actor=citizen.actor, antrag=before, given={}, anew=[], language="de", now=NOW + timedelta(days=300)
        )
    assert draft.answers[NAME] == "Helga"
    assert EMAIL not in draft.answers, "the address of who acts is not the address of who is represented"
    assert draft.prefilled == draft.answers
