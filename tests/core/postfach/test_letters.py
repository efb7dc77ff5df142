"""Letters reach one person, are opened once, answered once, and never change."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from rathaus.core.datei.actions import store_generated
from rathaus.core.datei.document_json import document_from_json
from rathaus.core.datei.queries import content_of
from rathaus.core.postfach import actions
from rathaus.core.postfach.actions import Correspondence, Letter, answer, deliver, retrieve
from rathaus.core.postfach.errors import AlreadyAnswered, AnswerEmpty, NachrichtNotFound, NotAQuestion
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.queries import letters_of, message_by_public_id, messages_of
from rathaus.core.postfach.rules import Kind
from rathaus.core.protokoll.queries import records_of, verify_chains
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Nachfolge
from rathaus.core.stelle.queries import scope_ids_of
from rathaus.recht.regime import HESSEN
from rathaus.values.document import Document, Letterhead, Paragraph

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ANTRAG = uuid.UUID("6f1ed0c8-9c7c-4a4e-8a8a-6f2f4b6d7a10")
QUESTION = Letter(
    Kind.QUESTION, "Es fehlt eine Angabe", "Bitte ergänzen Sie das Geburtsjahr.", requested_fields=("G1.F2",)
)


@pytest.fixture
def send(clerk, town, person):
    """Deliver a letter as the clerk of the town."""

    def deliver_as_clerk(letter: Letter, now: datetime = NOW) -> Nachricht:
        actor, scope = clerk
        with open_scope(scope):
            correspondence = Correspondence(town.pk, person.bearer, ANTRAG)
            return deliver(actor=actor, correspondence=correspondence, letter=letter, now=now)

    return deliver_as_clerk


def test_a_letter_arrives_unread_at_its_person(send, person) -> None:
    sent = send(Letter(Kind.MESSAGE, "Guten Tag", "Ihr Antrag ist da."))
    with open_scope(person.scope):
        found = message_by_public_id(sent.public_id)
        assert (found.subject, found.direction, found.announced_on, found.is_unread) == (
            "Guten Tag",
            "to_citizen",
            None,
            True,
        )
        assert list(letters_of([person.bearer])) == [found] == list(messages_of(ANTRAG))


def test_a_bescheid_carries_pdf_and_document_and_is_announced_by_its_first_opening(send, clerk, town, person) -> None:
    actor, scope = clerk
    document = Document("de", "Bescheid", Letterhead("Stadt"), (Paragraph("Wir entscheiden."),))
    with open_scope(scope):
        datei = store_generated(
            actor=actor,
            bearer=person.bearer,
            stelle_id=town.pk,
            name="Bescheid.pdf",
            media_type="application/pdf",
            content=b"%PDF",
        )
    sent = send(Letter(Kind.BESCHEID, "Bescheid", document=document, datei=datei))
    with open_scope(person.scope):
        found = message_by_public_id(sent.public_id)
        assert document_from_json(found.document) == document
        assert content_of(found.datei) == b"%PDF"
        assert (found.announced_on, found.parameter_versions) == (None, [])
        for days in (0, 3):
            opened = retrieve(actor=person.actor, nachricht=found, regime=HESSEN, now=NOW + timedelta(days=days))
        assert opened.announced_on == date(2026, 11, 24)
        assert opened.parameter_versions == ["bekanntgabe.portal_retrieval_window@federal/always"]
        for change in ({"announced_on": None}, {"announced_on": date(2030, 1, 1)}, {"parameter_versions": []}):
            with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
                Nachricht.objects.update(**change)


def test_after_a_merger_the_successor_writes_and_reads_and_a_successor_of_tomorrow_does_not(
    send, person, town, next_town, clerk_of_the_next_town
) -> None:
    actor, correspondence = clerk_of_the_next_town[0], Correspondence(town.pk, person.bearer, ANTRAG)
    day = date(2027, 1, 1)
    Nachfolge.objects.create(predecessor=town, successor=next_town, kind=Nachfolge.Kind.MERGED, on=day)
    with open_scope(Scope(stellen=scope_ids_of(next_town, day))):
        question = deliver(actor=actor, correspondence=correspondence, letter=QUESTION, now=NOW)
    with open_scope(person.scope):
        reply = answer(actor=person.actor, nachricht=question, body="1980", now=NOW)
    with open_scope(Scope(stellen=scope_ids_of(next_town, day))):
        found = message_by_public_id(reply.public_id)
        assert retrieve(actor=actor, nachricht=found, now=NOW).retrieved_at == NOW
    with open_scope(Scope(stellen=scope_ids_of(next_town, day - timedelta(days=1)))), pytest.raises(ActorRefused):
        deliver(actor=actor, correspondence=correspondence, letter=QUESTION, now=NOW)


def test_nobody_else_reads_a_letter(send, clerk_of_the_next_town) -> None:
    sent = send(QUESTION)
    strangers = [clerk_of_the_next_town[1], Scope(konto=999_999), Scope(secrets=frozenset({"0" * 64})), Scope()]
    for scope in strangers:
        with open_scope(scope):
            assert messages_of(ANTRAG).count() == 0
            with pytest.raises(NachrichtNotFound):
                message_by_public_id(sent.public_id)


def test_the_clerk_of_the_next_town_writes_nothing_into_this_one(person, town, clerk_of_the_next_town) -> None:
    actor, scope = clerk_of_the_next_town
    correspondence = Correspondence(town.pk, person.bearer, ANTRAG)
    with open_scope(scope), pytest.raises(ActorRefused):
        deliver(actor=actor, correspondence=correspondence, letter=QUESTION, now=NOW)
    with open_scope(scope), pytest.raises(DatabaseError), transaction.atomic():
        deliver(actor=SYSTEM_ACTOR, correspondence=correspondence, letter=QUESTION, now=NOW)


def test_an_office_does_not_answer_itself(send) -> None:
    with pytest.raises(ActorRefused):
        send(Letter(Kind.ANSWER, "Antwort"))


def test_the_first_opening_counts_and_is_recorded(send, person) -> None:
    sent = send(QUESTION)
    with open_scope(person.scope):
        for minutes in (5, 50):
            opened = retrieve(actor=person.actor, nachricht=sent, now=NOW + timedelta(minutes=minutes))
        assert opened.retrieved_at == NOW + timedelta(minutes=5)
        assert not opened.is_unread
        acts = [entry.act for entry in records_of(kind="antrag", subject_id=ANTRAG)]
    assert acts == ["nachricht.delivered", "nachricht.retrieved"]


def test_an_office_that_looks_at_its_own_letter_does_not_retrieve_it(send, clerk) -> None:
    sent = send(QUESTION)
    actor, scope = clerk
    with open_scope(scope), pytest.raises(ActorRefused):
        retrieve(actor=actor, nachricht=sent, now=NOW)


def test_a_question_is_answered_once_and_the_office_reads_the_answer(send, person, clerk) -> None:
    sent = send(QUESTION)
    with open_scope(person.scope):
        reply = answer(actor=person.actor, nachricht=sent, body=" 1980 ", now=NOW)
        with pytest.raises(AlreadyAnswered):
            answer(actor=person.actor, nachricht=sent, body="1981", now=NOW)
        assert list(letters_of([person.bearer])) == [sent], "an own answer is no letter to oneself"
    actor, scope = clerk
    with open_scope(scope):
        found = message_by_public_id(reply.public_id)
        assert (found.body, found.kind, found.answers, found.requested_fields) == ("1980", "answer", sent, ["G1.F2"])
        assert retrieve(actor=actor, nachricht=found, now=NOW).retrieved_at == NOW
        assert [entry.act for entry in records_of(kind="antrag", subject_id=ANTRAG)] == [
            "nachricht.delivered",
            "nachricht.answered",
            "nachricht.retrieved",
        ]
        assert verify_chains().faults == ()


def test_an_answer_needs_a_question_a_text_and_the_person_who_was_asked(send, person, clerk) -> None:
    question, message = send(QUESTION), send(Letter(Kind.MESSAGE, "Guten Tag"))
    with open_scope(person.scope):
        with pytest.raises(NotAQuestion):
            answer(actor=person.actor, nachricht=message, body="Danke", now=NOW)
        with pytest.raises(AnswerEmpty):
            answer(actor=person.actor, nachricht=question, body=" \n", now=NOW)
        with pytest.raises(ActorRefused):
            answer(actor=clerk[0], nachricht=question, body="1980", now=NOW)


def test_outside_of_its_scope_a_letter_is_not_opened(send, person) -> None:
    sent = send(QUESTION)
    with open_scope(Scope()), pytest.raises((NachrichtNotFound, ActorRefused)):
        retrieve(actor=person.actor, nachricht=sent, now=NOW)


@pytest.mark.parametrize("change", [{"subject": "anders"}, {"body": "anders"}, {"announced_on": date(2030, 1, 1)}])
def test_the_database_refuses_to_change_a_letter(send, person, change: dict[str, object]) -> None:
    send(QUESTION)
    with open_scope(person.scope), pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        Nachricht.objects.update(**change)


@pytest.mark.parametrize("column", ["retrieved_at", "notified_at"])
def test_the_database_refuses_to_take_back_a_mark(send, person, column: str) -> None:
    send(QUESTION)
    with open_scope(person.scope):
        Nachricht.objects.update(**{column: NOW})
        for later in (None, NOW + timedelta(days=1)):
            with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
                Nachricht.objects.update(**{column: later})


def test_another_broken_constraint_is_not_taken_for_a_second_answer(send, person, monkeypatch) -> None:
    sent = send(QUESTION)
    monkeypatch.setattr(actions, "_ONE_ANSWER", "another_constraint")
    with open_scope(person.scope):
        answer(actor=person.actor, nachricht=sent, body="1980", now=NOW)
        with pytest.raises(IntegrityError), transaction.atomic():
            answer(actor=person.actor, nachricht=sent, body="1981", now=NOW)


def test_a_letter_has_a_konto_or_a_link(send, town, person) -> None:
    send(QUESTION)
    row = {"stelle_id": town.pk, "antrag_id": ANTRAG, "provided_at": NOW, "kind": "message"}
    body = Scope(stellen=frozenset({town.pk}))
    refused = pytest.raises(IntegrityError, match="nachricht_has_one_bearer")
    with open_scope(body), refused, transaction.atomic():
        Nachricht.objects.create(**row)
