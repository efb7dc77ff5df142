"""People decide at the same time, and things break in the middle: one Bescheid with one letter, or none."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings

from rathaus.core.bescheid import letter
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.errors import NothingToCosign
from rathaus.core.bescheid.mitzeichnung import ask_for_cosignature, cosign, reading_of
from rathaus.core.bescheid.models import Bescheid, Mitzeichnung
from rathaus.core.datei.models import Datei
from rathaus.core.postfach.models import Nachricht
from rathaus.core.protokoll.queries import verify_chains
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import release
from rathaus.core.vorgang.models import Vorgang
from rathaus.engine.prozess.model import Mitzeichnung as CosignRule
from tests.cast import NOW, TODAY, Member, make_citizen, make_staff
from tests.core.bescheid.conftest import PARKING, examined
from tests.core.rechtsbehelf.test_together import at_once
from tests.errand import submitted


@pytest.fixture
def desks(committing_database: None) -> tuple[Member, Member, Member]:
    settings.RATHAUS_DEMO, before = True, settings.RATHAUS_DEMO
    staff = [make_staff("hanau", login, login.title()) for login in ("jonas", "selin", "maria")]
    settings.RATHAUS_DEMO = before
    return staff[0], staff[1], staff[2]


def drafted(clerk: Member) -> Bescheid:
    antrag = submitted(make_citizen(), PARKING, "bewilligung")
    with open_scope(clerk.scope):
        row = draft_bescheid(actor=clerk.actor, vorgang=examined(clerk, antrag), draft=Draft("bewilligung"), now=NOW)
        return confirm_remedy(actor=clerk.actor, bescheid=row, now=NOW)


def stored(clerk: Member) -> tuple[int, int, int]:
    """Return how many Bescheide are issued, letters delivered, and files made."""
    with open_scope(clerk.scope):
        issued = Bescheid.objects.filter(state="issued").count()
        return issued, Nachricht.objects.filter(kind="bescheid").count(), Datei.objects.filter(kind="generated").count()


def test_two_clerks_who_issue_at_once_leave_one_row_and_one_letter(desks: tuple[Member, Member, Member]) -> None:
    clerk, colleague, _ = desks
    row = drafted(clerk)
    with open_scope(clerk.scope):
        release(actor=clerk.actor, vorgang=Vorgang.objects.get(pk=row.vorgang_id), now=NOW)
    outcomes = at_once(
        *[
            (who, lambda who=who: issue_bescheid(actor=who.actor, bescheid=row, now=NOW))
            for who in (clerk, colleague, clerk)
        ]
    )
    assert any(isinstance(each, Bescheid) for each in outcomes), outcomes
    assert stored(clerk)[:2] == (1, 1)
    with open_scope(clerk.scope):
        assert verify_chains().faults == ()


@pytest.fixture
def demanded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    original = letter.decision_of

    def decide(*args, **kwargs):
        decision = original(*args, **kwargs)
        return replace(decision, ergebnis=replace(decision.ergebnis, mitzeichnung=CosignRule(always=True)))

    for module in ("actions", "mitzeichnung", "queries"):
        monkeypatch.setattr(f"rathaus.core.bescheid.{module}.decision_of", decide)
    return


def test_two_people_who_sign_at_once_leave_one_signature(desks: tuple[Member, Member, Member], demanded: None) -> None:
    clerk, *others = desks
    row = drafted(clerk)
    with open_scope(clerk.scope):
        ask_for_cosignature(actor=clerk.actor, bescheid=row, now=NOW)
    with open_scope(others[0].scope):
        asked = Bescheid.objects.get(pk=row.pk)
        seen = reading_of(asked, konto_id=others[0].actor.konto_id or 0, on=TODAY).fassung
    outcomes = at_once(
        *[(who, lambda who=who: cosign(actor=who.actor, bescheid=row, fassung=seen, now=NOW)) for who in others]
    )
    assert {type(each) for each in outcomes} == {Mitzeichnung, NothingToCosign}
    with open_scope(clerk.scope):
        assert Mitzeichnung.objects.count() == 1


@pytest.mark.parametrize("step", ["sealed", "hand_out", "record_decision", "deliver", "record"])
def test_what_breaks_between_decision_and_delivery_leaves_nothing(
    step: str, draft: Bescheid, clerk: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("killed")

    with open_scope(clerk.scope):
        confirm_remedy(actor=clerk.actor, bescheid=draft, now=NOW)
        monkeypatch.setattr(f"rathaus.core.bescheid.actions.{step}", die)
        with pytest.raises(RuntimeError):
            issue_bescheid(actor=clerk.actor, bescheid=draft, now=NOW)
    assert stored(clerk) == (0, 0, 0)
    with open_scope(clerk.scope):
        monkeypatch.undo()
        assert issue_bescheid(actor=clerk.actor, bescheid=draft, now=NOW).is_issued
    assert stored(clerk)[:2] == (1, 1)
