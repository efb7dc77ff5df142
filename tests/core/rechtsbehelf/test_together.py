"""People act at the same time: one remedy, one decision; and a body remedies by a new Bescheid."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.conf import settings
from django.db import connections

from rathaus.core.bescheid.actions import confirm_remedy, issue_bescheid
from rathaus.core.bescheid.aenderung import ChangeDraft, draft_change
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.rules import Change
from rathaus.core.postfach.models import Nachricht
from rathaus.core.rechtsbehelf.decision import confirm_klage_court, draft_decision, issue_decision
from rathaus.core.rechtsbehelf.errors import RechtsbehelfEnded, RechtsbehelfWithdrawn, RemedyClaimed
from rathaus.core.rechtsbehelf.filing import Statement, file_rechtsbehelf, withdraw_rechtsbehelf
from rathaus.core.rechtsbehelf.models import Rechtsbehelf, RemedyCount
from rathaus.core.rechtsbehelf.queries import bescheid_by_public_id
from rathaus.core.rechtsbehelf.work import release, remedy_it
from rathaus.core.scope.session import open_scope
from rathaus.values.errors import RathausError
from tests.cast import NOW, Member, make_citizen, make_staff
from tests.core.rechtsbehelf.conftest import COURT, REJECTION, make_decidable, refused


def at_once(*acts: tuple[Member, Callable[[], object]]) -> list[object]:
    """Let several people act at the same instant, each in their own transaction; return what came of it."""
    barrier = Barrier(len(acts))

    def act_as(member: Member, act: Callable[[], object]) -> object:
        try:
            barrier.wait(30)
            with open_scope(member.scope):
                return act()
        except RathausError as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [each.result(60) for each in [pool.submit(act_as, *each) for each in acts]]


@pytest.fixture
def ready(committing_database: None) -> tuple[Member, Member, Member, Rechtsbehelf]:
    """A remedy with a drafted decision that either of two clerks may issue."""
    citizen, clerk = make_citizen(), make_staff("hanau", "jonas", "Jonas Becker")
    colleague = make_staff("hanau", "selin", "Selin Aydin")
    settings.RATHAUS_DEMO, before = True, settings.RATHAUS_DEMO
    bescheid = refused(citizen, clerk)
    with open_scope(citizen.scope):
        found = bescheid_by_public_id(bescheid.public_id)
    filed = at_once(
        *[
            (citizen, lambda: file_rechtsbehelf(actor=citizen.actor, bescheid=found, statement=Statement(), now=NOW))
            for _ in range(3)
        ]
    )
    settings.RATHAUS_DEMO = before
    assert len({each.pk for each in filed if isinstance(each, Rechtsbehelf)}) == 1, filed
    (remedy, *_) = filed
    assert isinstance(remedy, Rechtsbehelf)
    with open_scope(clerk.scope):
        make_decidable(clerk, remedy)
        draft_decision(actor=clerk.actor, rechtsbehelf=remedy, draft=REJECTION, now=NOW)
        confirm_klage_court(actor=clerk.actor, rechtsbehelf=remedy, court=COURT)
        release(actor=clerk.actor, rechtsbehelf=remedy)
    return citizen, clerk, colleague, remedy


def test_many_clicks_file_one_and_two_clerks_decide_once(ready: tuple[Member, Member, Member, Rechtsbehelf]) -> None:
    citizen, clerk, colleague, remedy = ready
    outcomes = at_once(
        *[
            (who, lambda who=who: issue_decision(actor=who.actor, rechtsbehelf=remedy, now=NOW))
            for who in (clerk, colleague)
        ]
    )
    assert sorted(isinstance(each, Rechtsbehelf) for each in outcomes) == [False, True]
    assert any(isinstance(each, RechtsbehelfEnded | RemedyClaimed) for each in outcomes)
    with open_scope(citizen.scope):
        assert Nachricht.objects.filter(subject="Widerspruchsbescheid: zurückgewiesen").count() == 1
    assert sorted(RemedyCount.objects.values_list("end", flat=True)) == ["", "rejected"]


def test_a_withdrawal_and_a_decision_at_once_leave_one_of_them(
    ready: tuple[Member, Member, Member, Rechtsbehelf],
) -> None:
    citizen, clerk, _, remedy = ready
    at_once(
        (citizen, lambda: withdraw_rechtsbehelf(actor=citizen.actor, rechtsbehelf=remedy, now=NOW)),
        (clerk, lambda: issue_decision(actor=clerk.actor, rechtsbehelf=remedy, now=NOW)),
    )
    with open_scope(citizen.scope):
        row = Rechtsbehelf.objects.get()
        decided = Nachricht.objects.filter(subject__startswith="Widerspruchsbescheid").count()
    assert (row.state, decided) in {("withdrawn", 0), ("decided", 1)}
    with open_scope(clerk.scope), pytest.raises((RechtsbehelfWithdrawn, RechtsbehelfEnded)):
        issue_decision(actor=clerk.actor, rechtsbehelf=remedy, now=NOW)


def test_a_body_remedies_by_a_bescheid_in_place_of_the_contested_one(
    remedy: Rechtsbehelf, clerk: Member, citizen: Member
) -> None:
    with open_scope(clerk.scope):
        change = ChangeDraft(Change.REPLACEMENT, "Die Wohnung liegt doch in der Innenstadt Nord.", result="bewilligung")
        contested = Bescheid.objects.get(pk=remedy.bescheid_id)
        row = draft_change(actor=clerk.actor, bescheid=contested, draft=change, now=NOW)
        row = confirm_remedy(actor=clerk.actor, bescheid=row, now=NOW)
        issued = issue_bescheid(actor=clerk.actor, bescheid=row, now=NOW)
        remedy_it(actor=clerk.actor, rechtsbehelf=remedy, costs="Die Stadt trägt die Kosten.", now=NOW)
        found = Rechtsbehelf.objects.get()
        assert (found.state, found.end, found.replacement) == ("remedied", "remedied", issued)
    with open_scope(citizen.scope):
        assert Nachricht.objects.filter(subject="Ihrem Widerspruch ist abgeholfen", body__contains="Stadt").exists()
