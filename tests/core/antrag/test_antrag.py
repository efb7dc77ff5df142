"""Freezing a draft into an Antrag, its states, and answers that are supplied later."""

import uuid

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from rathaus.core.antrag.actions import freeze_antrag, set_status, subject_of, supply_answers
from rathaus.core.antrag.drafting import Upload, delete_entwurf, save_page
from rathaus.core.antrag.errors import (
    AntragHasErrors,
    AntragNotFound,
    EntwurfSubmitted,
    NothingAsked,
    TransitionRefused,
)
from rathaus.core.antrag.models import Antrag, AntragRevision, Entwurf
from rathaus.core.antrag.queries import (
    antraege_of,
    antrag_by_public_id,
    content_of,
    entwurf_by_public_id,
    evaluate_antrag,
    sections_of,
)
from rathaus.core.antrag.rules import Status
from rathaus.core.datei.models import Datei
from rathaus.core.protokoll.queries import records_of, verify_chains
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.session import Scope, open_scope, widen_scope
from rathaus.core.stelle.queries import stelle_by_slug
from tests.core.antrag.conftest import CAR, NOW, PAPERS, PNG
from tests.core.antrag.forms import TODAY, add_papers, fill_in


@pytest.fixture
def draft(person, entwurf, answers):
    return add_papers(person, fill_in(person, entwurf, answers))


@pytest.fixture
def antrag(person, draft, hanau):
    with widen_scope(stellen=frozenset({hanau.pk})):
        yield freeze_antrag(actor=person.actor, entwurf=draft, stelle=hanau, now=NOW)


def test_a_frozen_antrag_holds_the_answers_and_empties_the_draft(antrag) -> None:
    assert antrag.answers[CAR] == "HU-AH 412"
    assert antrag.applicant == "Amira Haddad"
    assert Entwurf.objects.get().answers == {}


def test_freezing_again_gives_the_same_antrag(person, draft, antrag, hanau) -> None:
    assert freeze_antrag(actor=person.actor, entwurf=draft, stelle=hanau, now=NOW) == antrag
    assert Antrag.objects.count() == 1


def test_a_submitted_draft_cannot_be_changed(person, draft, antrag) -> None:
    with pytest.raises(EntwurfSubmitted):
        save_page(actor=person.actor, entwurf=draft, page="angaben-zu-ihnen", form={}, now=NOW)


def test_a_draft_that_was_submitted_while_somebody_read_it_is_not_deleted(person, draft, hanau) -> None:
    read_before = entwurf_by_public_id(draft.public_id, today=TODAY)
    with widen_scope(stellen=frozenset({hanau.pk})):
        antrag = freeze_antrag(actor=person.actor, entwurf=draft, stelle=hanau, now=NOW)
    with pytest.raises(EntwurfSubmitted):
        delete_entwurf(actor=person.actor, entwurf=read_before, day=TODAY)
    assert Entwurf.objects.get().antrag == antrag


def test_an_antrag_with_missing_answers_is_refused_and_the_draft_stays(person, entwurf, hanau) -> None:
    with widen_scope(stellen=frozenset({hanau.pk})), pytest.raises(AntragHasErrors):
        freeze_antrag(actor=person.actor, entwurf=entwurf, stelle=hanau, now=NOW)
    assert Antrag.objects.count() == 0
    assert Entwurf.objects.get().answers == entwurf.answers


def test_a_missing_paper_does_not_stop_the_antrag_and_is_noted(person, entwurf, answers, hanau) -> None:
    draft = fill_in(person, entwurf, answers)
    with widen_scope(stellen=frozenset({hanau.pk})):
        antrag = freeze_antrag(actor=person.actor, entwurf=draft, stelle=hanau, now=NOW)
    assert antrag.incomplete == [PAPERS]


def test_files_go_to_the_body(antrag, hanau) -> None:
    with open_scope(Scope(stellen=frozenset({hanau.pk}))):
        assert Datei.objects.count() == 1


def test_the_clerk_of_the_next_town_sees_neither_antrag_nor_files(antrag) -> None:
    with open_scope(Scope(stellen=frozenset({stelle_by_slug("maintal").pk}))):
        assert (Antrag.objects.count(), AntragRevision.objects.count(), Datei.objects.count()) == (0, 0, 0)
        with pytest.raises(AntragNotFound):
            antrag_by_public_id(antrag.public_id)


def test_the_person_finds_it_in_their_list(person, antrag) -> None:
    assert list(antraege_of([person.bearer])) == [antrag]


def test_answers_are_shown_with_their_questions(antrag) -> None:
    rows = {row.label: row.value for section in sections_of(antrag, language="de") for row in section.rows}
    assert rows["Vornamen"] == "Amira"


def test_the_acts_form_one_chain(antrag) -> None:
    set_status(actor=SYSTEM_ACTOR, antrag=antrag, status=Status.IN_PROGRESS, now=NOW)
    acts = [entry.act for entry in records_of(kind="antrag", subject_id=antrag.public_id)]
    assert acts == ["antrag.submitted", "antrag.in_progress"]
    assert subject_of(antrag).stelle_id == antrag.stelle_id
    assert verify_chains().faults == ()


def test_a_decided_antrag_cannot_be_reopened(antrag) -> None:
    set_status(actor=SYSTEM_ACTOR, antrag=antrag, status=Status.DECIDED, now=NOW)
    with pytest.raises(TransitionRefused):
        set_status(actor=SYSTEM_ACTOR, antrag=antrag, status=Status.IN_PROGRESS, now=NOW)
    assert antrag.decided_at == NOW


def test_asked_questions_can_be_answered_later_and_the_old_answers_stay(person, antrag) -> None:
    findings = supply_answers(
        actor=person.actor, antrag=antrag, requested=[CAR], form={CAR: ["HU-XY 7"]}, uploads={}, now=NOW
    )
    assert findings == ()
    assert (antrag.answers[CAR], antrag.revision) == ("HU-XY 7", 2)
    assert [revision.answers[CAR] for revision in antrag.revisions.all()] == ["HU-AH 412", "HU-XY 7"]


def test_a_paper_can_be_supplied_later(person, antrag, hanau) -> None:
    uploads = {PAPERS: Upload("rueckseite.png", PNG)}
    supply_answers(actor=person.actor, antrag=antrag, requested=[PAPERS], form={}, uploads=uploads, now=NOW)
    assert f"{PAPERS}[1]" in antrag.answers
    with open_scope(Scope(stellen=frozenset({hanau.pk}))):
        assert Datei.objects.count() == 2


def test_what_was_not_asked_cannot_be_changed(person, antrag) -> None:
    form = {"G06900002001.F60000000228": ["Mallory"], CAR: ["HU-XY 7"]}
    supply_answers(actor=person.actor, antrag=antrag, requested=[CAR], form=form, uploads={}, now=NOW)
    assert antrag.answers["G06900002001.F60000000228"] == "Amira"
    with pytest.raises(NothingAsked):
        supply_answers(
            actor=person.actor, antrag=antrag, requested=[CAR], form={}, uploads={PAPERS: Upload("a.png", PNG)}, now=NOW
        )


def test_wrong_later_answers_are_explained_and_not_stored(person, antrag) -> None:
    findings = supply_answers(
        actor=person.actor, antrag=antrag, requested=[CAR], form={CAR: ["?" * 200]}, uploads={}, now=NOW
    )
    assert findings
    assert findings[0].remedy.de
    assert Antrag.objects.get().answers[CAR] == "HU-AH 412"


def test_a_revision_is_never_changed(antrag) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        AntragRevision.objects.update(answers={})


def test_later_answers_are_judged_by_the_norms_that_hold_for_the_antrag(person, antrag) -> None:
    field = next(
        each for each in content_of(antrag).formular.fields.values() if each.norms and each.path in antrag.answers
    )
    judged = submit_again(antrag, suspended_norms=list(field.norms))
    form = {CAR: ["HU-XY 7"]}
    supply_answers(actor=person.actor, antrag=judged, requested=[CAR], form=form, uploads={}, now=NOW)
    assert evaluate_antrag(Antrag.objects.get(pk=judged.pk)).answers == judged.answers
    assert field.path not in judged.answers


def submit_again(antrag: Antrag, *, suspended_norms: list[str]) -> Antrag:
    """Store the same Antrag once more, with norms that are suspended from its submission on."""
    fields = {field.attname: getattr(antrag, field.attname) for field in Antrag._meta.concrete_fields}
    given = {"id": None, "public_id": uuid.uuid4(), "reference": "2026-AGAI-N000"}
    return Antrag.objects.create(**fields | given | {"suspended_norms": suspended_norms})
