"""Labels of a body: what they may say, who puts them on cases, and that they narrow lists."""

import uuid
from collections.abc import Iterator

import pytest

from rathaus.core.arbeitskorb.bulk import Order, carry_out, check_order, preview, result_of
from rathaus.core.arbeitskorb.bulk_rules import RUNNING, BulkKind, Outcome, Standing, foresee
from rathaus.core.arbeitskorb.errors import EtikettNotFound, EtikettRefused
from rathaus.core.arbeitskorb.etikett_rules import MAX_NAME, MOST_ETIKETTEN, colour_of, etikett_name
from rathaus.core.arbeitskorb.etiketten import (
    change_etikett,
    create_etikett,
    end_etikett,
    etiketten_in_use,
    etiketten_on,
    label_case,
    labelled_cases,
    set_etiketten,
    unlabel_case,
)
from rathaus.core.arbeitskorb.models import Etikett
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.inbox import InboxFilter, inbox
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import history
from rathaus.core.vorgang.rules import State
from tests.cast import NOW, TODAY, Member
from tests.core.vorgang.test_inbox import make_case


@pytest.fixture
def desk(clerk: Member) -> Iterator[Member]:
    with open_scope(clerk.scope):
        yield clerk


def made(member: Member, name: str = "Ortstermin", colour: str = "blue") -> Etikett:
    return create_etikett(actor=member.actor, name=name, colour=colour, now=NOW)


def names_on(case: Vorgang) -> list[str]:
    return [each.name for each in etiketten_on([case.public_id]).get(case.public_id, [])]


def acts_of(case: Vorgang) -> list[str]:
    return [each.act for each in history(case) if "label" in each.act]


def test_a_label_has_a_name_on_one_line_and_a_known_colour() -> None:
    assert etikett_name("  Vor \n Ort ") == "Vor Ort"
    assert colour_of("red").value == "red"
    for wrong in ("", " ", "x" * (MAX_NAME + 1)):
        with pytest.raises(EtikettRefused):
            etikett_name(wrong)
    with pytest.raises(EtikettRefused):
        colour_of("pink")


def test_two_labels_in_use_never_have_one_name(desk: Member) -> None:
    first, other = made(desk), made(desk, "Eilt", "red")
    with pytest.raises(EtikettRefused):
        made(desk, "ortsTERMIN")
    with pytest.raises(EtikettRefused):
        change_etikett(actor=desk.actor, public_id=other.public_id, name="Ortstermin", colour="red")
    end_etikett(actor=desk.actor, public_id=first.public_id, now=NOW)
    assert (
        change_etikett(actor=desk.actor, public_id=other.public_id, name="Ortstermin", colour="grey").colour == "grey"
    )
    assert [each.name for each in etiketten_in_use(desk.scope.stellen)] == ["Ortstermin"]


def test_a_body_has_as_many_labels_as_somebody_finds_in_a_list(desk: Member) -> None:
    for number in range(MOST_ETIKETTEN):
        made(desk, f"Nummer {number}")
    with pytest.raises(EtikettRefused):
        made(desk, "eins zu viel")


def test_a_case_carries_labels_whoever_works_on_it_and_its_history_says_so(
    desk: Member, citizen: Member, colleague: Member
) -> None:
    case, visit, urgent = make_case(desk, citizen, 0), made(desk), made(desk, "Eilt", "red")
    for _ in range(2):
        label_case(actor=colleague.actor, vorgang=case, public_id=visit.public_id, now=NOW)
    assert names_on(case) == ["Ortstermin"]
    set_etiketten(actor=desk.actor, vorgang=case, wanted=[urgent.public_id], now=NOW)
    assert names_on(case) == ["Eilt"]
    unlabel_case(actor=desk.actor, vorgang=case, public_id=visit.public_id)
    assert acts_of(case) == ["vorgang.labelled", "vorgang.labelled", "vorgang.unlabelled"]
    end_etikett(actor=desk.actor, public_id=urgent.public_id, now=NOW)
    assert names_on(case) == []
    with pytest.raises(EtikettNotFound):
        label_case(actor=desk.actor, vorgang=case, public_id=urgent.public_id, now=NOW)
    with pytest.raises(EtikettNotFound):
        set_etiketten(actor=desk.actor, vorgang=case, wanted=[uuid.uuid4()], now=NOW)


def test_a_label_narrows_the_list(desk: Member, citizen: Member) -> None:
    cases, visit = [make_case(desk, citizen, number) for number in range(3)], made(desk)
    label_case(actor=desk.actor, vorgang=cases[1], public_id=visit.public_id, now=NOW)
    filters = InboxFilter(among=(labelled_cases(visit.public_id),))
    rows = inbox(stelle_ids=desk.scope.stellen, filters=filters, today=TODAY).rows
    assert [row.public_id for row in rows] == [cases[1].public_id]


def test_the_next_town_neither_sees_nor_uses_a_label(
    clerk: Member, citizen: Member, clerk_of_the_next_town: Member, auditor: Member
) -> None:
    with open_scope(clerk.scope):
        case, visit = make_case(clerk, citizen, 0), made(clerk)
    with open_scope(clerk_of_the_next_town.scope):
        assert etiketten_in_use(clerk.scope.stellen) == []
        with pytest.raises(EtikettNotFound):
            end_etikett(actor=clerk_of_the_next_town.actor, public_id=visit.public_id, now=NOW)
        with pytest.raises(ActorRefused):
            label_case(actor=clerk_of_the_next_town.actor, vorgang=case, public_id=visit.public_id, now=NOW)
    with open_scope(auditor.scope), pytest.raises(ActorRefused):
        made(auditor, "Prüfen")


def test_many_cases_get_and_lose_a_label(clerk: Member, citizen: Member) -> None:
    with open_scope(clerk.scope):
        cases, visit = [make_case(clerk, citizen, number) for number in range(3)], made(clerk)
        label_case(actor=clerk.actor, vorgang=cases[0], public_id=visit.public_id, now=NOW)
    for kind, expected in ((BulkKind.LABEL, ["already", "done", "done"]), (BulkKind.UNLABEL, ["done"] * 3)):
        order, run_id = Order(kind, [case.public_id for case in cases], etikett=visit.public_id), uuid.uuid4()
        with open_scope(clerk.scope):
            assert [each.outcome for each in preview(actor=clerk.actor, order=order, now=NOW)] == expected
        carry_out(actor=clerk.actor, scope=clerk.scope, run_id=run_id, order=order, now=NOW)
        with open_scope(clerk.scope):
            assert [row.outcome for row in result_of(actor=clerk.actor, run_id=run_id).rows] == expected


def test_an_act_with_labels_needs_one() -> None:
    with pytest.raises(EtikettNotFound):
        check_order(Order(BulkKind.LABEL, [uuid.uuid4()]))
    assert foresee(BulkKind.LABEL, Standing(State.CLOSED), reach=RUNNING) is Outcome.DONE
    assert foresee(BulkKind.UNLABEL, Standing(State.OPEN), reach=RUNNING) is Outcome.ALREADY
