"""What the Bescheid says, and the draft behind it."""

from dataclasses import replace

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.vertretung import record_vertretung
from rathaus.core.antrag.vertretung_rules import Vertretung
from rathaus.core.bescheid.actions import Draft, confirm_remedy, draft_bescheid
from rathaus.core.bescheid.errors import FeeRefused, ReasonMissing, ResultNotOpen
from rathaus.core.bescheid.letter import build_document, decision_of
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.queries import bescheid_of, issued_for, options_of, preview
from rathaus.core.datei.pdf import render_pdf
from rathaus.core.scope.session import open_scope
from rathaus.core.stelle.actions import Contact, change_contact
from rathaus.core.vorgang.actions import receive_antrag
from rathaus.core.vorgang.models import Vorgang
from rathaus.engine.prozess.model import Rechtsbehelf
from rathaus.engine.prozess.vertretung import VertretungKind
from rathaus.recht.courts import Court
from rathaus.recht.dates import letter_date
from rathaus.values.document import Document, Heading, Paragraph
from tests.cast import NOW, TODAY, Member
from tests.core.bescheid.conftest import examined
from tests.errand import drafted as filled_in

COURT = Court("Verwaltungsgericht Frankfurt am Main", "Frankfurt am Main")


def drafted(clerk: Member, vorgang: Vorgang, *choices: object) -> Bescheid:
    return draft_bescheid(actor=clerk.actor, vorgang=vorgang, draft=Draft(*choices), now=NOW)  # type: ignore[arg-type]


def letter(clerk: Member, bescheid: Bescheid) -> Document:
    return preview(bescheid, on=TODAY, konto_id=clerk.actor.konto_id or 0).document


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading | Paragraph)]


def test_the_letterhead_names_sender_recipient_and_reference(draft: Bescheid, clerk: Member, antrag: Antrag) -> None:
    with open_scope(clerk.scope):
        head = letter(clerk, draft).letterhead
    assert head.sender == "Hanau, Brüder-Grimm-Stadt"
    assert head.recipient_lines == ("Amira Haddad", "Nürnberger Straße 12", "63450 Hanau")
    assert head.reference_rows == (
        ("Aktenzeichen", antrag.reference),
        ("Ihr Antrag vom", "23. November 2026"),
        ("Bearbeitet von", "Jonas Becker"),
    )
    assert head.place_and_date == "Hanau, 23. November 2026"


def test_a_grant_says_what_is_granted_for_which_fee(draft: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        document = letter(clerk, draft)
    assert document.title == "Bescheid über die Erteilung eines Bewohnerparkausweises"
    text = "\n".join(lines(document))
    assert "**" not in text
    assert "Gebühr von 30,00 Euro" in text
    assert "Kennzeichen HU-AH 412" in text
    assert [block.level for block in document.blocks if isinstance(block, Heading)] == [1, 1, 1, 1]


def test_the_remedy_notice_and_the_name_end_the_letter(draft: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        text = lines(letter(clerk, draft))
    start = text.index("Rechtsbehelfsbelehrung")
    assert text[start + 1].startswith("Gegen diesen Bescheid können Sie innerhalb eines Monats")
    assert "Hanau, Brüder-Grimm-Stadt" in text[start + 2]
    assert text[start + 3 :] == [
        "Im Auftrag\nJonas Becker",
        "Dieser Bescheid ist elektronisch erlassen. Der Name ersetzt die Unterschrift.",
    ]


def test_a_refusal_gives_its_reasons_and_the_words_of_the_clerk(vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        row = drafted(clerk, vorgang, "ablehnung", ["kein_quartier"], " Die Straße\nliegt außerhalb. ")
        text = "\n".join(lines(letter(clerk, row)))
    assert (row.kind, row.reasons, row.gebuehr_cent) == ("refuse", ["kein_quartier"], 0)
    assert "Ihre Wohnung liegt in keinem Bewohnerparkquartier." in text
    assert "Im Einzelnen: Die Straße liegt außerhalb." in text


def test_a_lawsuit_names_the_court_and_without_one_the_preview_leaves_it_open(draft: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        decision = decision_of(draft, TODAY)
        klage = replace(decision, ergebnis=replace(decision.ergebnis, rechtsbehelf=Rechtsbehelf.KLAGE))
        assert lines(build_document(klage, clerk_name="J. Becker"))[-3] == "Rechtsbehelfsbelehrung"
        row = confirm_remedy(actor=clerk.actor, bescheid=draft, now=NOW)
        row.court_name, row.court_seat = COURT.name, COURT.seat
        confirmed = replace(klage, bescheid=row)
        row.vorgang, row.antrag = draft.vorgang, draft.antrag
        text = "\n".join(lines(build_document(confirmed, clerk_name="J. Becker")))
    assert "beim Verwaltungsgericht Frankfurt am Main in Frankfurt am Main" in text


def test_the_clerk_reads_what_is_not_verified(draft: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        banners = preview(draft, on=TODAY, konto_id=clerk.actor.konto_id or 0).banners
    assert any("prüfen und bestätigen Sie ihn mit seiner Frist" in banner.de for banner in banners)


def test_the_clerk_reads_that_the_seat_of_the_office_is_missing_vwgo_58(draft: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        decision = decision_of(draft, TODAY)
        assert any("Anschrift Ihrer Stelle fehlt" in banner.de for banner in decision.banners)
        contact = Contact(address="Am Markt 14\n63450 Hanau")
        change_contact(actor=clerk.actor, stelle=draft.stelle, contact=contact)
        decision = decision_of(Bescheid.objects.get(pk=draft.pk), TODAY)
        assert not any("Anschrift Ihrer Stelle fehlt" in banner.de for banner in decision.banners)


def test_the_preview_is_a_pdf_too(draft: Bescheid, clerk: Member) -> None:
    with open_scope(clerk.scope):
        shown = preview(draft, on=TODAY, konto_id=clerk.actor.konto_id or 0)
    assert render_pdf(shown.document, created_at=NOW).startswith(b"%PDF") and shown.as_pdf(draft).startswith(b"%PDF")


def test_drafting_again_changes_the_one_draft(draft: Bescheid, vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        again = drafted(clerk, vorgang, "ablehnung", ["schon_ausweis"])
        assert (again.pk, again.revision, Bescheid.objects.count()) == (draft.pk, draft.revision + 1, 1)
        assert bescheid_of(vorgang) == again
        assert issued_for(vorgang.antrag) is None


@pytest.mark.parametrize(
    ("choices", "error"),
    [
        (("ablehnung",), ReasonMissing),
        (("gibtsnicht",), ResultNotOpen),
        (("ablehnung", ["kein_quartier"], "", 100), FeeRefused),
    ],
)
def test_an_impossible_draft_is_refused(
    choices: tuple[object, ...], error: type[Exception], vorgang: Vorgang, clerk: Member
) -> None:
    with open_scope(clerk.scope), pytest.raises(error):
        drafted(clerk, vorgang, *choices)


def test_the_options_of_a_case_name_their_fee(vorgang: Vorgang, clerk: Member) -> None:
    with open_scope(clerk.scope):
        options = {option.ergebnis.key: option.gebuehr_cent for option in options_of(vorgang)}
    assert options == {"bewilligung": 3000, "ablehnung": 0, "einstellung": 0}


def test_a_draft_of_another_body_is_not_found(draft: Bescheid, clerk_of_the_next_town: Member) -> None:
    with open_scope(clerk_of_the_next_town.scope):
        assert not Bescheid.objects.filter(public_id=draft.public_id).exists()


def test_a_letter_writes_the_month_in_words() -> None:
    assert letter_date(TODAY) == "23. November 2026"


def test_whoever_acts_for_the_person_stands_below_them(citizen: Member, clerk: Member) -> None:
    carer = Vertretung(VertretungKind.BETREUUNG, "Jana Kern", "Betreuungsverein Hanau")
    with open_scope(citizen.scope):
        entwurf = filled_in(citizen, "bewohnerparkausweis", "bewilligung")
        record_vertretung(actor=citizen.actor, entwurf=entwurf, vertretung=carer, now=NOW)
        antrag = receive_antrag(actor=citizen.actor, entwurf=entwurf, now=NOW)
    with open_scope(clerk.scope):
        head = letter(clerk, drafted(clerk, examined(clerk, antrag), "ablehnung", ["kein_quartier"])).letterhead
    assert head.recipient_lines[:2] == ("Amira Haddad", "Vertreten durch Jana Kern (Betreuungsverein Hanau)")
