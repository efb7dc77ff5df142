"""A program decides alone only in favour, where norm and body allow it, and where nothing is left to look at."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection, connections, transaction
from django.db.utils import IntegrityError
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.rules import Status
from rathaus.core.bescheid.automatic import DECIDE, decide_automatically
from rathaus.core.bescheid.errors import SealNotPut
from rathaus.core.bescheid.jobs import DECIDE_RETRY, decide_new_case
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.queries import automation_of
from rathaus.core.datei.document_json import document_from_json
from rathaus.core.postfach.models import Nachricht
from rathaus.core.protokoll.models import Record
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang.actions import claim
from rathaus.core.vorgang.correspondence import Message, write_to_office
from rathaus.core.vorgang.fees import owed_for
from rathaus.core.vorgang.legacy import bring_file, report_of, take_over_chunk
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.core.zahlung.actions import Money, enter_payment, request_advance
from rathaus.values.document import Facts, Paragraph
from tests.cast import NOW, TODAY, Member, make_citizen, make_staff
from tests.core.bescheid.automatic import BESONDERHEITEN, NORM, SLUG, allow, deregistered, publish_automatic
from tests.core.vorgang.legacy_table import GOOD, table

NO_DOCUMENT = {"G06900004004.F06900004026[0]": None}


def scope_of(antrag: Antrag) -> Scope:
    return Scope(frozenset({antrag.stelle_id}), antrag.konto_id)


def decide(antrag: Antrag) -> Bescheid | None:
    with open_scope(scope_of(antrag)):
        return decide_automatically(actor=SYSTEM_ACTOR, antrag=antrag, now=NOW)


def doubts_of(antrag: Antrag) -> list[list[str]]:
    with open_scope(scope_of(antrag)):
        rows = Record.objects.filter(act="bescheid.left_to_person").order_by("pk")
        return [row.payload["doubts"] for row in rows]


def run(*, attempts: int = 0) -> JobContext:
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name=DECIDE, attempts=attempts)
    return JobContext(app=app, job=job, start_timestamp=0.0, abort_reason=lambda: None)


@pytest.fixture
def allowed(clerk: Member) -> None:
    publish_automatic()
    allow(clerk)


@pytest.mark.django_db
def test_a_new_case_that_leaves_no_doubt_is_decided_and_delivered_without_a_person(
    allowed: None, citizen: Member, clerk: Member
) -> None:
    antrag = deregistered(citizen, **NO_DOCUMENT)
    issued = decide(antrag)
    assert issued is not None
    with open_scope(clerk.scope):
        row = Bescheid.objects.get()
        assert (row.state, row.result, row.drafted_by_id, row.issued_by_id) == ("issued", "bewilligung", None, None)
        assert row.automation["fassung"] == antrag.version.source_hash
        assert (row.automation["norm"], row.automation["tabelle"], row.automation["version"]) == (NORM, "ende", "9.0.0")
        said = automation_of(vorgang_of(antrag))
        assert said is not None
        assert f"Der Hund ist gestorben ({NORM})." in said.why.de
        assert Nachricht.objects.filter(kind="bescheid").count() == 1
        assert Antrag.objects.get(pk=antrag.pk).status == Status.DECIDED
        assert verify_chains().faults == ()


@pytest.mark.django_db
def test_nothing_is_decided_alone_before_a_fee_that_was_requested_ahead_is_paid(
    allowed: None, citizen: Member, clerk: Member
) -> None:
    antrag = deregistered(citizen, **NO_DOCUMENT)
    with open_scope(clerk.scope):
        request_advance(actor=SYSTEM_ACTOR, owed=owed_for(antrag), cents=500, now=NOW)
    assert (decide(antrag), doubts_of(antrag)) == (None, [])
    with open_scope(scope_of(antrag)), connection.cursor() as cursor:
        came = Money(500, NOW.date(), "Auszug 9")
        enter_payment(actor=SYSTEM_ACTOR, antrag_id=antrag.public_id, money=came, now=NOW)
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [DECIDE])
        assert cursor.fetchone()[0] == 2
    assert decide(antrag) is not None


@pytest.mark.django_db
def test_the_letter_says_that_no_person_decided_by_which_norm_and_names_nobody(allowed: None, citizen: Member) -> None:
    issued = decide(deregistered(citizen, **NO_DOCUMENT))
    assert issued is not None
    document = document_from_json(issued.document)
    text = "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    assert f"ohne dass eine Person entschieden hat ({NORM})" in text
    assert "Im Auftrag" not in text
    assert "Bearbeitet von" not in [label for label, _ in document.letterhead.reference_rows]
    assert not any(isinstance(block, Facts) and "Bearbeitet von" in dict(block.rows) for block in document.blocks)


@pytest.mark.django_db
def test_a_case_that_was_taken_over_from_elsewhere_is_never_decided_without_a_person(
    allowed: None, lead: Member
) -> None:
    content = table({**GOOD, "Leistung": SLUG})
    assert lead.stelle is not None
    with open_scope(lead.scope):
        file = bring_file(actor=lead.actor, stelle=lead.stelle, name="alt.csv", content=content, now=NOW)
        assert take_over_chunk(actor=lead.actor, file=file, only_good=False, now=NOW) == 0
        assert report_of(file, today=TODAY).taken == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [DECIDE])
        assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_the_submission_queues_the_look_at_the_case_and_the_job_decides_once(allowed: None, citizen: Member) -> None:
    antrag = deregistered(citizen, **NO_DOCUMENT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s", [DECIDE])
        (arguments,) = [json.loads(row[0]) for row in cursor.fetchall()]
    assert arguments["antrag"] == str(antrag.public_id)
    decide_new_case(run(), **arguments)
    decide_new_case(run(), **arguments)
    with open_scope(scope_of(antrag)):
        assert (Bescheid.objects.count(), Nachricht.objects.filter(kind="bescheid").count()) == (1, 1)


@pytest.mark.django_db
def test_a_body_that_has_not_allowed_it_keeps_its_cases(citizen: Member) -> None:
    publish_automatic()
    antrag = deregistered(citizen, **NO_DOCUMENT)
    assert decide(antrag) is None
    assert doubts_of(antrag) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("other", "doubts"),
    [
        ({}, ["documents"]),
        ({"G06900004004.F06900004022": "004", **NO_DOCUMENT}, ["table"]),
        ({BESONDERHEITEN: "Er hieß erst anders.", **NO_DOCUMENT}, ["table"]),
        ({"G06900004003.F06900004011": None, **NO_DOCUMENT}, ["incomplete"]),
    ],
)
def test_a_doubt_leaves_the_case_to_a_person_and_is_noted(
    allowed: None, citizen: Member, clerk: Member, other: dict[str, object], doubts: list[str]
) -> None:
    antrag = deregistered(citizen, **other)
    assert decide(antrag) is None
    assert doubts_of(antrag) == [doubts]
    with open_scope(clerk.scope):
        assert not Bescheid.objects.exists()
        assert vorgang_of(antrag).claimed_by_id is None


@pytest.mark.django_db
def test_what_the_person_wrote_meanwhile_is_read_by_a_person_and_the_doubt_is_noted_once(
    allowed: None, citizen: Member
) -> None:
    antrag = deregistered(citizen, **NO_DOCUMENT)
    with open_scope(citizen.scope):
        write_to_office(actor=citizen.actor, antrag=antrag, message=Message("Es war doch mein zweiter Hund."), now=NOW)
    assert [decide(antrag), decide(antrag)] == [None, None]
    assert doubts_of(antrag) == [["written"]]


@pytest.mark.django_db
def test_a_letter_that_lacks_a_value_is_a_doubt_and_leaves_nothing_behind(clerk: Member, citizen: Member) -> None:
    publish_automatic(letter=f"\n\n{{{{ {BESONDERHEITEN} }}}}\n")
    allow(clerk)
    antrag = deregistered(citizen, **{BESONDERHEITEN: None, **NO_DOCUMENT})
    assert [decide(antrag), decide(antrag)] == [None, None]
    assert doubts_of(antrag) == [["letter"]]
    with open_scope(scope_of(antrag)):
        assert not Bescheid.objects.exists()
        assert Antrag.objects.get(pk=antrag.pk).status != Status.DECIDED


@pytest.mark.django_db
def test_a_seal_without_a_key_is_a_doubt(allowed: None, citizen: Member, settings, tmp_path: Path) -> None:
    settings.RATHAUS_SIEGEL_DIR, settings.RATHAUS_SIEGEL_PASSPHRASE = tmp_path, "geheim"
    settings.RATHAUS_SIEGEL_TIMESTAMP_URL = ""
    settings.RATHAUS_SEALER = "rathaus.adapters.siegel.sealer.from_settings"
    antrag = deregistered(citizen, **NO_DOCUMENT)
    assert decide(antrag) is None
    assert doubts_of(antrag) == [["seal"]]


@pytest.mark.django_db
def test_a_timestamp_server_that_is_silent_is_asked_again_before_a_person_decides(
    allowed: None, citizen: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: object, **__: object) -> bytes:
        raise SealNotPut

    monkeypatch.setattr("rathaus.core.bescheid.actions.sealed", silent)
    antrag = deregistered(citizen, **NO_DOCUMENT)
    arguments = {"antrag": str(antrag.public_id), "stelle_id": antrag.stelle_id, "konto_id": antrag.konto_id}
    with pytest.raises(SealNotPut):
        decide_new_case(run(), **arguments, secret_hash="")
    assert doubts_of(antrag) == []
    decide_new_case(run(attempts=DECIDE_RETRY.max_attempts or 0), **arguments, secret_hash="")
    assert doubts_of(antrag) == [["seal"]]


@pytest.mark.django_db
def test_a_task_before_the_decision_leaves_the_case_to_a_person(clerk: Member, citizen: Member) -> None:
    publish_automatic(keeps_tasks=True)
    allow(clerk)
    antrag = deregistered(citizen, **NO_DOCUMENT)
    assert decide(antrag) is None
    assert doubts_of(antrag) == [["task"]]


@pytest.mark.django_db
def test_law_that_nobody_has_verified_leaves_the_case_to_a_person(clerk: Member, citizen: Member) -> None:
    publish_automatic(keeps_law=True)
    allow(clerk)
    antrag = deregistered(citizen, **NO_DOCUMENT)
    assert decide(antrag) is None
    assert doubts_of(antrag) == [["law"]]


@pytest.mark.django_db
def test_a_case_that_a_clerk_has_taken_is_left_alone(allowed: None, citizen: Member, clerk: Member) -> None:
    antrag = deregistered(citizen, **NO_DOCUMENT)
    with open_scope(clerk.scope):
        claim(actor=clerk.actor, vorgang=vorgang_of(antrag), now=NOW)
    assert decide(antrag) is None
    assert doubts_of(antrag) == []


@pytest.mark.django_db
def test_nobody_but_the_system_decides_in_this_way(allowed: None, citizen: Member, clerk: Member) -> None:
    antrag = deregistered(citizen, **NO_DOCUMENT)
    with open_scope(clerk.scope), pytest.raises(ActorRefused):
        decide_automatically(actor=clerk.actor, antrag=antrag, now=NOW)


@pytest.mark.django_db
def test_the_database_refuses_a_decision_by_nobody_without_a_norm(
    allowed: None, citizen: Member, clerk: Member
) -> None:
    antrag = deregistered(citizen, **NO_DOCUMENT)
    refused = pytest.raises(IntegrityError, match="bescheid_a_person_or_a_norm_decides")
    with open_scope(clerk.scope), refused, transaction.atomic():
        Bescheid.objects.create(
            vorgang=vorgang_of(antrag), antrag=antrag, stelle_id=antrag.stelle_id, result="bewilligung", kind="grant",
            drafted_at=NOW,
        )  # fmt: skip


def test_two_workers_and_a_clerk_at_once_leave_one_bescheid_or_one_clerk(committing_database: None) -> None:
    citizen, clerk = make_citizen(), make_staff("hanau", "jonas", "Jonas Becker")
    publish_automatic()
    allow(clerk)
    antrag = deregistered(citizen, **NO_DOCUMENT)
    barrier = Barrier(3)

    def work(scope: Scope, *, is_clerk: bool) -> bool:
        try:
            barrier.wait(timeout=30)
            with open_scope(scope):
                if is_clerk:
                    return claim(actor=clerk.actor, vorgang=vorgang_of(antrag), now=NOW).state == "open"
                return decide_automatically(actor=SYSTEM_ACTOR, antrag=antrag, now=NOW) is not None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        system = scope_of(antrag)
        runs = [pool.submit(work, system, is_clerk=False) for _ in range(2)]
        runs.append(pool.submit(work, clerk.scope, is_clerk=True))
        outcomes = [run.exception(timeout=60) or run.result() for run in runs]
    with open_scope(clerk.scope):
        count, taken = Bescheid.objects.count(), vorgang_of(antrag).claimed_by_id
    assert sum(outcome is True for outcome in outcomes[:2]) == count <= 1
    assert count == 1 or taken == clerk.actor.konto_id
