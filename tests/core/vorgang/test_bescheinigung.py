"""The certificate of a Genehmigungsfiktion waits for a clerk where its notice is open (VwVfG § 42a(3))."""

from datetime import UTC, datetime, timedelta

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.postfach.queries import messages_of
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import Scope, open_scope
from rathaus.core.stelle.models import Stelle
from rathaus.core.vorgang.actions import close
from rathaus.core.vorgang.bescheinigung import (
    bescheinigung_of,
    certificates_to_check,
    certify,
    confirm_certificate,
    send_certificate,
)
from rathaus.core.vorgang.errors import BescheinigungUnconfirmed, NothingToCertify, TasksLeft
from rathaus.core.vorgang.fiction_certificate import certificate_of
from rathaus.core.vorgang.jobs import fire_everything
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.vorgang.queries import history, vorgang_of
from rathaus.recht.courts import Court
from tests.cast import Member
from tests.core.vorgang.timed import make_notice_certain, publish_timed
from tests.errand import submitted

pytestmark = pytest.mark.django_db

PARKING = "bewohnerparkausweis"
LATER = datetime(2026, 11, 23, 12, tzinfo=UTC) + timedelta(days=40)
COURT = Court("Verwaltungsgericht Frankfurt am Main", "Frankfurt am Main")


def deemed(citizen: Member, *, remedy: str = "widerspruch") -> Antrag:
    """Return an Antrag whose period has passed, after the job has looked at its certificate."""
    publish_timed(remedy=remedy)
    antrag = submitted(citizen, PARKING, "bewilligung")
    assert fire_everything(now=LATER) == 2
    with open_scope(Scope(stellen=frozenset({antrag.stelle_id}))):
        certify(vorgang_of(antrag), now=LATER)
    return antrag


def letters(citizen: Member, antrag: Antrag) -> int:
    with open_scope(citizen.scope):
        return messages_of(antrag.public_id).filter(kind="message").count()


def test_vwvfg_42a_3_with_an_unverified_notice_nothing_goes_out_before_a_clerk_has_confirmed_it(
    citizen: Member, clerk: Member
) -> None:
    antrag = deemed(citizen)
    assert letters(citizen, antrag) == 0
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        assert [each.vorgang_id for each in certificates_to_check([row.stelle_id])] == [row.pk]
        assert any("§ 16a HessAGVwGO" in each.de for each in certificate_of(row, on=LATER.date()).banners)
        acting = {"actor": clerk.actor, "vorgang": row, "now": LATER}
        for act in (send_certificate, close):
            with pytest.raises((BescheinigungUnconfirmed, TasksLeft)):
                act(**acting)
        confirm_certificate(**acting)
        assert send_certificate(**acting) == send_certificate(**acting) == certify(row, now=LATER)
        kept = bescheinigung_of(row)
        assert kept is not None
        assert kept.parameter_versions == ["widerspruch.term@federal/always", "widerspruch.vorverfahren@HE/always"]
        assert history(row)[-1].payload["parameters"] == kept.parameter_versions
        told = [each.act for each in history(row) if "certif" in each.act]
        assert told == ["vorgang.certificate_waits", "vorgang.certificate_confirmed", "vorgang.certified"]
        assert certificates_to_check([row.stelle_id]) == []
        with pytest.raises(NothingToCertify):
            confirm_certificate(**acting)
        assert close(**acting).state == "closed"
    assert letters(citizen, antrag) == 1


def test_vwgo_58_1_without_a_known_court_a_clerk_names_it_with_its_seat(citizen: Member, clerk: Member) -> None:
    antrag = deemed(citizen, remedy="klage")
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        acting = {"actor": clerk.actor, "vorgang": row, "now": LATER}
        assert certificate_of(row, on=LATER.date()).needs_court
        assert "Rechtsbehelfsbelehrung" not in str(certificate_of(row, on=LATER.date()).document)
        for court in (None, Court("Verwaltungsgericht", " ")):
            with pytest.raises(BescheinigungUnconfirmed):
                confirm_certificate(court=court, **acting)
        confirm_certificate(court=COURT, **acting)
        letter = send_certificate(**acting)
        assert "Verwaltungsgericht Frankfurt am Main" in str(letter.document)
        assert letter.document["letterhead"]["place_and_date"] == "2.1.2027", "the day on which it is sent"
        assert "seit dem 24.12.2026" in str(letter.document)


def test_what_is_certain_goes_out_by_the_job_and_keeps_its_law(citizen: Member, clerk: Member, officer: Member) -> None:
    make_notice_certain(officer)
    antrag = deemed(citizen)
    assert letters(citizen, antrag) == 1
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        kept = bescheinigung_of(row)
        assert kept is not None
        assert kept.sent_at == LATER
        assert kept.parameter_versions[1].startswith("widerspruch.vorverfahren@HE/2026-11-23+")
        with pytest.raises(NothingToCertify):
            confirm_certificate(actor=clerk.actor, vorgang=row, now=LATER)


def test_vwgo_58_1_a_body_without_a_seat_is_not_certain(citizen: Member, clerk: Member, officer: Member) -> None:
    make_notice_certain(officer)
    publish_timed()
    antrag = submitted(citizen, PARKING, "bewilligung")
    Stelle.objects.filter(pk=antrag.stelle_id).update(address="")
    fire_everything(now=LATER)
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        assert certify(row, now=LATER) is None
        assert any("Anschrift" in each.de for each in certificate_of(row, on=LATER.date()).banners)


def test_a_case_that_is_not_deemed_granted_certifies_nothing(citizen: Member, clerk: Member) -> None:
    publish_timed()
    antrag = submitted(citizen, PARKING, "bewilligung")
    with open_scope(clerk.scope):
        row = vorgang_of(antrag)
        assert certify(row, now=LATER) is None
        with pytest.raises(NothingToCertify):
            send_certificate(actor=clerk.actor, vorgang=row, now=LATER)


def test_only_a_clerk_of_the_body_answers_for_a_certificate(citizen: Member, clerk: Member) -> None:
    antrag = deemed(citizen)
    with open_scope(clerk.scope):
        row: Vorgang = vorgang_of(antrag)
        with pytest.raises(ActorRefused):
            confirm_certificate(actor=citizen.actor, vorgang=row, now=LATER)
