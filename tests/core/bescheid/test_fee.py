"""A fee that the body's own statute sets: nothing is charged that nobody has fixed."""

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.errors import FeeNotFixed
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.queries import bescheid_of, options_of, suggested_fee
from rathaus.core.leistung.tarif_rules import Tarif, Validity
from rathaus.core.protokoll.queries import records_of
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.models import Vorgang
from rathaus.core.zahlung.queries import account_of
from rathaus.recht.gebuehren import FeeExemption, FeeKind
from rathaus.values.text import Text
from tests.cast import NOW, PUBLISHED_ON, SATZUNG, TODAY, Member, set_fee, set_tarife
from tests.core.bescheid.conftest import PARKING, examined
from tests.errand import submitted


@pytest.fixture
def antrag(citizen: Member, clerk: Member) -> Antrag:
    """An Antrag that came while Hanau had fixed no fee."""
    set_fee(clerk.stelle, None)
    return submitted(citizen, PARKING, "bewilligung")


def drafted(clerk: Member, vorgang: Vorgang, cents: int | None) -> Bescheid:
    draft = Draft("bewilligung", free_text="Die Zone stimmt.", gebuehr_cent=cents)
    row = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=draft, now=NOW)
    return confirm_remedy(actor=clerk.actor, bescheid=row, now=NOW)


def test_a_draft_waits_for_its_fee_and_is_not_issued_without(vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        row = drafted(clerk, vorgang, None)
        with pytest.raises(FeeNotFixed):
            issue_bescheid(actor=clerk.actor, bescheid=row, now=NOW)
        kept = bescheid_of(vorgang)
        assert kept is not None
        assert (kept.state, kept.gebuehr_cent, kept.free_text) == ("draft", None, "Die Zone stimmt.")


@pytest.mark.parametrize("cents", [0, 2500])
def test_with_the_amount_of_the_clerk_it_is_issued(cents: int, vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        issued = issue_bescheid(actor=clerk.actor, bescheid=drafted(clerk, vorgang, cents), now=NOW)
        assert (issued.state, issued.gebuehr_cent) == ("issued", cents)
        assert ("setzen wir eine Gebühr von 25,00 Euro fest" in str(issued.document)) == (cents == 2500)


def test_only_results_that_charge_wait_for_a_fee(vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        options = {option.ergebnis.key: option.gebuehr_cent for option in options_of(vorgang)}
    assert options == {"bewilligung": None, "ablehnung": 0, "einstellung": 0}


def test_a_clerk_is_offered_what_the_body_has_fixed_since_else_what_the_package_suggests(
    vorgang: Vorgang, clerk: Member
) -> None:
    with open_scope(clerk.scope):
        assert suggested_fee(vorgang, on=TODAY) == 3000
    set_fee(clerk.stelle, 4550)
    with open_scope(clerk.scope):
        assert suggested_fee(vorgang, on=TODAY) == 4550


def test_where_the_fee_was_known_at_submission_nothing_is_suggested(citizen: Member, clerk: Member) -> None:
    antrag = submitted(citizen, PARKING, "bewilligung")
    with open_scope(clerk.scope):
        assert suggested_fee(examined(clerk, antrag), on=TODAY) is None


EXEMPT = FeeExemption("kinder", Text("Kinder zahlen nichts", "Kinder zahlen nichts"))
PER_MONTH = Tarif(SATZUNG, FeeKind.PER_UNIT, 500, PUBLISHED_ON, unit="Monat", exemptions=(EXEMPT,))


def issued_by(clerk: Member, antrag: Antrag, draft: Draft) -> Bescheid:
    with open_scope(clerk.scope):
        row = draft_bescheid(actor=clerk.actor, vorgang=examined(clerk, antrag), draft=draft, now=NOW)
        row = confirm_remedy(actor=clerk.actor, bescheid=row, now=NOW)
        return issue_bescheid(actor=clerk.actor, bescheid=row, now=NOW)


def test_letter_history_and_claim_name_tariff_and_amount(citizen: Member, clerk: Member) -> None:
    assert clerk.stelle is not None
    set_tarife(clerk.stelle, (Validity(PUBLISHED_ON), PER_MONTH))
    antrag = submitted(citizen, PARKING, "bewilligung")
    issued = issued_by(clerk, antrag, Draft("bewilligung", units=12))
    letter = str(issued.document)
    assert issued.gebuehr_cent == 6000
    assert f"; {SATZUNG}." in letter
    assert "Gerechnet: 12 × 5,00 Euro je Monat." in letter
    with open_scope(clerk.scope):
        record = records_of(kind="antrag", subject_id=antrag.public_id).filter(act="bescheid.issued").get()
        account = account_of(antrag.public_id)
    assert record.payload["gebuehr_basis"]["units"] == 12
    assert account is not None
    assert (account.forderung.open_cent, account.forderung.citation[-len(SATZUNG) :]) == (6000, SATZUNG)


def test_an_exemption_costs_nothing_and_the_letter_says_why(citizen: Member, clerk: Member) -> None:
    assert clerk.stelle is not None
    set_tarife(clerk.stelle, (Validity(PUBLISHED_ON), PER_MONTH))
    antrag = submitted(citizen, PARKING, "bewilligung")
    issued = issued_by(clerk, antrag, Draft("bewilligung", exemption="kinder"))
    assert issued.gebuehr_cent == 0
    assert f"0,00 Euro: Kinder zahlen nichts ({SATZUNG})." in str(issued.document)
    with open_scope(clerk.scope):
        assert account_of(antrag.public_id) is None


def test_what_was_decided_stays_explained_when_the_tariff_ends(citizen: Member, clerk: Member) -> None:
    assert clerk.stelle is not None
    set_tarife(clerk.stelle, (Validity(PUBLISHED_ON), PER_MONTH))
    antrag = submitted(citizen, PARKING, "bewilligung")
    set_tarife(clerk.stelle)
    issued = issued_by(clerk, antrag, Draft("bewilligung", units=2))
    assert (issued.gebuehr_cent, issued.gebuehr_basis["satzung"]) == (1000, SATZUNG)
