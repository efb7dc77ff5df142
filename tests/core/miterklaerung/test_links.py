"""A second person reads by a secret link what was declared, and declares or refuses: once, and exactly that."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections, transaction
from django.db.utils import ProgrammingError

from rathaus.core.antrag.models import Antrag
from rathaus.core.datei.models import Datei
from rathaus.core.konto.rules import hash_link_secret
from rathaus.core.miterklaerung.errors import (
    DeclarantIsApplicant,
    DeclarantNameMissing,
    DeclarationGiven,
    DeclarationLinkNotFound,
    DeclarationLinkUsed,
    DeclarationNotAsked,
    DeclarationReasonTooLong,
    DeclarationTextChanged,
)
from rathaus.core.miterklaerung.links import (
    declare,
    extend_link,
    link_by_public_id,
    link_of_secret,
    make_link,
    make_link_at_office,
    open_link,
    reading_of,
    said_with,
)
from rathaus.core.miterklaerung.models import DeclarationLink, Miterklaerung
from rathaus.core.miterklaerung.queries import said_before, standings_for_person
from rathaus.core.miterklaerung.rules import LINK_DAYS, Outcome, State
from rathaus.core.miterklaerung.saying import Statement
from rathaus.core.protokoll.queries import records_of, verify_chains
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.vorgang.actions import withdraw
from rathaus.core.vorgang.errors import AntragWithdrawn, ClaimedByColleague
from rathaus.core.vorgang.models import Vorgang
from tests.cast import NOW, TODAY, Member, make_citizen, make_staff
from tests.core.miterklaerung.conftest import (
    AGREED,
    HELD,
    KEEPER,
    KEY,
    PLATE,
    SECRET,
    Case,
    applied,
    corrected,
    digest_read,
    link_for,
    publish_duty,
    said,
)
from tests.errand import submitted

LATE = NOW + timedelta(days=LINK_DAYS + 1)


def test_the_link_opens_the_answers_and_the_sentence_and_nothing_else_of_the_body(link: DeclarationLink) -> None:
    with open_scope(HELD):
        found = link_of_secret(SECRET, now=NOW)
        assert found is not None
        reading = reading_of(found, language="de", now=NOW)
        assert "KB-GV 870" in [row.value for section in reading.sections for row in section.rows]
        assert reading.standing is not None
        assert reading.standing.rule.erklaerung.de.startswith("Ich bin Halterin oder Halter")
        assert not reading.needs_account
        for model in (Antrag, Vorgang, Miterklaerung, Datei):
            assert not model.objects.exists(), model
    with open_scope(Scope(secrets=frozenset({hash_link_secret("falsch")}))):
        assert link_of_secret(hash_link_secret("falsch"), now=NOW) is None
        assert not DeclarationLink.objects.exists()
        with pytest.raises(DeclarationLinkNotFound):
            link_by_public_id(link.public_id, now=NOW)


def test_what_was_declared_is_kept_with_name_day_and_digest_and_binds_what_was_read(
    case: Case, link: DeclarationLink
) -> None:
    assert case.standing().state is State.MISSING
    with open_scope(HELD):
        open_link(actor=KEEPER, link=link, now=NOW)
        open_link(actor=KEEPER, link=link, now=LATE)
    row = said(link)
    standing = case.standing()
    assert (standing.state, standing.last, standing.link) == (State.DECLARED, row, None)
    assert (row.name, row.channel, row.received_on, row.content_sha256) == (
        "Ingrid Vollmer", "online", TODAY, standing.digest
    )  # fmt: skip
    with open_scope(HELD):
        kept = link_by_public_id(link.public_id, now=LATE)
        assert (kept.opened_at, kept.used_at) == (NOW, NOW)
        assert said_with(kept) == row
    with open_scope(case.clerk.scope):
        assert said_before(case.antrag) == (row,)
        acts = [each.act for each in records_of(kind="antrag", subject_id=case.antrag.public_id)]
        assert acts[-2:] == ["miterklaerung.link_made", "miterklaerung.declared"]
        assert Vorgang.objects.get().answered_at == NOW
        assert verify_chains().faults == ()


def test_a_refusal_is_kept_with_its_reason_and_a_later_declaration_counts(case: Case, link: DeclarationLink) -> None:
    refused = said(link, Statement(Outcome.REFUSED, " Ingrid\nVollmer ", " Das Auto ist verkauft. "))
    assert (refused.name, refused.reason) == ("Ingrid Vollmer", "Das Auto ist verkauft.")
    assert case.standing().state is State.REFUSED
    again = link_for(case.citizen, case.antrag, secret=hash_link_secret("neu"))
    with open_scope(Scope(secrets=frozenset({again.secret_hash}))):
        declare(actor=KEEPER, link=again, statement=AGREED, read=digest_read(again), now=NOW)
    assert case.standing().state is State.DECLARED


def test_a_link_is_used_once(case: Case, link: DeclarationLink) -> None:
    said(link)
    with pytest.raises(DeclarationLinkUsed):
        said(link, read="x")
    with open_scope(case.citizen.scope), pytest.raises(DeclarationGiven):
        make_link(actor=case.citizen.actor, antrag=case.antrag, key=KEY, secret_hash="f" * 64, now=NOW)


def test_after_its_last_day_it_opens_nothing_until_the_applicant_extends_it(case: Case, link: DeclarationLink) -> None:
    digest = digest_read(link)
    with open_scope(HELD):
        assert link_of_secret(SECRET, now=LATE - timedelta(days=1)) is not None
        assert link_of_secret(SECRET, now=LATE) is None
    with pytest.raises(DeclarationLinkNotFound):
        said(link, read=digest, now=LATE)
    with open_scope(case.citizen.scope):
        extended = extend_link(actor=case.citizen.actor, antrag=case.antrag, key=KEY, now=NOW + timedelta(days=9))
        assert extended.last_on == TODAY + timedelta(days=9 + LINK_DAYS)
        with pytest.raises(DeclarationLinkNotFound):
            extend_link(actor=case.citizen.actor, antrag=case.antrag, key=KEY, now=LATE + timedelta(days=30))
    assert said(link, read=digest, now=LATE).outcome == Outcome.DECLARED


def test_a_new_link_ends_the_one_before(case: Case, link: DeclarationLink) -> None:
    digest = digest_read(link)
    link_for(case.citizen, case.antrag, secret=hash_link_secret("neu"))
    with pytest.raises(DeclarationLinkNotFound):
        said(link, read=digest)


def test_when_the_applicant_changes_answers_the_declaration_covers_them_no_longer_and_the_history_says_so(
    case: Case, link: DeclarationLink
) -> None:
    said(link)
    corrected(case.citizen, case.antrag, "HU-RH 9")
    standing = case.standing()
    assert (standing.state, standing.last is not None) == (State.OUTDATED, True)
    corrected(case.citizen, case.antrag, "HU-RH 10")
    with open_scope(case.citizen.scope):
        acts = [each.act for each in records_of(kind="antrag", subject_id=case.antrag.public_id)]
        assert acts.count("miterklaerung.outdated") == 1
        (shown,) = standings_for_person(Antrag.objects.get(), today=TODAY)
        assert shown.state is State.OUTDATED


def test_who_reads_while_the_answers_change_must_read_again(case: Case, link: DeclarationLink) -> None:
    digest = digest_read(link)
    corrected(case.citizen, case.antrag, "HU-RH 9")
    with pytest.raises(DeclarationTextChanged):
        said(link, read=digest)
    assert said(link).revision == 2


def test_answers_that_need_nobody_else_end_the_question(case: Case, link: DeclarationLink) -> None:
    digest = digest_read(link)
    corrected(case.citizen, case.antrag, "HU-RH 9", **{PLATE[:-4] + "2033": "001"})
    with open_scope(HELD):
        assert reading_of(link, language="de", now=NOW).standing is None
    with pytest.raises(DeclarationNotAsked):
        said(link, read=digest)
    with open_scope(case.citizen.scope):
        assert standings_for_person(Antrag.objects.get(), today=TODAY) == ()


def test_after_a_withdrawal_the_link_opens_nothing_and_none_is_made(case: Case, link: DeclarationLink) -> None:
    digest = digest_read(link)
    with open_scope(case.citizen.scope):
        withdraw(actor=case.citizen.actor, antrag=case.antrag, now=NOW)
    with open_scope(HELD):
        assert link_of_secret(SECRET, now=NOW) is None
    with pytest.raises(AntragWithdrawn):
        said(link, read=digest)
    with pytest.raises(AntragWithdrawn):
        link_for(case.citizen, case.antrag, secret="f" * 64)


def test_who_may_make_and_use_a_link_and_how(
    case: Case, link: DeclarationLink, other_citizen: Member, clerk_of_the_next_town: Member, colleague: Member
) -> None:
    for member in (other_citizen, case.clerk):
        with pytest.raises(ActorRefused):
            link_for(member, case.antrag, secret="f" * 64)
    office = {"vorgang": case.vorgang, "key": KEY, "now": NOW}
    with open_scope(case.clerk.scope):
        make_link_at_office(actor=case.clerk.actor, secret_hash="a" * 64, **office)
    for member, refusal in ((clerk_of_the_next_town, ActorRefused), (colleague, ClaimedByColleague)):
        with open_scope(member.scope), pytest.raises(refusal):
            make_link_at_office(actor=member.actor, secret_hash="e" * 64, **office)
    with open_scope(Scope()), pytest.raises(ActorRefused):
        declare(actor=KEEPER, link=link, statement=AGREED, read="", now=NOW)
    with open_scope(case.citizen.scope), pytest.raises(DeclarationNotAsked):
        make_link(actor=case.citizen.actor, antrag=case.antrag, key="vermieter", secret_hash="f" * 64, now=NOW)


def test_the_applicant_cannot_declare_for_the_other_person(case: Case, link: DeclarationLink) -> None:
    scope = Scope(konto=case.citizen.scope.konto, secrets=HELD.secrets)
    digest = digest_read(link)
    with open_scope(scope), pytest.raises(DeclarantIsApplicant):
        declare(actor=case.citizen.actor, link=link, statement=AGREED, read=digest, now=NOW)


def test_somebody_with_a_konto_acts_as_whoever_holds_the_link(
    case: Case, link: DeclarationLink, other_citizen: Member
) -> None:
    digest = digest_read(link)
    with open_scope(Scope(konto=other_citizen.scope.konto, secrets=HELD.secrets)):
        row = declare(actor=other_citizen.actor, link=link, statement=AGREED, read=digest, now=NOW)
    assert row.konto_id is None


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        (Statement(Outcome.DECLARED, " \n "), DeclarantNameMissing),
        (Statement(Outcome.DECLARED, "x" * 121), DeclarantNameMissing),
        (Statement(Outcome.REFUSED, "Ingrid Vollmer", "x" * 2001), DeclarationReasonTooLong),
    ],
)
def test_what_is_no_statement_is_refused_and_the_link_stays_open(
    case: Case, link: DeclarationLink, statement: Statement, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal), transaction.atomic():
        said(link, statement)
    assert said(link).outcome == Outcome.DECLARED


def test_nobody_changes_what_was_declared(case: Case, link: DeclarationLink) -> None:
    said(link)
    for change in (lambda rows: rows.update(name="Otto"), lambda rows: rows.delete()):
        with open_scope(case.clerk.scope), pytest.raises(ProgrammingError), transaction.atomic():
            change(Miterklaerung.objects.all())


def test_a_case_of_the_own_car_asks_nobody(citizen: Member, clerk: Member) -> None:
    publish_duty()
    antrag = submitted(citizen, "bewohnerparkausweis", "bewilligung")
    with open_scope(citizen.scope):
        assert standings_for_person(antrag, today=TODAY) == ()


def test_two_people_at_once_with_one_link_are_one_declaration(committing_database: None) -> None:
    publish_duty()
    clerk, citizen = make_staff("hanau", "jonas", "Jonas Becker"), make_citizen()
    antrag = applied(citizen)
    link = link_for(citizen, antrag)
    digest, barrier = digest_read(link), Barrier(2)

    def work(statement: Statement) -> str:
        try:
            barrier.wait(timeout=30)
            said(link, statement, read=digest)
        except DeclarationLinkUsed as error:
            return error.code
        finally:
            connections.close_all()
        return ""

    sentences = (AGREED, Statement(Outcome.REFUSED, "Otto Vollmer"))
    with ThreadPoolExecutor(2) as pool:
        outcomes = [run.result(timeout=60) for run in [pool.submit(work, each) for each in sentences]]
    assert sorted(outcomes) == ["", DeclarationLinkUsed.code]
    with open_scope(clerk.scope):
        assert Miterklaerung.objects.count() == 1
        assert verify_chains().faults == ()
