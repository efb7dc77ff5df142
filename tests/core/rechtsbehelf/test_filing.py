"""Filing through the portal: once, with a receipt, in the form of the law, late or not."""

from datetime import date, timedelta

import pytest

from rathaus.core.bescheid.models import Bescheid
from rathaus.core.datei.errors import UploadTypeUnknown
from rathaus.core.datei.models import Datei
from rathaus.core.postfach.queries import messages_of
from rathaus.core.protokoll.queries import records_of, verify_chains
from rathaus.core.rechtsbehelf.errors import (
    DayRefused,
    FormMissing,
    NothingBroughtForward,
    RechtsbehelfWithdrawn,
    RemedyNotOffered,
    TooManyFiles,
)
from rathaus.core.rechtsbehelf.filing import (
    Statement,
    add_reasons,
    file_rechtsbehelf,
    register_rechtsbehelf,
    withdraw_rechtsbehelf,
)
from rathaus.core.rechtsbehelf.law import reinstatement_for
from rathaus.core.rechtsbehelf.models import Begruendung, Rechtsbehelf, RemedyCount
from rathaus.core.rechtsbehelf.queries import bescheid_by_public_id, brought_forward, files_of, offer_against
from rathaus.core.rechtsbehelf.rules import Channel
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.zustellung.actions import mark_posted, queue_for_post
from rathaus.core.zustellung.printing import print_letters
from tests.cast import NOW, TODAY, Member
from tests.core.rechtsbehelf.conftest import PARKING, REASONS, refused
from tests.errand import submitted

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cfc000000301010018dd8d"
    "b00000000049454e44ae426082"
)


def test_a_remedy_is_kept_answered_and_recorded(remedy: Rechtsbehelf, citizen: Member, clerk: Member) -> None:
    assert (remedy.state, remedy.in_time, remedy.channel, remedy.form) == ("filed", "yes", "portal", "clear")
    assert (remedy.suit_from, remedy.expected_on) == (date(2027, 2, 24), date(2027, 2, 23))
    assert (remedy.earliest_end, remedy.latest_end) == (date(2026, 12, 24), date(2026, 12, 24))
    with open_scope(citizen.scope):
        letter = messages_of(remedy.antrag.public_id).last()
        assert letter is not None
        assert letter.subject == f"Eingangsbestätigung: Widerspruch {remedy.number}"
        assert letter.datei is not None
        words = str(letter.document)
        assert REASONS in words
        assert "24.2.2027" in words
        assert "§ 80 Abs. 2 VwGO" in words
        acts = [record.act for record in records_of(kind="antrag", subject_id=remedy.antrag.public_id)]
        assert acts[-1] == "rechtsbehelf.filed"
    with open_scope(clerk.scope):
        assert [each.text for each in brought_forward(remedy)] == [REASONS]
        assert not verify_chains().faults


def test_a_second_click_gives_the_same_remedy(remedy: Rechtsbehelf, citizen: Member) -> None:
    with open_scope(citizen.scope):
        found = bescheid_by_public_id(remedy.bescheid.public_id)
        again = file_rechtsbehelf(actor=citizen.actor, bescheid=found, statement=Statement("Noch einmal"), now=NOW)
        assert again == remedy
        assert (Rechtsbehelf.objects.count(), Begruendung.objects.count()) == (1, 1)
    assert RemedyCount.objects.count() == 1


def test_strangers_neither_see_nor_file_it(
    remedy: Rechtsbehelf, other_citizen: Member, clerk_of_the_next_town: Member
) -> None:
    for stranger in (other_citizen, clerk_of_the_next_town):
        with open_scope(stranger.scope):
            assert not Rechtsbehelf.objects.exists()
            with pytest.raises(RemedyNotOffered):
                bescheid_by_public_id(remedy.bescheid.public_id)
            with pytest.raises(ActorRefused):
                withdraw_rechtsbehelf(actor=stranger.actor, rechtsbehelf=remedy, now=NOW)


@pytest.mark.usefixtures("demo")
def test_a_late_remedy_is_taken_with_why_it_is_late(bescheid: Bescheid, citizen: Member) -> None:
    later = NOW + timedelta(days=60)
    with open_scope(citizen.scope):
        found = bescheid_by_public_id(bescheid.public_id)
        offer = offer_against(found, on=TODAY + timedelta(days=60))
        assert offer is not None
        assert offer.is_late
        statement = Statement(hindrance="Ich lag im Krankenhaus.", hindrance_ended_on=date(2027, 1, 18))
        row = file_rechtsbehelf(actor=citizen.actor, bescheid=found, statement=statement, now=later)
        assert row.in_time == "no"
        (added,) = brought_forward(row)
        assert (added.about, added.hindrance_ended_on) == ("hindrance", date(2027, 1, 18))
        until = reinstatement_for(row, [added])
        assert until is not None
        assert (until.end, reinstatement_for(row, [])) == (date(2027, 2, 1), None)
    assert RemedyCount.objects.get().is_late


def test_outside_of_a_demonstration_a_clerk_answers_for_the_form(bescheid: Bescheid, citizen: Member) -> None:
    with open_scope(citizen.scope):
        found = bescheid_by_public_id(bescheid.public_id)
        row = file_rechtsbehelf(actor=citizen.actor, bescheid=found, statement=Statement(), now=NOW)
        assert (row.form, row.form_is_settled) == ("unclear", False)


@pytest.mark.usefixtures("demo")
def test_a_link_alone_does_not_replace_writing_and_the_paper_is_entered_by_a_clerk(
    link_holder: Member, clerk: Member
) -> None:
    bescheid = refused(link_holder, clerk, submitted(link_holder, PARKING, "bewilligung"))
    with open_scope(link_holder.scope):
        found = bescheid_by_public_id(bescheid.public_id)
        with pytest.raises(FormMissing):
            file_rechtsbehelf(actor=link_holder.actor, bescheid=found, statement=Statement(), now=NOW)
    entering = {"actor": clerk.actor, "bescheid": bescheid, "statement": Statement("Brief"), "now": NOW}
    with open_scope(clerk.scope):
        with pytest.raises(DayRefused):
            register_rechtsbehelf(**entering, channel=Channel.PAPER, filed_on=TODAY + timedelta(days=1))
        with pytest.raises(ActorRefused):
            register_rechtsbehelf(**entering, channel=Channel.PORTAL, filed_on=TODAY)
        row = register_rechtsbehelf(**entering, channel=Channel.PAPER, filed_on=TODAY)
        assert register_rechtsbehelf(**entering, channel=Channel.PROTOCOL, filed_on=TODAY) == row
    with open_scope(link_holder.scope):
        assert Rechtsbehelf.objects.get().channel == "paper"


def test_files_and_reasons_follow_later_and_go_to_the_body(
    remedy: Rechtsbehelf, citizen: Member, clerk: Member
) -> None:
    adding = {"actor": citizen.actor, "rechtsbehelf": remedy, "now": NOW}
    with open_scope(citizen.scope):
        add_reasons(**adding, statement=Statement("Hier der Plan.", files=[("plan.png", PNG)]))
        with pytest.raises(NothingBroughtForward):
            add_reasons(**adding, statement=Statement(" "))
        with pytest.raises(TooManyFiles):
            add_reasons(**adding, statement=Statement("x", files=[("a.png", PNG)] * 11))
        with pytest.raises(UploadTypeUnknown):
            add_reasons(**adding, statement=Statement("x", files=[("a.png", b"hello")]))
    with open_scope(clerk.scope):
        files = files_of(brought_forward(remedy))
        assert [each.name for each in files.values()] == ["plan.png"]
        assert {each.stelle_id for each in Datei.objects.filter(name="plan.png")} == {remedy.stelle_id}


def test_a_withdrawn_remedy_takes_nothing_more_and_another_one_can_be_filed(
    remedy: Rechtsbehelf, citizen: Member
) -> None:
    acting = {"actor": citizen.actor, "rechtsbehelf": remedy, "now": NOW}
    with open_scope(citizen.scope):
        assert withdraw_rechtsbehelf(**acting).state == "withdrawn"
        assert withdraw_rechtsbehelf(**acting).state == "withdrawn"
        with pytest.raises(RechtsbehelfWithdrawn):
            add_reasons(**acting, statement=Statement("Doch."))
        found = bescheid_by_public_id(remedy.bescheid.public_id)
        again = file_rechtsbehelf(actor=citizen.actor, bescheid=found, statement=Statement(), now=NOW)
        assert again != remedy
    assert sorted(RemedyCount.objects.values_list("end", flat=True)) == ["", "", "withdrawn"]


def test_the_offer_names_the_day_and_the_remedy_that_is_there(remedy: Rechtsbehelf, citizen: Member) -> None:
    with open_scope(citizen.scope):
        offer = offer_against(bescheid_by_public_id(remedy.bescheid.public_id), on=TODAY)
        assert offer is not None
        assert offer.until is not None
        assert (offer.until.end, offer.is_late, offer.existing) == (date(2026, 12, 24), False, remedy)


@pytest.mark.usefixtures("demo")
def test_by_post_two_days_are_possible_and_between_the_ends_it_is_not_late(citizen: Member, clerk: Member) -> None:
    bescheid, posted_at = refused(citizen, clerk, is_opened=False), NOW + timedelta(days=2)
    acting = {"actor": clerk.actor, "now": posted_at}
    with open_scope(clerk.scope):
        row = queue_for_post(**acting, bescheid=bescheid, address="Amira Haddad\nNordstraße 12\n63450 Hanau")
        print_letters(**acting, postings=[row])
        mark_posted(**acting, posting=row, posted_on=TODAY + timedelta(days=2))
    with open_scope(citizen.scope):
        found, at = bescheid_by_public_id(bescheid.public_id), NOW + timedelta(days=36)
        filed = file_rechtsbehelf(actor=citizen.actor, bescheid=found, statement=Statement(), now=at)
        assert (filed.earliest_end, filed.latest_end) == (date(2026, 12, 28), date(2026, 12, 30))
        assert filed.in_time == "uncertain"
