"""A clerk records what came on paper, with its scan; other towns, colleagues and closed cases are refused."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from rathaus.core.akte.contents import contents_of
from rathaus.core.miterklaerung.errors import (
    DeclarantNameMissing,
    DeclarantNeedsAccount,
    DeclarationDayRefused,
    DeclarationGiven,
    DeclarationNotAsked,
    DeclarationOnPaperOnly,
    DeclarationScanMissing,
)
from rathaus.core.miterklaerung.links import declare
from rathaus.core.miterklaerung.models import DeclarationLink, Miterklaerung
from rathaus.core.miterklaerung.paper import Paper, record_on_paper
from rathaus.core.miterklaerung.rules import Outcome, State
from rathaus.core.miterklaerung.saying import Statement
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.actions import withdraw
from rathaus.core.vorgang.errors import AntragWithdrawn, ClaimedByColleague
from rathaus.core.vorgang.passing_on import pass_on
from tests.cast import NOW, TODAY, Member
from tests.core.miterklaerung.conftest import AGREED, HELD, KEEPER, KEY, Case, digest_read, link_for
from tests.errand import FILES

SCAN = ("erklaerung.pdf", FILES["application/pdf"])
PAPER = Paper(AGREED, TODAY, SCAN)


def recorded(case: Case, paper: Paper = PAPER, *, by: Member | None = None, key: str = KEY) -> Miterklaerung:
    member = by or case.clerk
    with open_scope(member.scope), transaction.atomic():
        return record_on_paper(actor=member.actor, vorgang=case.vorgang, key=key, paper=paper, now=NOW)


def test_a_paper_is_kept_with_its_scan_and_ends_the_link(case: Case, link: DeclarationLink) -> None:
    row = recorded(case)
    assert (row.channel, row.link_id, row.recorded_by_id) == ("paper", None, case.clerk.actor.konto_id)
    standing = case.standing()
    assert (standing.state, standing.link) == (State.DECLARED, None)
    with pytest.raises(DeclarationGiven):
        recorded(case)


def test_a_refusal_on_paper_counts_as_one(case: Case) -> None:
    said = Statement(Outcome.REFUSED, "Ingrid Vollmer", "verkauft")
    assert recorded(case, replace(PAPER, statement=said)).reason == "verkauft"
    assert case.standing().state is State.REFUSED


@pytest.mark.parametrize(
    ("paper", "refusal"),
    [
        (replace(PAPER, scan=None), DeclarationScanMissing),
        (replace(PAPER, received_on=TODAY + timedelta(days=1)), DeclarationDayRefused),
        (replace(PAPER, statement=Statement(Outcome.DECLARED, "")), DeclarantNameMissing),
    ],
)
def test_a_paper_that_lacks_something_is_refused(case: Case, paper: Paper, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        recorded(case, paper)
    assert case.standing().state is State.MISSING


def test_only_the_clerk_of_the_case_records(
    case: Case, citizen: Member, colleague: Member, clerk_of_the_next_town: Member
) -> None:
    with pytest.raises(DeclarationNotAsked):
        recorded(case, key="vermieter")
    for member, refusal in ((clerk_of_the_next_town, ActorRefused), (citizen, ActorRefused)):
        with pytest.raises(refusal):
            recorded(case, by=member)
    recorded(case, replace(PAPER, statement=Statement(Outcome.REFUSED, "Ingrid Vollmer")))
    with pytest.raises(ClaimedByColleague):
        recorded(case, by=colleague)
    with open_scope(clerk_of_the_next_town.scope):
        assert not Miterklaerung.objects.exists()
        assert not DeclarationLink.objects.exists()


def test_nothing_is_recorded_when_the_case_is_over(case: Case) -> None:
    with open_scope(case.citizen.scope):
        withdraw(actor=case.citizen.actor, antrag=case.antrag, now=NOW)
    with pytest.raises(AntragWithdrawn):
        recorded(case)


def test_the_whole_case_holds_the_declaration_and_its_scan_and_no_secret(case: Case, link: DeclarationLink) -> None:
    recorded(case)
    with open_scope(case.clerk.scope):
        contents = contents_of(case.vorgang)
        assert contents.rows["miterklaerung_miterklaerung"]
        assert contents.rows["miterklaerung_declarationlink"]
        assert "erklaerung.pdf" in [each.datei.name for each in contents.files]


def test_a_body_that_gets_the_case_asks_again_and_the_old_link_ends(case: Case, link: DeclarationLink) -> None:
    maintal = Stelle.objects.get(slug="maintal")
    with open_scope(case.clerk.scope):
        pass_on(actor=case.clerk.actor, vorgang=case.vorgang, receiver=maintal, reason="zuständig", now=NOW)
        assert DeclarationLink.objects.get().ended_at == NOW


def test_where_the_law_demands_written_form_only_somebody_with_a_konto_declares(
    case: Case, link: DeclarationLink, other_citizen: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rathaus.core.miterklaerung.links.needs_account", lambda version_id: True)
    digest = digest_read(link)
    with open_scope(HELD), pytest.raises(DeclarantNeedsAccount), transaction.atomic():
        declare(actor=KEEPER, link=link, statement=AGREED, read=digest, now=NOW)
    with open_scope(Scope(konto=other_citizen.scope.konto, secrets=HELD.secrets)):
        row = declare(actor=other_citizen.actor, link=link, statement=AGREED, read=digest, now=NOW)
    assert row.konto_id == other_citizen.actor.konto_id


def test_where_nothing_replaces_the_signature_it_goes_on_paper_alone(
    case: Case, link: DeclarationLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = digest_read(link)
    monkeypatch.setattr("rathaus.core.miterklaerung.links.is_on_paper_only", lambda version_id: True)
    with pytest.raises(DeclarationOnPaperOnly), transaction.atomic():
        link_for(case.citizen, case.antrag, secret="f" * 64)
    with open_scope(HELD), pytest.raises(DeclarationOnPaperOnly), transaction.atomic():
        declare(actor=KEEPER, link=link, statement=AGREED, read=digest, now=NOW)
    assert recorded(case).channel == "paper"
