"""A decision that is made in time and announced late does not silently end a Genehmigungsfiktion (§§ 42a, 43 VwVfG)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid, open_letter
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.postfach.models import Nachricht
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.errors import FictionOccurred
from rathaus.core.vorgang.jobs import fire_everything
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.core.zustellung.genehmigungsfiktion import fiction_beside, unannounced_decisions
from rathaus.recht.genehmigungsfiktion import Standing
from tests.cast import NOW, TODAY, Member, make_citizen
from tests.core.bescheid.conftest import examined
from tests.core.vorgang.timed import publish_timed
from tests.errand import submitted

pytestmark = pytest.mark.django_db

LAST = date(2026, 12, 23)
REFUSAL = Draft("ablehnung", ("kein_quartier",), "Nach dem Stadtplan.")


@pytest.fixture
def antrag(citizen: Member) -> Antrag:
    publish_timed()
    return submitted(citizen, "bewohnerparkausweis", "bewilligung")


def decided(clerk: Member, antrag: Antrag, *, draft: Draft = REFUSAL, now: datetime = NOW) -> Bescheid:
    vorgang = examined(clerk, antrag)
    row = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=draft, now=NOW)
    row = confirm_remedy(actor=clerk.actor, bescheid=row, now=NOW)
    return issue_bescheid(actor=clerk.actor, bescheid=row, now=now)


def standing(vorgang: Vorgang, today: date) -> Standing | None:
    found = fiction_beside(vorgang, today=today)
    return found.standing if found else None


def test_a_refusal_that_nobody_has_opened_in_time_is_for_a_clerk_to_check(clerk: Member, antrag: Antrag) -> None:
    with open_scope(clerk.scope) as scope:
        assert standing(vorgang_of(antrag), TODAY) is Standing.RUNNING
        decided(clerk, antrag)
        row = vorgang_of(antrag)
        assert (standing(row, LAST), standing(row, LAST + timedelta(days=1))) == (Standing.RUNNING, Standing.OPEN)
        (due,) = unannounced_decisions(scope.stellen, today=LAST)
        assert (due.vorgang, due.last_on, due.has_passed) == (row, LAST, False)
        (passed,) = unannounced_decisions(scope.stellen, today=LAST + timedelta(days=1))
        assert passed.has_passed
    assert fire_everything(now=NOW + timedelta(days=40)) == 0
    with open_scope(clerk.scope):
        assert vorgang_of(antrag).deemed_on is None, "the software does not decide what the law leaves open"


def test_a_refusal_that_was_opened_in_time_ends_it(clerk: Member, citizen: Member, antrag: Antrag) -> None:
    with open_scope(clerk.scope):
        bescheid = decided(clerk, antrag)
    with open_scope(citizen.scope):
        letter = Nachricht.objects.get(datei=bescheid.datei)
        open_letter(actor=citizen.actor, nachricht=letter, now=NOW + timedelta(days=2))
    with open_scope(clerk.scope) as scope:
        assert standing(vorgang_of(antrag), LAST + timedelta(days=9)) is Standing.DECIDED
        assert unannounced_decisions(scope.stellen, today=LAST + timedelta(days=9)) == []


def test_a_refusal_that_is_opened_after_the_end_stays_open(clerk: Member, citizen: Member, antrag: Antrag) -> None:
    with open_scope(clerk.scope):
        bescheid = decided(clerk, antrag, now=datetime(2026, 12, 23, 8, tzinfo=UTC))
    with open_scope(citizen.scope):
        letter = Nachricht.objects.get(datei=bescheid.datei)
        open_letter(actor=citizen.actor, nachricht=letter, now=datetime(2026, 12, 23, 9, tzinfo=UTC))
    with open_scope(clerk.scope) as scope:
        assert standing(vorgang_of(antrag), LAST) is Standing.OPEN, "announced on the day after the retrieval"
        assert len(unannounced_decisions(scope.stellen, today=LAST)) == 1


def test_a_full_grant_gives_what_silence_would_have_given(clerk: Member, antrag: Antrag) -> None:
    with open_scope(clerk.scope) as scope:
        decided(clerk, antrag, draft=Draft("bewilligung", gebuehr_cent=3000))
        assert standing(vorgang_of(antrag), LAST + timedelta(days=9)) is None
        assert unannounced_decisions(scope.stellen, today=LAST + timedelta(days=9)) == []


def test_the_list_of_all_cases_asks_the_database_as_often_as_the_list_of_one(clerk: Member, antrag: Antrag) -> None:
    def asked() -> tuple[int, int]:
        with open_scope(clerk.scope) as scope, CaptureQueriesContext(connection) as seen:
            return len(unannounced_decisions(scope.stellen, today=LAST)), len(seen)

    with open_scope(clerk.scope):
        decided(clerk, antrag)
    assert asked()[0] == 1, "now what a process keeps is there"
    (_, alone), other = asked(), submitted(make_citizen("karl"), "bewohnerparkausweis", "bewilligung")
    with open_scope(clerk.scope):
        decided(clerk, other)
    assert asked() == (2, alone)


def test_after_the_end_nobody_decides_before_the_hourly_run(clerk: Member, antrag: Antrag) -> None:
    with open_scope(clerk.scope), pytest.raises(FictionOccurred):
        decided(clerk, antrag, now=datetime(2026, 12, 24, 6, tzinfo=UTC))
