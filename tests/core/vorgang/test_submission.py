"""The submission: everything or nothing, once, to the body of the day."""

import json
import re
from datetime import timedelta

import pytest
from django.db import connection, transaction

from rathaus.core.antrag.errors import AntragHasErrors, EntwurfNotFound, NotOfferedHere
from rathaus.core.antrag.models import Antrag, AntragRevision, Entwurf
from rathaus.core.datei.models import Datei
from rathaus.core.datei.queries import content_of as bytes_of
from rathaus.core.leistung.actions import load_package, publish_version, withdraw_version
from rathaus.core.leistung.adoption import withdraw_adoption
from rathaus.core.leistung.models import Uebernahme
from rathaus.core.leistung.package import read_folder
from rathaus.core.leistung.queries import current_version, leistung_by_slug
from rathaus.core.postfach.queries import messages_of
from rathaus.core.protokoll.models import Record
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import all_stelle_ids, coordination_office
from rathaus.core.vorgang.actions import SEND_RECEIPT, receive_antrag
from rathaus.core.vorgang.jobs import send_receipt_of
from rathaus.core.vorgang.models import Aufgabe, Vorgang
from rathaus.core.vorgang.queries import fee_of, history, standing, vorgang_of
from tests.cast import CONTENT, NOW, TODAY, Member, set_fee
from tests.core.vorgang.conftest import PARKING
from tests.errand import begin, drafted, example, fill_in, submitted

STEPS = (
    "rathaus.core.vorgang.actions.receiver_of",
    "rathaus.core.antrag.actions.hand_over",
    "rathaus.core.antrag.actions.record",
    "rathaus.core.vorgang.actions.open_case",
    "rathaus.core.vorgang.case.record",
    "rathaus.core.vorgang.actions.app.configure_task",
)


def queued() -> list[dict[str, object]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s", [SEND_RECEIPT])
        return [json.loads(row[0]) for row in cursor.fetchall()]


def in_office(stelle: Stelle) -> Scope:
    return Scope(stellen=frozenset({stelle.pk}))


def test_a_submission_opens_one_case_with_its_tasks_and_queues_one_receipt(citizen: Member, clerk: Member) -> None:
    antrag = submitted(citizen, PARKING, "bewilligung")
    with open_scope(clerk.scope):
        vorgang = vorgang_of(antrag)
        place = standing(vorgang)
        acts = [(record.act, record.actor_role) for record in history(vorgang)]
    assert (vorgang.state, vorgang.aktenzeichen, vorgang.gebuehr_cent) == ("open", antrag.reference, 3000)
    assert place.done == {"eingang": "erledigt"}
    assert [task.key for task in place.open] == ["formell"]
    assert vorgang.due_on == TODAY + timedelta(days=2)
    assert acts == [("antrag.submitted", "citizen"), ("vorgang.opened", "system")]
    assert [job["antrag"] for job in queued()] == [str(antrag.public_id)]


def test_the_person_sees_the_antrag_and_never_the_case(citizen: Member) -> None:
    antrag = submitted(citizen, PARKING, "bewilligung")
    with open_scope(citizen.scope):
        assert Antrag.objects.get() == antrag
        assert (Vorgang.objects.count(), Aufgabe.objects.count()) == (0, 0)
        assert [record.act for record in Record.objects.filter(kette__subject_kind="antrag")] == ["antrag.submitted"]


def test_the_files_belong_to_the_body_from_then_on(citizen: Member, clerk: Member) -> None:
    with open_scope(citizen.scope):
        entwurf = drafted(citizen, PARKING, "bewilligung")
    with open_scope(clerk.scope):
        assert Datei.objects.count() == 0
    with open_scope(citizen.scope):
        receive_antrag(actor=citizen.actor, entwurf=entwurf, now=NOW)
    with open_scope(clerk.scope):
        assert [bool(bytes_of(datei)) for datei in Datei.objects.all()] == [True, True]


def test_the_bearer_of_a_secret_link_submits_without_a_konto(link_holder: Member, clerk: Member) -> None:
    antrag = submitted(link_holder, PARKING, "bewilligung")
    assert (antrag.konto_id, antrag.secret_hash) == (None, link_holder.bearer.secret_hash)
    with open_scope(clerk.scope):
        assert vorgang_of(antrag).antrag == antrag


def test_a_second_click_gives_the_same_antrag_and_nothing_else(citizen: Member, clerk: Member) -> None:
    with open_scope(citizen.scope):
        entwurf = drafted(citizen, PARKING, "bewilligung")
        first = receive_antrag(actor=citizen.actor, entwurf=entwurf, now=NOW)
        assert receive_antrag(actor=citizen.actor, entwurf=entwurf, now=NOW) == first
    with open_scope(clerk.scope):
        assert (Vorgang.objects.count(), AntragRevision.objects.count()) == (1, 1)
    assert len(queued()) == 1


def test_a_retry_after_the_body_stopped_offering_still_gives_the_antrag(citizen: Member, clerk: Member) -> None:
    with open_scope(citizen.scope):
        entwurf = drafted(citizen, PARKING, "bewilligung")
        first = receive_antrag(actor=citizen.actor, entwurf=entwurf, now=NOW)
    stop_offering(clerk)
    with open_scope(citizen.scope):
        assert receive_antrag(actor=citizen.actor, entwurf=entwurf, now=NOW) == first


def stop_offering(clerk: Member) -> None:
    office = coordination_office()
    uebernahme = Uebernahme.objects.get(leistung__slug=PARKING, stelle__slug="hanau", withdrawn_at=None)
    with open_scope(Scope(stellen=clerk.scope.stellen | {office.pk})):
        withdraw_adoption(actor=clerk.actor, uebernahme=uebernahme, now=NOW)


def test_a_body_that_no_longer_offers_it_is_refused_and_the_draft_stays(citizen: Member, clerk: Member) -> None:
    with open_scope(citizen.scope):
        entwurf = drafted(citizen, PARKING, "bewilligung")
    stop_offering(clerk)
    with open_scope(citizen.scope), pytest.raises(NotOfferedHere):
        receive_antrag(actor=citizen.actor, entwurf=entwurf, now=NOW)
    with open_scope(citizen.scope):
        assert Entwurf.objects.get().answers == entwurf.answers
    assert queued() == []


def test_a_draft_begun_before_a_new_version_finishes_on_its_own(citizen: Member) -> None:
    with open_scope(citizen.scope):
        entwurf = drafted(citizen, PARKING, "bewilligung")
    publish_second_version()
    assert current_version(leistung_by_slug(PARKING), TODAY).version == "2.0.0"
    with open_scope(citizen.scope):
        assert receive_antrag(actor=citizen.actor, entwurf=entwurf, now=NOW).version == entwurf.version
        assert begin(citizen, PARKING, "Hanau").version.version == "2.0.0"


def publish_second_version() -> None:
    files = dict(read_folder(next(CONTENT.glob(f"*-{PARKING}"))))
    files["ablauf.toml"] = re.sub(rb'(?m)^version = ".*"$', b'version = "2.0.0"', files["ablauf.toml"])
    with open_scope(in_office(coordination_office())):
        version = load_package(actor=SYSTEM_ACTOR, files=files).version
        assert version is not None
        publish_version(actor=SYSTEM_ACTOR, version=version, valid_from=TODAY, now=NOW)


def test_a_draft_may_be_finished_after_its_version_was_withdrawn(citizen: Member) -> None:
    with open_scope(citizen.scope):
        entwurf = drafted(citizen, PARKING, "bewilligung")
    with open_scope(in_office(coordination_office())):
        withdraw_version(actor=SYSTEM_ACTOR, version=entwurf.version, valid_to=TODAY)
    with open_scope(citizen.scope):
        assert receive_antrag(actor=citizen.actor, entwurf=entwurf, now=NOW).reference


def test_the_own_fee_of_the_body_is_kept_with_the_case(citizen: Member, clerk: Member) -> None:
    set_fee(clerk.stelle, 4550)
    antrag = submitted(citizen, PARKING, "bewilligung")
    with open_scope(clerk.scope):
        assert vorgang_of(antrag).gebuehr_cent == 4550


def test_while_the_body_has_fixed_no_fee_the_case_has_none_either(citizen: Member, clerk: Member) -> None:
    set_fee(clerk.stelle, None)
    antrag = submitted(citizen, PARKING, "bewilligung")
    with open_scope(clerk.scope):
        assert fee_of(vorgang_of(antrag)).kind == "open"
    set_fee(clerk.stelle, 4550)
    with open_scope(clerk.scope):
        assert fee_of(vorgang_of(antrag)).kind == "open", "what the person was shown does not change afterwards"


def test_a_county_service_goes_to_the_county_of_the_place(citizen: Member) -> None:
    antrag = submitted(citizen, "unterhaltsvorschuss", "grenzfall-vater-unbekannt")
    assert antrag.place.name == "Friedberg (Hessen)"
    assert antrag.stelle.name == example("unterhaltsvorschuss", "grenzfall-vater-unbekannt")["erwartet"]["stelle"]


def test_missing_answers_are_refused_and_nothing_remains(citizen: Member, clerk: Member) -> None:
    with open_scope(citizen.scope):
        entwurf = fill_in(citizen, begin(citizen, PARKING, "Hanau"), {})
        with pytest.raises(AntragHasErrors):
            receive_antrag(actor=citizen.actor, entwurf=entwurf, now=NOW)
    with open_scope(clerk.scope):
        assert Vorgang.objects.count() == 0


@pytest.mark.parametrize("name", ["clerk", "clerk_of_the_next_town", "officer", "auditor"])
def test_nobody_of_an_office_submits_for_a_person(name: str, member, citizen: Member) -> None:
    with open_scope(citizen.scope):
        entwurf = drafted(citizen, PARKING, "bewilligung")
    somebody = member(name)
    with open_scope(somebody.scope), pytest.raises(ActorRefused):
        receive_antrag(actor=somebody.actor, entwurf=entwurf, now=NOW)


@pytest.mark.parametrize("name", ["other_citizen", "link_holder"])
def test_the_draft_of_somebody_else_does_not_exist(name: str, member, citizen: Member) -> None:
    with open_scope(citizen.scope):
        entwurf = drafted(citizen, PARKING, "bewilligung")
    stranger = member(name)
    with open_scope(stranger.scope), pytest.raises(EntwurfNotFound):
        receive_antrag(actor=stranger.actor, entwurf=entwurf, now=NOW)


class CrashError(Exception):
    """The machine dies."""


def crash(*_: object, **__: object) -> None:
    raise CrashError


@pytest.mark.parametrize("step", STEPS)
def test_a_crash_after_any_step_leaves_nothing(
    step: str, citizen: Member, clerk: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_scope(citizen.scope):
        entwurf = drafted(citizen, PARKING, "bewilligung")
    monkeypatch.setattr(step, crash)
    with pytest.raises(CrashError), transaction.atomic(), open_scope(citizen.scope):
        receive_antrag(actor=citizen.actor, entwurf=entwurf, now=NOW)
    with open_scope(Scope(all_stelle_ids(), citizen.scope.konto)):
        assert (Antrag.objects.count(), Vorgang.objects.count(), AntragRevision.objects.count()) == (0, 0, 0)
        assert Record.objects.filter(kette__subject_kind="antrag").count() == 0
        assert Entwurf.objects.get().answers == entwurf.answers
        assert {datei.stelle_id for datei in Datei.objects.all()} == {None}
    assert queued() == []


def test_the_receipt_is_a_letter_with_a_pdf_and_delivered_once(citizen: Member, link_holder: Member) -> None:
    for person in (citizen, link_holder):
        antrag = submitted(person, PARKING, "unvollstaendig")
        (job,) = [job for job in queued() if job["antrag"] == str(antrag.public_id)]
        send_receipt_of(**job)
        send_receipt_of(**job)
        with open_scope(person.scope):
            (letter,) = messages_of(antrag.public_id)
            assert letter.subject == "Eingangsbestätigung: Bewohnerparkausweis beantragen"
            content = bytes_of(letter.datei)
        assert content.startswith(b"%PDF-1.7")
        assert b"antrag.json" in content
        text = str(letter.document)
        assert antrag.reference in text
        assert "Das fehlt noch" in text
        assert "Mainbogen Technik GmbH" in text
