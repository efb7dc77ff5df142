"""Letters of paper: queued, printed for window envelopes, posted, come back; and what it means for the remedy."""

from datetime import date, timedelta

import pypdfium2
import pytest

from rathaus.core.bescheid.actions import confirm_remedy, issue_bescheid, open_letter
from rathaus.core.bescheid.aenderung import ChangeDraft, draft_change
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.rules import Change
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.queries import missed_decisions
from rathaus.core.protokoll.queries import records_of, verify_chains
from rathaus.core.rechtsbehelf.law import announcement_of
from rathaus.core.scope.errors import ActorRefused
from rathaus.core.scope.session import open_scope
from rathaus.core.zustellung.actions import (
    drop_from_queue,
    mark_posted,
    note_return,
    provide_again,
    queue_for_post,
)
from rathaus.core.zustellung.errors import (
    AddressMissing,
    AlreadyOnItsWay,
    NothingToPrint,
    NotPrinted,
    NotToProvideAgain,
    PostingDayRefused,
    PostsendungNotFound,
)
from rathaus.core.zustellung.models import Postsendung
from rathaus.core.zustellung.printing import print_letters
from rathaus.core.zustellung.queries import post_room, suggested_address
from rathaus.core.zustellung.zugangsnachweis import proof_document, proof_of, proof_pdf
from rathaus.recht.regime import HESSEN
from rathaus.values.document import Paragraph
from tests.cast import NOW, TODAY, Member

ADDRESS = "Amira Haddad\nNordstraße 12\n63450 Hanau"
LATER = NOW + timedelta(days=20)
_MM = 72 / 25.4


@pytest.fixture
def told(issued: Bescheid, clerk: Member) -> Bescheid:
    with open_scope(clerk.scope):
        Nachricht.objects.filter(datei=issued.datei).update(notified_at=NOW)
        return issued


def queued(issued: Bescheid, clerk: Member, *, at=NOW) -> Postsendung:
    return queue_for_post(actor=clerk.actor, bescheid=issued, address=ADDRESS, now=at)


def posted(issued: Bescheid, clerk: Member, *, on: date = TODAY, at=NOW) -> Postsendung:
    row = queued(issued, clerk, at=at)
    print_letters(actor=clerk.actor, postings=[row], now=at)
    return mark_posted(actor=clerk.actor, posting=row, posted_on=on, now=at)


def test_a_posted_letter_announces_the_bescheid_by_both_possible_days(issued: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        row = posted(issued, clerk)
        issued.refresh_from_db()
        assert (row.earliest_on, row.announced_on) == (date(2026, 11, 26), date(2026, 11, 27))
        assert issued.announced_on == date(2026, 11, 27), "the later day decides what is late"
        assert announcement_of(issued) == (date(2026, 11, 27), date(2026, 11, 26)), "the earlier one reminds"
        assert issued.remedy_until is not None
        assert any(each.startswith("bekanntgabe.fiction_days@") for each in issued.parameter_versions)
        acts = [record.act for record in records_of(kind="antrag", subject_id=issued.antrag.public_id)]
        assert acts[-4:] == ["zustellung.queued", "zustellung.printed", "zustellung.posted", "bescheid.announced"]
        assert verify_chains().faults == ()


def test_a_letter_is_queued_once_and_printed_before_it_is_posted(issued: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        with pytest.raises(AddressMissing):
            queue_for_post(actor=clerk.actor, bescheid=issued, address="Amira Haddad", now=NOW)
        row = queued(issued, clerk)
        with pytest.raises(AlreadyOnItsWay):
            queued(issued, clerk)
        with pytest.raises(NotPrinted):
            mark_posted(actor=clerk.actor, posting=row, posted_on=TODAY, now=NOW)
        print_letters(actor=clerk.actor, postings=[row], now=NOW)
        print_letters(actor=clerk.actor, postings=[row], now=NOW)
        for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
            with pytest.raises(PostingDayRefused):
                mark_posted(actor=clerk.actor, posting=row, posted_on=day, now=NOW)
        mark_posted(actor=clerk.actor, posting=row, posted_on=TODAY, now=NOW)
        with pytest.raises(PostsendungNotFound):
            mark_posted(actor=clerk.actor, posting=row, posted_on=TODAY, now=NOW)
        with pytest.raises(AlreadyOnItsWay):
            queued(issued, clerk)


def test_only_the_body_itself_sends_its_letters(
    issued: Bescheid, clerk: Member, clerk_of_the_next_town: Member
) -> None:
    with open_scope(clerk_of_the_next_town.scope), pytest.raises(ActorRefused):
        queued(issued, clerk_of_the_next_town)
    with open_scope(clerk.scope):
        row = queued(issued, clerk)
        assert len(post_room(clerk.scope.stellen, today=TODAY).to_print) == 1
    with open_scope(clerk_of_the_next_town.scope):
        assert not Postsendung.objects.exists()
        with pytest.raises(NothingToPrint):
            print_letters(actor=clerk_of_the_next_town.actor, postings=[row], now=NOW)


def test_the_address_stands_in_the_window_of_din_5008_form_b(issued: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        other = "Familie\nAmira Haddad\nc/o Öztürk\nÜberlandstraße 3\n63450 Hanau"
        row = queue_for_post(actor=clerk.actor, bescheid=issued, address=other, now=NOW)
        pdf = pypdfium2.PdfDocument(print_letters(actor=clerk.actor, postings=[row], now=NOW))
    page = pdf[0]
    text, height = page.get_textpage(), page.get_height()
    for line in other.splitlines()[1:]:
        index, count = text.search(line).get_next()
        boxes = [text.get_charbox(at) for at in range(index, index + count)]
        left, right = min(box[0] for box in boxes) / _MM, max(box[2] for box in boxes) / _MM
        top, bottom = (height - max(box[3] for box in boxes)) / _MM, (height - min(box[1] for box in boxes)) / _MM
        assert 20 + 5 - 0.5 <= left < right <= 20 + 85, line
        assert 45 + 17.7 - 0.5 <= top < bottom <= 45 + 45, line
    assert len(pdf) % 2 == 0, "each letter begins on a front side"


def test_the_unchanged_letter_is_printed_from_the_issued_file(issued: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        row = queue_for_post(actor=clerk.actor, bescheid=issued, address=suggested_address(issued), now=NOW)
        pdf = pypdfium2.PdfDocument(print_letters(actor=clerk.actor, postings=[row], now=NOW))
        words = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    assert "Rechtsbehelfsbelehrung" in words
    assert len(Postsendung.objects.all()) == 0, "nobody sees it outside the scope of the body"


def test_a_letter_that_came_back_announced_nothing_and_goes_out_again(issued: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        row = posted(issued, clerk)
        with pytest.raises(PostingDayRefused):
            note_return(actor=clerk.actor, posting=row, returned_on=TODAY - timedelta(days=1), reason="", now=NOW)
        note_return(actor=clerk.actor, posting=row, returned_on=TODAY, reason="unbekannt verzogen", now=LATER)
        issued.refresh_from_db()
        assert (issued.announced_on, issued.remedy_until) == (None, None)
        assert [each.pk for each in post_room(clerk.scope.stellen, today=TODAY).returned] == [row.pk]
        labels = [line.label.de for line in proof_of(issued, now=LATER).lines]
        assert labels[-3:] == ["Zur Post gegeben", "Vom Postdienst zurückgekommen", "Nicht bekannt gegeben"]
        again = posted(issued, clerk, on=TODAY + timedelta(days=20), at=LATER)
        issued.refresh_from_db()
        assert (again.cause, issued.announced_on) == ("returned", again.announced_on)
        assert verify_chains().faults == ()


def test_a_letter_is_taken_out_of_the_queue_when_the_person_opened_it(
    told: Bescheid, clerk: Member, citizen: Member
) -> None:
    with open_scope(clerk.scope):
        row = queued(told, clerk)
    with open_scope(citizen.scope):
        open_letter(actor=citizen.actor, nachricht=Nachricht.objects.get(kind="bescheid"), now=NOW)
    with open_scope(clerk.scope):
        drop_from_queue(actor=clerk.actor, posting=row)
        told.refresh_from_db()
        assert told.announced_on == date(2026, 11, 24)
        with pytest.raises(AlreadyOnItsWay):
            queued(told, clerk)


def test_what_nobody_opened_in_time_is_provided_again_and_announced_by_its_new_opening(
    told: Bescheid, clerk: Member, citizen: Member
) -> None:
    with open_scope(clerk.scope):
        with pytest.raises(NotToProvideAgain):
            provide_again(actor=clerk.actor, bescheid=told, now=NOW)
        room = post_room(clerk.scope.stellen, today=LATER.date())
        assert [(row.pk, cause) for row, cause in room.suggested] == [(told.pk, "missed")]
        provide_again(actor=clerk.actor, bescheid=told, now=LATER)
        with pytest.raises(NotToProvideAgain):
            provide_again(actor=clerk.actor, bescheid=told, now=LATER)
        assert missed_decisions(clerk.scope.stellen, today=LATER.date(), regime=HESSEN) == []
    with open_scope(citizen.scope):
        old, new = Nachricht.objects.filter(kind="bescheid").order_by("provided_at")
        open_letter(actor=citizen.actor, nachricht=old, now=LATER)
        told.refresh_from_db()
        assert told.announced_on is None
        open_letter(actor=citizen.actor, nachricht=new, now=LATER)
        told.refresh_from_db()
        assert told.announced_on == LATER.date() + timedelta(days=1)


def test_the_proof_names_each_step_with_its_paragraph_and_its_row_of_law(
    told: Bescheid, clerk: Member, citizen: Member
) -> None:
    with open_scope(clerk.scope):
        before = proof_of(told, now=NOW)
        assert not before.is_announced
        assert "§ 41 Abs. 2a" in " ".join(each.de for line in before.lines for each in line.sentences)
    with open_scope(citizen.scope):
        open_letter(actor=citizen.actor, nachricht=Nachricht.objects.get(kind="bescheid"), now=NOW)
    with open_scope(clerk.scope):
        told.refresh_from_db()
        proof = proof_of(told, now=LATER)
        labels = [line.label.de for line in proof.lines]
        assert labels[:4] == ["Zum Abruf bereitgestellt", "Benachrichtigt", "Abgerufen", "Gilt als bekannt gegeben"]
        assert any("bekanntgabe.portal_retrieval_window@" in each.de for each in proof.law)
        document = proof_document(proof, reference="HU-2026-1", now=LATER)
        assert Paragraph("24. November 2026", strong=True) in document.blocks
        pdf = pypdfium2.PdfDocument(proof_pdf(proof, reference="HU-2026-1", now=LATER))
        words = pdf[0].get_textpage().get_text_range()
        assert "Zugangsnachweis" in words
        assert told.pdf_sha256[:20] in words.replace("\r\n", "").replace("\u200b", "").replace("\ufffe", "")


def test_a_letter_that_came_back_leaves_the_announcement_by_an_opening(
    issued: Bescheid, clerk: Member, citizen: Member
) -> None:
    with open_scope(clerk.scope):
        row = posted(issued, clerk)
    with open_scope(citizen.scope):
        letter = Nachricht.objects.get(datei=issued.datei)
        opened = open_letter(actor=citizen.actor, nachricht=letter, now=NOW + timedelta(days=1))
    back = NOW + timedelta(days=8)
    with open_scope(clerk.scope):
        note_return(actor=clerk.actor, posting=row, returned_on=back.date(), reason="unbekannt", now=back)
        issued.refresh_from_db()
        assert opened.announced_on is not None
        assert issued.announced_on == opened.announced_on == TODAY + timedelta(days=2)
        assert issued.remedy_until is not None
        last = list(records_of(kind="antrag", subject_id=issued.antrag.public_id))[-1]
        assert last.act == "bescheid.announcement_retracted"
        assert last.payload["announced_on"] == opened.announced_on.isoformat()


def test_what_was_revoked_is_neither_printed_nor_posted(issued: Bescheid, clerk: Member) -> None:
    later = NOW + timedelta(hours=1)
    revocation = ChangeDraft(Change.REVOCATION, "Sie sind weggezogen.", hearing="Am 1. November angehört.")
    with open_scope(clerk.scope):
        row = queued(issued, clerk)
        print_letters(actor=clerk.actor, postings=[row], now=NOW)
        change = draft_change(actor=clerk.actor, bescheid=issued, draft=revocation, now=later)
        confirm_remedy(actor=clerk.actor, bescheid=change, now=later)
        issue_bescheid(actor=clerk.actor, bescheid=change, now=later)
        with pytest.raises(NothingToPrint):
            print_letters(actor=clerk.actor, postings=[row], now=later)
        with pytest.raises(PostsendungNotFound):
            mark_posted(actor=clerk.actor, posting=row, posted_on=TODAY, now=later)
        issued.refresh_from_db()
        assert issued.announced_on is None
        drop_from_queue(actor=clerk.actor, posting=row)
