"""A decision that burdens is refused until the person was heard, whatever the tasks of the procedure let through."""

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import Draft, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.errors import NotHeard
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import complete_task
from rathaus.core.vorgang.hearing import hearings_of, skip_hearing
from rathaus.core.vorgang.models import Anhoerung, Aufgabe
from rathaus.core.vorgang.queries import vorgang_of
from rathaus.core.vorgang.rules import Work
from rathaus.recht.anhoerung import HearingException
from tests.cast import NOW, Member, make_staff
from tests.errand import submitted

REFUSAL = Draft("ablehnung", ["zusammenleben"], "Sie leben mit dem Vater des Kindes zusammen.")
TASKS = (("formell", "vollstaendig"), ("fachlich", "nicht_erfuellt"))


@pytest.fixture
def antrag(citizen: Member) -> Antrag:
    return submitted(citizen, "unterhaltsvorschuss", "ablehnung")


def test_a_ticked_task_is_no_hearing_and_an_exception_with_its_reason_is(antrag: Antrag) -> None:
    """SGB X § 24(1) and (2): who decides to somebody's disadvantage has heard them, or says why not."""
    office = make_staff(antrag.stelle.slug, "uwe", "Uwe Vogt")
    with open_scope(office.scope):
        for key, outcome in TASKS:
            work = Work(reason="Steht im Antrag.")
            case = vorgang_of(antrag)
            complete_task(actor=office.actor, vorgang=case, key=key, outcome=outcome, work=work, now=NOW)
        Aufgabe.objects.filter(key="anhoeren").update(outcome="erledigt", done_at=NOW)
        case = vorgang_of(antrag)
        with pytest.raises(NotHeard):
            draft_bescheid(actor=office.actor, vorgang=case, draft=REFUSAL, now=NOW)
        exception, reason = HearingException.AS_STATED, "Wir folgen den Angaben."
        skip_hearing(actor=office.actor, vorgang=case, exception=exception, reason=reason, now=NOW)
        draft = draft_bescheid(actor=office.actor, vorgang=case, draft=REFUSAL, now=NOW)
        assert [(each.state, each.reason) for each in hearings_of(case)] == [("not_needed", reason)]
        Anhoerung.objects.all().delete()
        with pytest.raises(NotHeard):
            issue_bescheid(actor=office.actor, bescheid=draft, now=NOW)
