"""A Bescheid that is opened after the ten days: the citizen reads what that means, the clerk has it on the list."""

import pytest
from django.utils import timezone

from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.queries import issued_for
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.rules import Kind
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import close
from rathaus.core.vorgang.models import Vorgang
from tests.cast import NOW, Member
from tests.core.bescheid.conftest import examined
from tests.errand import submitted
from tests.surfaces.portal.browser import Browser
from tests.surfaces.portal.test_letters import letter_path

NOT_YET = "Dieser Bescheid gilt noch nicht"
AGAIN = "muss Ihnen den Bescheid noch einmal bekannt geben, zum Beispiel mit der Post."


@pytest.fixture
def decided(citizen: Member, clerk: Member) -> Vorgang:
    """A case whose Bescheid lies in the Postfach."""
    antrag = submitted(citizen, "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        vorgang = examined(clerk, antrag)
        draft = Draft("bewilligung", gebuehr_cent=3000)
        bescheid = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=draft, now=timezone.now())
        confirm_remedy(actor=clerk.actor, bescheid=bescheid, now=NOW)
        issue_bescheid(actor=clerk.actor, bescheid=bescheid, now=timezone.now())
    return vorgang


def notify(clerk: Member, *, days_ago: int) -> None:
    """Note that the person was told of the Bescheid."""
    with open_scope(clerk.scope):
        letters = Nachricht.objects.filter(kind=Kind.BESCHEID)
        assert letters.update(notified_at=timezone.now() - timezone.timedelta(days=days_ago)) == 1


def test_who_opens_it_too_late_reads_that_the_office_must_send_it_again(
    amira: Browser, clerk: Member, citizen: Member, decided: Vorgang
) -> None:
    notify(clerk, days_ago=20)
    letter = letter_path(amira)
    sealed = amira.page(letter)
    assert NOT_YET in sealed
    assert "gilt am Tag nach dem ersten" not in sealed
    amira.post(f"{letter}oeffnen/")
    opened = amira.page(letter)
    assert "ist der Bescheid nicht bekannt gegeben (§ 41 Abs. 2a VwVfG)." in opened
    assert AGAIN in opened
    assert "Sie können sich bis" not in opened
    assert "Als PDF herunterladen" in opened
    with open_scope(citizen.scope):
        bescheid = issued_for(decided.antrag)
    assert bescheid is not None and bescheid.remedy_until is None
    english = amira.page(f"/en{letter}")
    assert "This decision does not count yet" in english
    assert "You need do nothing." in english


@pytest.mark.parametrize("is_opened", [False, True])
def test_the_clerk_has_it_on_the_list_until_the_file_is_closed(
    amira: Browser, clerk: Member, decided: Vorgang, *, is_opened: bool
) -> None:
    notify(clerk, days_ago=20)
    if is_opened:
        amira.post(f"{letter_path(amira)}oeffnen/")
    desk = Browser().sign_in(clerk)
    today = desk.page("/amt/")
    assert "Bescheide, die nicht abgerufen wurden" in today
    assert "Bescheid noch einmal bekannt geben" in today
    case = desk.page(f"/amt/vorgaenge/{decided.public_id}/")
    assert "Der Bescheid ist nicht bekannt gegeben" in case
    assert "Geben Sie ihn noch einmal bekannt: Im Zugangsnachweis" in case
    with open_scope(clerk.scope):
        close(actor=clerk.actor, vorgang=decided, now=timezone.now())
    assert "nicht abgerufen" not in desk.page("/amt/")


@pytest.mark.parametrize("days_ago", [None, 2])
def test_who_opens_it_in_time_or_was_never_told_reads_nothing_of_that(
    days_ago: int | None, amira: Browser, clerk: Member, decided: Vorgang
) -> None:
    if days_ago is not None:
        notify(clerk, days_ago=days_ago)
    letter = letter_path(amira)
    assert NOT_YET not in amira.page(letter)
    amira.post(f"{letter}oeffnen/")
    assert NOT_YET not in amira.page(letter)
    assert "nicht abgerufen" not in Browser().sign_in(clerk).page("/amt/")


def test_the_next_town_hears_nothing_of_it(clerk: Member, clerk_of_the_next_town: Member, decided: Vorgang) -> None:
    notify(clerk, days_ago=20)
    assert "nicht abgerufen" not in Browser().sign_in(clerk_of_the_next_town).page("/amt/")
