"""One certificate has one successor, of the same person: what may take the place of what was handed out."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.vertretung import record_vertretung
from rathaus.core.antrag.vertretung_rules import Vertretung
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid, issue_bescheid
from rathaus.core.bescheid.errors import HolderDiffers, HolderNotCompared, NachweisGivenWay
from rathaus.core.bescheid.models import Bescheid, Nachweis
from rathaus.core.bescheid.nachweis import end_nachweis
from rathaus.core.bescheid.nachweis_queries import can_change, can_renew
from rathaus.core.bescheid.nachweis_rules import CertificateDraft, Standing, Term
from rathaus.core.protokoll.queries import records_of
from rathaus.core.scope.session import open_scope
from rathaus.core.vorgang.actions import receive_antrag
from rathaus.engine.prozess.vertretung import VertretungKind
from tests.cast import NOW, TODAY, Member
from tests.core.bescheid.conftest import examined
from tests.core.bescheid.test_nachweis import NUMBER, OCCASION, PARKING, PLATE, YEAR, again, followed_up, granted
from tests.errand import begin, example, fill_in, submitted

FIRST_NAME = "G06900002001.F60000000228"
LATER = NOW + timedelta(days=30)
FACTS = {"kennzeichen": "HU-NE 9", "quartier": "Innenstadt Nord"}


@pytest.fixture
def nachweis(clerk: Member, antrag: Antrag) -> Nachweis:
    return granted(clerk, antrag)


def replacing(former: Nachweis, *, is_compared: bool = False) -> CertificateDraft:
    """What a clerk writes who lets a certificate give way."""
    return CertificateDraft(YEAR, FACTS, str(former.public_id), holder_compared=is_compared)


def running(clerk: Member, on: date) -> list[str]:
    """The numbers of the certificates that hold on a day."""
    with open_scope(clerk.scope):
        return [row.number for row in Nachweis.objects.all() if row.standing(on) is Standing.VALID]


def test_of_two_changes_that_were_both_granted_the_later_one_alone_holds(
    nachweis: Nachweis, citizen: Member, clerk: Member
) -> None:
    changes = [followed_up(citizen, nachweis, "003", now=LATER, **{PLATE: plate}) for plate in ("HU-NE 1", "HU-NE 2")]
    first, second = (granted(clerk, antrag, now=LATER) for antrag in changes)
    assert (first.replaces_id, second.replaces_id) == (nachweis.pk, first.pk)
    assert (second.term, running(clerk, date(2027, 1, 1))) == (again(clerk, first).term, [second.number])


def test_a_draft_made_before_another_took_the_place_is_not_issued(
    nachweis: Nachweis, citizen: Member, clerk: Member
) -> None:
    early, late = (followed_up(citizen, nachweis, "003", now=LATER, **{PLATE: f"HU-NE {end}"}) for end in "12")
    with open_scope(clerk.scope):
        vorgang = examined(clerk, late)
        waiting = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("bewilligung"), now=LATER)
        confirm_remedy(actor=clerk.actor, bescheid=waiting, now=LATER)
    granted(clerk, early, now=LATER)
    with open_scope(clerk.scope):
        with pytest.raises(NachweisGivenWay), transaction.atomic():
            issue_bescheid(actor=clerk.actor, bescheid=waiting, now=LATER)
        assert Bescheid.objects.get(pk=waiting.pk).state == "draft"
        anew = draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft("bewilligung"), now=LATER)
        issue_bescheid(actor=clerk.actor, bescheid=anew, now=LATER)
    assert len(running(clerk, date(2027, 1, 1))) == 1


def test_what_has_ended_is_not_replaced(nachweis: Nachweis, citizen: Member, clerk: Member) -> None:
    change = followed_up(citizen, nachweis, "003", **{PLATE: "HU-NE 9"})
    with open_scope(citizen.scope):
        end_nachweis(actor=citizen.actor, nachweis=nachweis, now=NOW)
    with pytest.raises(NachweisGivenWay):
        granted(clerk, change, certificate=replacing(nachweis))


def test_what_another_one_follows_is_changed_and_renewed_no_more(
    nachweis: Nachweis, citizen: Member, clerk: Member
) -> None:
    granted(clerk, followed_up(citizen, nachweis, "002", now=NOW), now=NOW)
    with open_scope(citizen.scope):
        assert not can_change(nachweis, on=TODAY)
        assert not can_renew(nachweis, on=date(2027, 11, 8))


def test_the_certificate_of_another_konto_never_gives_way(
    nachweis: Nachweis, other_citizen: Member, clerk: Member
) -> None:
    strange = submitted(other_citizen, PARKING, "bewilligung")
    for is_compared in (False, True):
        with open_scope(clerk.scope), pytest.raises(HolderDiffers):
            draft_of(clerk, strange, replacing(nachweis, is_compared=is_compared))


def applied_for(carer: Member, name: str, former: Nachweis | None = None) -> Antrag:
    """What a carer asks for in the name of somebody: a first permit, or a change of one."""
    one = example(PARKING, "bewilligung")
    answers = {**one["antworten"], FIRST_NAME: name}
    if former is not None:
        answers |= {OCCASION: "003", NUMBER: former.number}
    acting = Vertretung(VertretungKind.BETREUUNG, "Jana Kern")
    with open_scope(carer.scope):
        draft = begin(carer, PARKING, one["ort"])
        draft = record_vertretung(actor=carer.actor, entwurf=draft, vertretung=acting, now=NOW)
        return receive_antrag(actor=carer.actor, entwurf=fill_in(carer, draft, answers), now=NOW)


def test_who_acts_for_two_people_does_not_end_the_permit_of_one_with_that_of_the_other(
    citizen: Member, clerk: Member
) -> None:
    former = granted(clerk, applied_for(citizen, "Helga"))
    change = applied_for(citizen, "Otto", former)
    assert former.bearer == change.bearer
    with open_scope(clerk.scope), pytest.raises(HolderNotCompared):
        draft_of(clerk, change, replacing(former))
    assert granted(clerk, change).replaces_id is None
    assert again(clerk, former).replaced_from is None


def draft_of(clerk: Member, antrag: Antrag, certificate: CertificateDraft) -> Bescheid:
    """Draft a grant in the open scope of the clerk; nothing of it stays when it is refused."""
    with transaction.atomic():
        draft = Draft("bewilligung", certificate=certificate)
        return draft_bescheid(actor=clerk.actor, vorgang=examined(clerk, antrag), draft=draft, now=NOW)


def test_behind_a_link_the_clerk_compares_the_names_and_that_is_recorded(
    nachweis: Nachweis, link_holder: Member, clerk: Member
) -> None:
    linked = submitted(link_holder, PARKING, "bewilligung")
    with open_scope(clerk.scope), pytest.raises(HolderNotCompared):
        draft_of(clerk, linked, replacing(nachweis))
    found = granted(clerk, linked, certificate=replacing(nachweis, is_compared=True))
    assert found.replaces_id == nachweis.pk
    with open_scope(clerk.scope):
        entry = records_of(kind="antrag", subject_id=linked.public_id).get(act="nachweis.holder_compared")
    assert entry.actor_konto_id == clerk.actor.konto_id
    assert entry.payload == {"nachweis": str(nachweis.public_id), "number": nachweis.number}
    with open_scope(link_holder.scope):
        mine = [each.act for each in records_of(kind="antrag", subject_id=linked.public_id)]
        assert "nachweis.holder_compared" not in mine


def test_nobody_compares_what_belongs_to_the_same_person(nachweis: Nachweis, citizen: Member, clerk: Member) -> None:
    change = followed_up(citizen, nachweis, "003", **{PLATE: "HU-NE 9"})
    term = Term(TODAY, YEAR.valid_to)
    chosen = CertificateDraft(term, FACTS, str(nachweis.public_id), holder_compared=True)
    granted(clerk, change, certificate=chosen)
    with open_scope(clerk.scope):
        acts = {each.act for each in records_of(kind="antrag", subject_id=change.public_id)}
    assert "nachweis.holder_compared" not in acts
