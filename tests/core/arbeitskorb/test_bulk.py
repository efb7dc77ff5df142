"""Acts on many cases: one that is refused stops no other, and what was sent twice happens once."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from rathaus.core.arbeitskorb.bulk import Order, RunResult, carry_out, preview, result_of
from rathaus.core.arbeitskorb.bulk_rules import MOST_ROWS, BulkKind, Outcome, Reach
from rathaus.core.arbeitskorb.errors import BulkRunNotFound, ChoiceRefused
from rathaus.core.arbeitskorb.models import BulkRun
from rathaus.core.postfach.errors import MessageEmpty
from rathaus.core.postfach.models import Nachricht
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import claim, close, withdraw
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import history
from tests.cast import NOW, Member, make_citizen, make_staff
from tests.core.vorgang.test_inbox import make_case, refused


@pytest.fixture
def cases(clerk: Member) -> list[Vorgang]:
    """Four unclaimed cases of four persons."""
    people = [make_citizen(f"person-{number}") for number in range(4)]
    with open_scope(clerk.scope):
        return [make_case(clerk, person, number) for number, person in enumerate(people)]


def ordered(kind: BulkKind, cases: list[Vorgang], text: str = "Das Amt ist am 3. Dezember zu.", **reach: bool) -> Order:
    return Order(kind, [case.public_id for case in cases], text, Reach(**reach))


def run(member: Member, order: Order, run_id: uuid.UUID | None = None) -> RunResult:
    run_id = run_id or uuid.uuid4()
    carry_out(actor=member.actor, scope=member.scope, run_id=run_id, order=order, now=NOW)
    with open_scope(member.scope):
        return result_of(actor=member.actor, run_id=run_id)


def outcomes(found: RunResult) -> list[str]:
    return [row.outcome for row in found.rows]


def foreseen(member: Member, order: Order) -> list[str]:
    with open_scope(member.scope):
        return [each.outcome for each in preview(actor=member.actor, order=order, now=NOW)]


def holders(member: Member, cases: list[Vorgang]) -> list[int | None]:
    with open_scope(member.scope):
        rows = dict(Vorgang.objects.values_list("pk", "claimed_by_id"))
    return [rows[case.pk] for case in cases]


def letters(member: Member) -> list[Nachricht]:
    with open_scope(member.scope):
        return list(Nachricht.objects.filter(body__startswith="Das Amt").order_by("pk"))


def test_the_preview_says_what_then_happens_and_changes_nothing(
    cases: list[Vorgang], clerk: Member, colleague: Member
) -> None:
    with open_scope(colleague.scope):
        claim(actor=colleague.actor, vorgang=cases[1], now=NOW)
        claim(actor=clerk.actor, vorgang=cases[2], now=NOW)
    order, before = ordered(BulkKind.CLAIM, cases), holders(clerk, cases)
    expected = [Outcome.DONE, Outcome.COLLEAGUE, Outcome.ALREADY, Outcome.DONE]
    assert foreseen(clerk, order) == expected
    assert holders(clerk, cases) == before
    assert outcomes(run(clerk, order)) == expected
    me, other = clerk.actor.konto_id, colleague.actor.konto_id
    assert holders(clerk, cases) == [me, other, me, me]


def test_a_row_that_fails_says_why_and_the_others_go_through(
    cases: list[Vorgang], clerk: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What no rule foresees: between the look at the case and the act somebody else was faster."""
    from rathaus.core.arbeitskorb import bulk
    from rathaus.core.vorgang.errors import ClaimedByColleague

    def refuse_second(**words: object) -> Vorgang:
        done = claim(**words)  # type: ignore[arg-type]  # passes on what it was called with
        if done.pk == cases[1].pk:
            raise ClaimedByColleague(vorgang=done.public_id)
        return done

    monkeypatch.setattr(bulk, "claim", refuse_second)
    found = run(clerk, ordered(BulkKind.CLAIM, cases))
    assert outcomes(found) == ["done", "VOR-002", "done", "done"]
    assert found.done == 3
    me = clerk.actor.konto_id
    assert holders(clerk, cases) == [me, None, me, me], "of the row that failed nothing is left"


def test_who_leads_gives_back_what_others_work_on(cases: list[Vorgang], clerk: Member, lead: Member) -> None:
    run(clerk, ordered(BulkKind.CLAIM, cases[:3]))
    other = make_staff("hanau", "ina", "Ina Kurz")
    assert outcomes(run(other, ordered(BulkKind.RELEASE, cases))) == ["colleague"] * 3 + ["already"]
    assert outcomes(run(lead, ordered(BulkKind.RELEASE, cases))) == ["done"] * 3 + ["already"]
    assert holders(clerk, cases) == [None] * 4


def test_a_message_reaches_those_whose_cases_run_and_claims_nothing(cases: list[Vorgang], clerk: Member) -> None:
    with open_scope(clerk.scope):
        refused(clerk, cases[1])
    person = make_citizen("gone")
    with open_scope(clerk.scope):
        withdrawn = make_case(clerk, person, 7)
    with open_scope(person.scope):
        withdraw(actor=person.actor, antrag=withdrawn.antrag, now=NOW)
    order = ordered(BulkKind.MESSAGE, [*cases, withdrawn])
    expected = ["done", "decided", "done", "done", "withdrawn"]
    assert foreseen(clerk, order) == expected
    assert outcomes(run(clerk, order)) == expected
    assert holders(clerk, [cases[0]]) == [None]
    assert len(letters(clerk)) == 3
    with open_scope(clerk.scope):
        assert [each.act for each in history(cases[0])][-1] == "nachricht.delivered"


def test_a_message_reaches_the_others_when_the_clerk_says_so(cases: list[Vorgang], clerk: Member) -> None:
    with open_scope(clerk.scope):
        refused(clerk, cases[1])
        close(actor=clerk.actor, vorgang=cases[1], now=NOW)
    assert outcomes(run(clerk, ordered(BulkKind.MESSAGE, cases[1:3], ended=True))) == ["done", "done"]
    with open_scope(clerk.scope):
        assert Vorgang.objects.get(pk=cases[1].pk).state == "closed"
    assert len(letters(clerk)) == 2


def test_who_has_several_cases_gets_the_message_once_or_for_each(clerk: Member, citizen: Member) -> None:
    with open_scope(clerk.scope):
        cases = [make_case(clerk, citizen, number) for number in range(3)]
    once = ordered(BulkKind.MESSAGE, cases)
    assert foreseen(clerk, once) == outcomes(run(clerk, once)) == ["done", "told", "told"]
    assert outcomes(run(clerk, ordered(BulkKind.MESSAGE, cases, each_case=True))) == ["done"] * 3
    assert len(letters(clerk)) == 4


def test_what_is_sent_twice_happens_once_and_goes_on_where_it_stopped(cases: list[Vorgang], clerk: Member) -> None:
    run_id = uuid.uuid4()
    run(clerk, ordered(BulkKind.MESSAGE, cases[:2]), run_id)
    found = run(clerk, ordered(BulkKind.MESSAGE, cases), run_id)
    assert outcomes(found) == ["done"] * 4
    assert len(letters(clerk)) == 4


def test_what_is_wrong_with_the_order_is_said_before_anything_happens(cases: list[Vorgang], clerk: Member) -> None:
    with pytest.raises(MessageEmpty):
        run(clerk, ordered(BulkKind.MESSAGE, cases, " \n"))
    with pytest.raises(ChoiceRefused):
        run(clerk, ordered(BulkKind.CLAIM, []))
    with pytest.raises(ChoiceRefused):
        run(clerk, Order(BulkKind.CLAIM, [uuid.uuid4() for _ in range(MOST_ROWS + 1)]))
    with open_scope(clerk.scope):
        assert not BulkRun.objects.exists()


def test_another_member_of_staff_neither_goes_on_with_a_run_nor_reads_it(
    cases: list[Vorgang], clerk: Member, colleague: Member, clerk_of_the_next_town: Member
) -> None:
    run_id, order = uuid.uuid4(), ordered(BulkKind.CLAIM, cases[:1])
    run(clerk, order, run_id)
    with pytest.raises(BulkRunNotFound):
        run(colleague, order, run_id)
    with open_scope(colleague.scope), pytest.raises(BulkRunNotFound):
        result_of(actor=colleague.actor, run_id=run_id)
    assert foreseen(clerk_of_the_next_town, order) == []
    assert outcomes(run(clerk_of_the_next_town, order)) == []


def test_nobody_else_acts_on_many_cases(cases: list[Vorgang], citizen: Member, auditor: Member) -> None:
    with pytest.raises(ActorRefused):
        run(citizen, ordered(BulkKind.CLAIM, cases))
    assert outcomes(run(auditor, ordered(BulkKind.CLAIM, cases))) == ["SCO-001"] * 4


@pytest.mark.usefixtures("committing_database")
def test_two_clicks_at_once_send_one_message(people: Callable[[], tuple[Member, list[Vorgang]]]) -> None:
    clerk, cases = people()
    run_id, order = uuid.uuid4(), ordered(BulkKind.MESSAGE, cases)

    def click(_: int) -> None:
        carry_out(actor=clerk.actor, scope=clerk.scope, run_id=run_id, order=order, now=NOW)
        connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(click, range(3)))
    assert len(letters(clerk)) == len(cases)
    with open_scope(clerk.scope):
        assert outcomes(result_of(actor=clerk.actor, run_id=run_id)) == ["done"] * len(cases)


@pytest.fixture
def people() -> Callable[[], tuple[Member, list[Vorgang]]]:
    """A clerk and three cases of three persons, in whatever database is connected when it is called."""

    def make() -> tuple[Member, list[Vorgang]]:
        clerk = make_staff("hanau", "jonas", "Jonas Becker")
        persons = [make_citizen(f"person-{number}") for number in range(3)]
        with open_scope(clerk.scope):
            return clerk, [make_case(clerk, person, number) for number, person in enumerate(persons)]

    return make
