"""A Bescheid keeps the law of its day: what is confirmed later changes later events and nothing that was decided."""

from datetime import date, timedelta

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import confirm_remedy, issue_bescheid, open_letter
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.queries import deadline_of, preview
from rathaus.core.norm.actions import confirm_parameter, load_parameter_file
from rathaus.core.norm.parameter_rules import Confirmed
from rathaus.core.norm.queries import parameters_for
from rathaus.core.postfach.queries import messages_of
from rathaus.core.scope.session import open_scope
from tests.cast import NOW, TODAY, Member

pytestmark = pytest.mark.django_db

LONGER = """[[parameter]]
key = "widerspruch.term"
jurisdiction = "federal"
value = 2
unit = "months"
valid_from = {day}
status = "in_force"
citation = "§ 70 Abs. 1 VwGO n. F."
source = "invented for the test"
"""
USED = ["widerspruch.term@federal/always", "widerspruch.vorverfahren@HE/always"]


def confirm_objection(officer: Member, *, valid_from: date) -> None:
    said = Confirmed(value=True, source="GVBl. gesehen", verified_on=TODAY, valid_from=valid_from)
    with open_scope(officer.scope):
        confirm_parameter(
            actor=officer.actor, version_id=USED[1], confirmed=said, for_body=False, now=NOW + timedelta(hours=1)
        )


def load_longer_term(officer: Member, day: date) -> None:
    content = LONGER.format(day=day.isoformat()).encode()
    with open_scope(officer.scope):
        load_parameter_file(actor=officer.actor, content=content, name="neu.toml", now=NOW + timedelta(hours=1))


@pytest.fixture
def issued(draft: Bescheid, clerk: Member) -> Bescheid:
    with open_scope(clerk.scope):
        confirm_remedy(actor=clerk.actor, bescheid=draft, now=NOW)
        return issue_bescheid(actor=clerk.actor, bescheid=draft, now=NOW)


def test_an_old_bescheid_explains_itself_with_the_parameters_of_its_day(
    issued: Bescheid, clerk: Member, officer: Member
) -> None:
    """Vector 1: re-render a decision later → same result, same cited parameter versions (VwGO §§ 68, 70)."""
    with open_scope(clerk.scope):
        before = deadline_of(issued, on=TODAY)
    assert issued.parameter_versions == USED
    assert [each.de for each in before.law] == ["1 Monat (§ 70 Abs. 1 VwGO).", "ja (§ 16a HessAGVwGO)."]
    confirm_objection(officer, valid_from=TODAY)
    load_longer_term(officer, TODAY)
    assert parameters_for().find("widerspruch.term", "HE", TODAY).value == 2
    with open_scope(clerk.scope):
        assert deadline_of(issued, on=TODAY) == before
        assert any("§ 16a HessAGVwGO" in banner.de for banner in before.banners)


def test_a_new_row_changes_only_events_from_its_first_day_on(
    issued: Bescheid, antrag: Antrag, citizen: Member, officer: Member
) -> None:
    """Vector 1: change valid_from of a parameter to X → only events on or after X change (VwGO § 70)."""
    load_longer_term(officer, TODAY + timedelta(days=30))
    with open_scope(citizen.scope):
        (letter,) = messages_of(antrag.public_id).filter(kind="bescheid")
        open_letter(actor=citizen.actor, nachricht=letter, now=NOW + timedelta(days=2))
        issued.refresh_from_db()
    assert issued.announced_on is not None
    assert issued.remedy_until is not None
    assert (issued.remedy_until - issued.announced_on).days < 40
    assert issued.parameter_versions == [*USED, "bekanntgabe.portal_retrieval_window@federal/always"]


def test_what_the_lead_confirmed_for_the_body_leaves_its_drafts_without_the_banner(
    draft: Bescheid, clerk: Member, lead: Member
) -> None:
    """A person confirms HessAGVwGO § 16a: from then on nothing waits for a clerk who answers for the remedy."""
    said = Confirmed(value=True, source="GVBl. gesehen", verified_on=TODAY, valid_from=TODAY)
    with open_scope(lead.scope):
        confirm_parameter(actor=lead.actor, version_id=USED[1], confirmed=said, for_body=True, now=NOW)
    with open_scope(clerk.scope):
        shown = preview(draft, on=TODAY, konto_id=clerk.actor.konto_id or 0)
    assert not shown.needs_confirmation
    assert not any("§ 16a HessAGVwGO" in banner.de for banner in shown.banners)
