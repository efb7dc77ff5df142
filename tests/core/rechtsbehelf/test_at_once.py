"""What changed between reading and acting: a replaced Bescheid, a clerk who is away, an authority that is none."""

from datetime import timedelta

import pytest

from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.rules import Change
from rathaus.core.rechtsbehelf.errors import AuthorityNotConfirmed, BescheidReplaced, RemedyClaimed
from rathaus.core.rechtsbehelf.filing import Statement, file_rechtsbehelf, register_rechtsbehelf
from rathaus.core.rechtsbehelf.models import Rechtsbehelf, Vorlage
from rathaus.core.rechtsbehelf.queries import bescheid_by_public_id
from rathaus.core.rechtsbehelf.rules import Channel, Ground
from rathaus.core.rechtsbehelf.work import Hearing, claim, confirm_authority, note_hearing, release, submit
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.models import Mitgliedschaft, Stelle
from tests.cast import NOW, TODAY, Member, make_staff
from tests.core.rechtsbehelf.test_abhilfe import changed

LATER = NOW + timedelta(hours=1)


def test_nobody_objects_to_a_bescheid_that_was_replaced_meanwhile(
    demo: None, bescheid: Bescheid, citizen: Member, clerk: Member
) -> None:
    with open_scope(citizen.scope):
        seen = bescheid_by_public_id(bescheid.public_id)
    with open_scope(clerk.scope):
        changed(clerk, bescheid, Change.CORRECTION, at=NOW)
    statement = Statement(reasons="Ich wohne dort.")
    with open_scope(citizen.scope), pytest.raises(BescheidReplaced):
        file_rechtsbehelf(actor=citizen.actor, bescheid=seen, statement=statement, now=LATER)


def test_what_came_on_paper_before_a_correction_is_entered_against_what_was_in_force_then(
    demo: None, bescheid: Bescheid, clerk: Member
) -> None:
    """VwGO § 70(1): the day of receipt counts, not the day on which somebody enters it."""
    entered = {"channel": Channel.PAPER, "statement": Statement(reasons="Ich wohne dort.")}
    with open_scope(clerk.scope):
        seen = bescheid_by_public_id(bescheid.public_id)
        now = changed(clerk, bescheid, Change.CORRECTION, at=NOW + timedelta(days=10))
        acting = {"actor": clerk.actor, "now": NOW + timedelta(days=11)}
        for shown in (seen, now):
            row = register_rechtsbehelf(**acting, bescheid=shown, filed_on=TODAY + timedelta(days=9), **entered)
            assert (row.bescheid_id, row.filed_on) == (bescheid.pk, TODAY + timedelta(days=9))
        later = register_rechtsbehelf(**acting, bescheid=seen, filed_on=TODAY + timedelta(days=10), **entered)
        assert later.bescheid_id == now.pk


def test_the_lead_releases_for_a_clerk_who_is_away(
    remedy: Rechtsbehelf, clerk: Member, lead: Member, colleague: Member
) -> None:
    with open_scope(clerk.scope):
        claim(actor=clerk.actor, rechtsbehelf=remedy)
    with open_scope(colleague.scope), pytest.raises(RemedyClaimed):
        release(actor=colleague.actor, rechtsbehelf=remedy)
    with open_scope(lead.scope):
        release(actor=lead.actor, rechtsbehelf=remedy)
        release(actor=lead.actor, rechtsbehelf=remedy)
    with open_scope(colleague.scope):
        claim(actor=colleague.actor, rechtsbehelf=remedy)
        assert Rechtsbehelf.objects.get().claimed_by_id == colleague.actor.konto_id


def test_the_lead_of_the_other_authority_releases_there(remedy: Rechtsbehelf, clerk: Member, lead: Member) -> None:
    praesidium = make_staff("regierungspraesidium-darmstadt", "nadja", "Nadja Lorenz")
    head = make_staff("regierungspraesidium-darmstadt", "ulla", "Ulla Brandt", role=Mitgliedschaft.Role.LEAD)
    acting = {"actor": clerk.actor, "rechtsbehelf": remedy}
    with open_scope(clerk.scope):
        assert praesidium.stelle is not None
        confirm_authority(**acting, stelle=praesidium.stelle, ground=Ground.NEXT_HIGHER)
        note_hearing(**acting, hearing=Hearing(dispensed="Verzicht"), now=NOW)
        submit(**acting, reason="Wir bleiben dabei.", now=NOW)
    with open_scope(praesidium.scope):
        claim(actor=praesidium.actor, rechtsbehelf=remedy)
    with open_scope(head.scope):
        release(actor=head.actor, rechtsbehelf=remedy)
        assert Vorlage.objects.get().claimed_by_id is None


@pytest.mark.parametrize(("slug", "mode"), [("maintal", "live"), ("regierungspraesidium-darmstadt", "test")])
def test_only_an_authority_that_may_decide_is_confirmed(
    remedy: Rechtsbehelf, clerk: Member, slug: str, mode: str
) -> None:
    stelle = Stelle.objects.filter(slug__startswith=slug, mode=mode).get()
    with open_scope(clerk.scope), pytest.raises(AuthorityNotConfirmed):
        confirm_authority(actor=clerk.actor, rechtsbehelf=remedy, stelle=stelle, ground=Ground.NEXT_HIGHER)
