"""A case that another body must decide goes there with all it needs, once, and the person is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import all_file_ids
from rathaus.core.beteiligung.models import Beteiligung
from rathaus.core.datei.models import Datei
from rathaus.core.datei.queries import content_of, dateien_by_public_ids
from rathaus.core.postfach.queries import messages_of
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import stelle_by_slug
from rathaus.core.vorgang.actions import ask_citizen, claim, complete_task, withdraw
from rathaus.core.vorgang.errors import (
    AlreadyWaiting,
    AntragWithdrawn,
    ClaimedByColleague,
    PassingOnRefused,
    VorgangEnded,
)
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.passing_on import pass_on
from rathaus.core.vorgang.queries import history, vorgang_of
from rathaus.core.vorgang.question import Question
from rathaus.values.errors import RathausError
from tests.cast import NOW, Member, make_citizen, make_staff
from tests.core.beteiligung.conftest import UNTIL
from tests.errand import submitted

PARKING = "bewohnerparkausweis"
LATER = NOW + timedelta(days=3)
REASON = "Die Wohnung liegt in Maintal."


@pytest.fixture
def antrag(citizen: Member) -> Antrag:
    return submitted(citizen, PARKING, "bewilligung")


def body(slug: str = "maintal") -> Stelle:
    found = stelle_by_slug(slug)
    assert found is not None
    return found


def passed_on(clerk: Member, antrag: Antrag, *, to: str = "maintal", reason: str = REASON) -> Antrag:
    with open_scope(clerk.scope):
        return pass_on(actor=clerk.actor, vorgang=vorgang_of(antrag), receiver=body(to), reason=reason, now=LATER)


def test_the_other_body_gets_answers_files_and_the_day_of_submission_and_its_periods_begin_now(
    antrag: Antrag, clerk: Member, clerk_of_the_next_town: Member
) -> None:
    there = passed_on(clerk, antrag)
    with open_scope(clerk_of_the_next_town.scope):
        row = vorgang_of(there)
        assert (row.state, row.opened_at, row.complete_at, row.claimed_by_id) == ("open", LATER, LATER, None)
        assert (there.submitted_at, there.reference != antrag.reference) == (antrag.submitted_at, True)
        files = dateien_by_public_ids(all_file_ids(there))
        assert len(files) == len(all_file_ids(antrag)) > 0
        assert all(content_of(each) for each in files)
        plain = {key: value for key, value in there.answers.items() if not isinstance(value, dict)}
        assert plain == {key: value for key, value in antrag.answers.items() if not isinstance(value, dict)}
        (first,) = [each for each in history(row) if each.act == "antrag.taken_over"]
        assert first.payload["reference"] == antrag.reference
        assert not Vorgang.objects.filter(aktenzeichen=antrag.reference).exists(), "what is kept there stays there"


def test_here_it_is_closed_and_the_person_reads_where_it_is(antrag: Antrag, clerk: Member, citizen: Member) -> None:
    there = passed_on(clerk, antrag)
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        assert (row.state, row.closed_at, row.result, row.decided_on) == ("closed", LATER, "", None)
        assert [each.act for each in history(row)][-1] == "vorgang.passed_on"
        assert not Antrag.objects.filter(pk=there.pk).exists(), "the other case is theirs"
        assert verify_chains().faults == ()
    with open_scope(citizen.scope):
        mine = {each.reference: each.status for each in Antrag.objects.all()}
        assert mine == {antrag.reference: "passed_on", there.reference: "received"}
        letter = messages_of(antrag.public_id).get(kind="message")
        assert all(words in letter.body for words in ("Maintal", there.reference, REASON))
        assert Antrag.objects.get(pk=antrag.pk).goes_on_as == there
        assert Datei.objects.count() == 2 * len(all_file_ids(antrag)) + Datei.objects.filter(kind="generated").count()


def test_it_goes_once_however_many_click(committing_database: None) -> None:
    clerk = make_staff("hanau", "jonas", "Jonas Becker")
    antrag = submitted(make_citizen(), PARKING, "bewilligung")
    barrier = Barrier(3)

    def work() -> str:
        try:
            barrier.wait(timeout=30)
            passed_on(clerk, antrag)
        except RathausError as error:
            return error.code
        finally:
            connections.close_all()
        return ""

    with ThreadPoolExecutor(3) as pool:
        outcomes = [run.result(timeout=60) for run in [pool.submit(work) for _ in range(3)]]
    assert sorted(outcomes) == ["", VorgangEnded.code, VorgangEnded.code]


@pytest.mark.parametrize(
    ("to", "reason"),
    [("hanau", REASON), ("maintal", "  "), ("main-kinzig-kreis", REASON), ("hessisches-ministerium", REASON)],
)
def test_only_another_body_that_offers_it_and_for_a_reason(antrag: Antrag, clerk: Member, to: str, reason: str) -> None:
    if stelle_by_slug(to) is None:
        to = Stelle.objects.filter(kind="ministerium", mode="live")[0].slug
    with pytest.raises(PassingOnRefused):
        passed_on(clerk, antrag, to=to, reason=reason)
    with open_scope(clerk.scope):
        assert vorgang_of(antrag).state == "open"


def test_a_test_case_never_goes_to_a_live_body(antrag: Antrag, clerk: Member) -> None:
    with pytest.raises(PassingOnRefused):
        passed_on(clerk, antrag, to=Stelle.objects.get(twin=body()).slug)


def test_what_is_over_waits_or_belongs_to_others_stays(
    antrag: Antrag, clerk: Member, colleague: Member, clerk_of_the_next_town: Member, citizen: Member
) -> None:
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
    with open_scope(clerk_of_the_next_town.scope), pytest.raises(ActorRefused):
        pass_on(actor=clerk_of_the_next_town.actor, vorgang=row, receiver=body(), reason=REASON, now=NOW)
    with open_scope(colleague.scope):
        claim(actor=colleague.actor, vorgang=row, now=NOW)
    with pytest.raises(ClaimedByColleague):
        passed_on(clerk, antrag)
    with open_scope(colleague.scope):
        ask_citizen(actor=colleague.actor, vorgang=row, question=Question("Seit wann?", ()), now=NOW)
    with pytest.raises(AlreadyWaiting):
        passed_on(colleague, antrag)
    with open_scope(citizen.scope):
        withdraw(actor=citizen.actor, antrag=antrag, now=NOW)
    with pytest.raises(AntragWithdrawn):
        passed_on(colleague, antrag)


def test_nobody_is_waited_for_any_more_and_the_other_body_works_on_it(
    antrag: Antrag, clerk: Member, clerk_of_the_next_town: Member
) -> None:
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        Beteiligung.objects.create(
            vorgang=row, stelle_id=row.stelle_id, name="Feuerwehr", question="Frei?", due_on=UNTIL, asked_at=NOW
        )
    there = passed_on(clerk, antrag)
    with open_scope(clerk.scope):
        assert Beteiligung.objects.get().ended_at == LATER
    with open_scope(clerk_of_the_next_town.scope):
        complete_task(
            actor=clerk_of_the_next_town.actor, vorgang=vorgang_of(there), key="formell", outcome="vollstaendig",
            now=LATER,
        )  # fmt: skip
        assert vorgang_of(there).claimed_by_id == clerk_of_the_next_town.actor.konto_id
