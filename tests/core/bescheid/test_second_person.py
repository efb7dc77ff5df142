"""Nothing is granted, by a clerk or by a program, before a second person has declared what is asked for."""

import pytest
from django.db import connection, transaction

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import Draft, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.automatic import DECIDE, decide_automatically
from rathaus.core.bescheid.errors import SecondPersonMissing
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.miterklaerung.links import declare, make_link, reading_of
from rathaus.core.miterklaerung.rules import Outcome
from rathaus.core.miterklaerung.saying import Statement
from rathaus.core.protokoll.models import Record
from rathaus.core.scope.actor import SYSTEM_ACTOR, Actor, Role
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang.actions import complete_task
from rathaus.core.vorgang.queries import vorgang_of
from tests.cast import NOW, Member
from tests.core.bescheid.automatic import allow, deregistered, publish_automatic
from tests.core.miterklaerung.conftest import Case, applied, corrected, link_for, publish_duty, said

pytestmark = pytest.mark.django_db
SECRET = hash_link_secret("zweite Person")
NO_DOCUMENT = {"G06900004004.F06900004026[0]": None}
OWNER = """
[[miterklaerung]]
key = "halter"
wer = { de = "die andere Person", en = "the other person" }
erklaerung = { de = "Der Hund ist gestorben.", en = "The dog has died." }
norm = "§ 7 Mustersatzung"
pflicht = PFLICHT
"""


@pytest.fixture
def case(citizen: Member, clerk: Member) -> Case:
    publish_duty()
    antrag = applied(citizen)
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        for key, outcome in (("formell", "vollstaendig"), ("fachlich", "erledigt")):
            complete_task(actor=clerk.actor, vorgang=row, key=key, outcome=outcome, now=NOW)
    return Case(antrag, row, citizen, clerk)


def drafted(case: Case, draft: Draft) -> Bescheid:
    with open_scope(case.clerk.scope), transaction.atomic():
        return draft_bescheid(actor=case.clerk.actor, vorgang=case.vorgang, draft=draft, now=NOW)


def test_a_grant_needs_the_declaration_and_a_refusal_does_not(case: Case) -> None:
    with pytest.raises(SecondPersonMissing):
        drafted(case, Draft("bewilligung"))
    assert drafted(case, Draft("ablehnung", reasons=["nutzung_fehlt"])).result == "ablehnung"


def test_a_draft_is_not_issued_when_the_declaration_no_longer_covers_the_answers(case: Case) -> None:
    said(link_for(case.citizen, case.antrag))
    draft = drafted(case, Draft("bewilligung"))
    corrected(case.citizen, case.antrag, "HU-RH 9")
    with open_scope(case.clerk.scope):
        for key, outcome in (("formell", "vollstaendig"), ("fachlich", "erledigt")):
            complete_task(actor=case.clerk.actor, vorgang=case.vorgang, key=key, outcome=outcome, now=NOW)
        with pytest.raises(SecondPersonMissing):
            issue_bescheid(actor=case.clerk.actor, bescheid=draft, now=NOW)


def automatic(citizen: Member, clerk: Member, *, pflicht: bool) -> Antrag:
    publish_automatic(extra=OWNER.replace("PFLICHT", str(pflicht).lower()))
    allow(clerk)
    return deregistered(citizen, **NO_DOCUMENT)


def decide(antrag: Antrag) -> Bescheid | None:
    with open_scope(Scope(frozenset({antrag.stelle_id}), antrag.konto_id)):
        return decide_automatically(actor=SYSTEM_ACTOR, antrag=antrag, now=NOW)


def answer(citizen: Member, antrag: Antrag, outcome: Outcome) -> None:
    with open_scope(citizen.scope):
        link = make_link(actor=citizen.actor, antrag=antrag, key="halter", secret_hash=SECRET, now=NOW)
    with open_scope(Scope(secrets=frozenset({SECRET}))):
        standing = reading_of(link, language="de", now=NOW).standing
        assert standing is not None
        said_by = {"actor": Actor(Role.LINK), "link": link, "read": standing.digest, "now": NOW}
        declare(**said_by, statement=Statement(outcome, "Otto Haddad"))


def doubts_of(antrag: Antrag) -> list[list[str]]:
    with open_scope(Scope(frozenset({antrag.stelle_id}), antrag.konto_id)):
        rows = Record.objects.filter(act="bescheid.left_to_person").order_by("pk")
        return [row.payload["doubts"] for row in rows]


def test_a_program_waits_for_a_duty_and_looks_again_when_it_is_there(citizen: Member, clerk: Member) -> None:
    antrag = automatic(citizen, clerk, pflicht=True)
    assert (decide(antrag), doubts_of(antrag)) == (None, [])
    answer(citizen, antrag, Outcome.DECLARED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [DECIDE])
        assert cursor.fetchone()[0] == 2
    assert decide(antrag) is not None


@pytest.mark.parametrize(("pflicht", "outcome"), [(True, Outcome.REFUSED), (False, None)])
def test_a_refusal_and_what_is_voluntary_and_missing_are_doubts(
    citizen: Member, clerk: Member, *, pflicht: bool, outcome: Outcome | None
) -> None:
    antrag = automatic(citizen, clerk, pflicht=pflicht)
    if outcome is not None:
        answer(citizen, antrag, outcome)
    assert (decide(antrag), doubts_of(antrag)) == (None, [["second_person"]])
