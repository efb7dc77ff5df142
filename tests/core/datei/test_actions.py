"""Files are kept for their owners, handed over at submission, and never changed."""

import hashlib
import json

import pytest
from django.db import DatabaseError, connection, transaction
from procrastinate.jobs import Job

from rathaus.core.datei.actions import delete_uploads, hand_over, scan_again, store_generated, store_upload
from rathaus.core.datei.errors import (
    DateiHandedOver,
    DateiNotFound,
    DateiQuarantined,
    UploadDisguised,
    UploadInfected,
)
from rathaus.core.datei.jobs import scan_file_again
from rathaus.core.datei.models import Datei, DateiInhalt
from rathaus.core.datei.queries import content_of, datei_by_public_id, dateien_by_public_ids, quarantined_dateien
from rathaus.core.datei.rules import UploadTerms
from rathaus.core.konto.bearer import Bearer
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope, widen_scope
from tests.core.datei.samples import PNG, pdf

pytestmark = pytest.mark.django_db
SILENT, FINDING = "tests.core.datei.scanners.silent", "tests.core.datei.scanners.finding"


def upload(owner, name: str = "Mietvertrag.pdf", content: bytes | None = None) -> Datei:
    return store_upload(
        actor=owner.actor,
        bearer=owner.bearer,
        name=name,
        content=content or pdf(),
        terms=UploadTerms(("application/pdf", "image/png"), 10_000),
    )


@pytest.fixture(params=["citizen", "link_bearer"])
def owner(request: pytest.FixtureRequest):
    return request.getfixturevalue(request.param)


def test_an_upload_is_kept_with_its_hash_and_read_back(owner) -> None:
    with open_scope(owner.scope):
        stored = upload(owner)
        found = datei_by_public_id(stored.public_id)
        assert content_of(found) == pdf()
    assert (found.name, found.media_type, found.state, found.stelle_id) == (
        "Mietvertrag.pdf",
        "application/pdf",
        "released",
        None,
    )
    assert (found.size_bytes, found.sha256) == (len(pdf()), hashlib.sha256(pdf()).hexdigest())


def test_nobody_uploads_into_the_draft_of_somebody_else(citizen, link_bearer) -> None:
    stranger = Actor(Role.CITIZEN, citizen.actor.konto_id + 1)
    others = [
        (stranger, citizen.bearer),
        (Actor(Role.CLERK, 1, 1), citizen.bearer),
        (Actor(Role.LINK), link_bearer.bearer),
    ]
    for actor, bearer in others:
        with open_scope(citizen.scope), pytest.raises(ActorRefused):
            store_upload(actor=actor, bearer=bearer, name="x.pdf", content=pdf(), terms=UploadTerms((), 10_000))


def test_a_refused_upload_leaves_nothing(citizen) -> None:
    with open_scope(citizen.scope):
        with pytest.raises(UploadDisguised):
            upload(citizen, "foto.pdf", PNG)
        assert Datei.objects.count() == 0


def test_the_next_person_sees_neither_file_nor_bytes(owner) -> None:
    with open_scope(owner.scope):
        stored = upload(owner)
    with open_scope(Scope(konto=999_999, secrets=frozenset({"0" * 64}))):
        assert (Datei.objects.count(), DateiInhalt.objects.count()) == (0, 0)
        with pytest.raises(DateiNotFound):
            content_of(stored)
        with pytest.raises(DateiNotFound):
            datei_by_public_id(stored.public_id)
        assert dateien_by_public_ids([str(stored.public_id)]) == []
    with open_scope(owner.scope):
        assert dateien_by_public_ids([str(stored.public_id)]) == [stored]


def test_the_receiving_body_reads_a_file_and_the_next_town_does_not(owner, town, next_town) -> None:
    with open_scope(owner.scope):
        stored = upload(owner)
        with widen_scope(stellen=frozenset({town.pk})):
            hand_over(actor=owner.actor, dateien=[stored], stelle_id=town.pk)
    with open_scope(Scope(stellen=frozenset({town.pk}))):
        assert content_of(Datei.objects.get()) == pdf()
    with open_scope(Scope(stellen=frozenset({next_town.pk}))):
        assert (Datei.objects.count(), DateiInhalt.objects.count()) == (0, 0)


def test_a_file_is_handed_over_once_and_then_stays(citizen, town, next_town) -> None:
    with open_scope(citizen.scope), widen_scope(stellen=frozenset({town.pk, next_town.pk})):
        stored = upload(citizen)
        for _ in range(2):
            hand_over(actor=citizen.actor, dateien=[stored], stelle_id=town.pk)
        with pytest.raises(DateiHandedOver):
            hand_over(actor=citizen.actor, dateien=[stored], stelle_id=next_town.pk)
        with pytest.raises(DateiHandedOver):
            delete_uploads(actor=citizen.actor, dateien=[stored])


def test_an_office_neither_hands_over_nor_deletes(citizen, town) -> None:
    clerk = Actor(Role.CLERK, 5, town.pk)
    with open_scope(citizen.scope):
        stored = upload(citizen)
        with pytest.raises(ActorRefused):
            hand_over(actor=clerk, dateien=[stored], stelle_id=town.pk)
        with pytest.raises(ActorRefused):
            delete_uploads(actor=clerk, dateien=[stored])


def test_an_upload_is_deleted_with_its_bytes(owner) -> None:
    with open_scope(owner.scope):
        stored = upload(owner)
        delete_uploads(actor=owner.actor, dateien=[stored])
        assert (Datei.objects.count(), DateiInhalt.objects.count()) == (0, 0)
        with pytest.raises(DateiNotFound):
            delete_uploads(actor=owner.actor, dateien=[stored])


def test_an_infected_upload_is_refused(settings, citizen) -> None:
    settings.RATHAUS_FILE_SCANNER = FINDING
    with open_scope(citizen.scope):
        with pytest.raises(UploadInfected):
            upload(citizen)
        assert Datei.objects.count() == 0


def test_without_an_answer_of_the_scanner_a_file_waits_in_quarantine(settings, owner) -> None:
    settings.RATHAUS_FILE_SCANNER = SILENT
    with open_scope(owner.scope):
        stored = upload(owner)
        with pytest.raises(DateiQuarantined):
            content_of(stored)
        with connection.cursor() as cursor:
            cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'datei.scan_again'")
            ((args,),) = cursor.fetchall()
    with pytest.raises(DateiQuarantined):
        scan_file_again(**json.loads(args))
    settings.RATHAUS_FILE_SCANNER = "rathaus.adapters.clamd.fake.FakeScanner"
    scan_file_again(**json.loads(args))
    with open_scope(owner.scope):
        assert content_of(Datei.objects.get()) == pdf()


def test_malware_that_is_found_later_is_deleted_and_stops_the_submission(settings, citizen, town) -> None:
    settings.RATHAUS_FILE_SCANNER = SILENT
    with open_scope(citizen.scope):
        stored = upload(citizen)
        settings.RATHAUS_FILE_SCANNER = FINDING
        assert scan_again(actor=SYSTEM_ACTOR, datei=stored).state == Datei.State.REFUSED
        assert scan_again(actor=SYSTEM_ACTOR, datei=stored).state == Datei.State.REFUSED
        with pytest.raises(DateiNotFound):
            content_of(Datei.objects.get())
        with widen_scope(stellen=frozenset({town.pk})), pytest.raises(UploadInfected):
            hand_over(actor=citizen.actor, dateien=[stored], stelle_id=town.pk)


def test_the_job_forgives_a_file_that_was_deleted_and_asks_for_the_system(citizen) -> None:
    scan_file_again(datei_id=999_999, konto_id=None, secret_hash="")
    with open_scope(citizen.scope), pytest.raises(ActorRefused):
        scan_again(actor=citizen.actor, datei=upload(citizen))


def test_the_job_never_gives_up_while_the_scanner_is_away() -> None:
    strategy = scan_file_again.retry_strategy
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name="datei.scan_again", attempts=10_000)
    assert strategy is not None
    assert strategy.get_retry_decision(exception=DateiQuarantined(datei="x"), job=job) is not None
    assert strategy.get_retry_decision(exception=ValueError(), job=job) is None


def test_a_clerk_of_the_body_may_ask_the_scanner_again(settings, citizen, town) -> None:
    settings.RATHAUS_FILE_SCANNER = SILENT
    with open_scope(citizen.scope):
        stored = upload(citizen)
        with widen_scope(stellen=frozenset({town.pk})):
            hand_over(actor=citizen.actor, dateien=[stored], stelle_id=town.pk)
    settings.RATHAUS_FILE_SCANNER = "rathaus.adapters.clamd.fake.FakeScanner"
    with open_scope(Scope(stellen=frozenset({town.pk}))):
        (waiting,) = quarantined_dateien({town.pk}, limit=5)
        assert scan_again(actor=Actor(Role.CLERK, 5, town.pk), datei=waiting).state == Datei.State.RELEASED
        assert quarantined_dateien({town.pk}, limit=5) == []


def test_a_letter_is_kept_for_the_body_and_the_person(citizen, town) -> None:
    with open_scope(Scope(stellen=frozenset({town.pk}))):
        clerk = Actor(Role.CLERK, 5, town.pk)
        stored = store_generated(
            actor=clerk,
            bearer=citizen.bearer,
            stelle_id=town.pk,
            name="Bescheid.pdf",
            media_type="application/pdf",
            content=b"%PDF",
        )
    for scope in (citizen.scope, Scope(stellen=frozenset({town.pk}))):
        with open_scope(scope):
            assert content_of(datei_by_public_id(stored.public_id)) == b"%PDF"


def test_a_file_of_a_body_alone_is_invisible_to_people(citizen, town) -> None:
    with open_scope(Scope(stellen=frozenset({town.pk}))):
        store_generated(
            actor=SYSTEM_ACTOR, bearer=None, stelle_id=town.pk, name="a.csv", media_type="text/csv", content=b"a"
        )
    with open_scope(citizen.scope):
        assert Datei.objects.count() == 0


@pytest.mark.parametrize("actor", [Actor(Role.CITIZEN, 1), Actor(Role.CLERK, 5, 999_999)])
def test_only_the_system_and_the_clerk_of_the_body_write_letters(actor: Actor, town) -> None:
    with open_scope(Scope(stellen=frozenset({town.pk}))), pytest.raises(ActorRefused):
        store_generated(
            actor=actor, bearer=Bearer(1), stelle_id=town.pk, name="x", media_type="text/plain", content=b"x"
        )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE datei_dateiinhalt SET content = 'forged'",
        "UPDATE datei_datei SET sha256 = 'forged'",
        "UPDATE datei_datei SET name = 'forged'",
    ],
)
def test_the_database_refuses_to_change_an_original(citizen, statement: str) -> None:
    with open_scope(citizen.scope):
        upload(citizen)
        with pytest.raises(DatabaseError, match="evidence"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
