"""Letters about a remedy: the receipt, the letter to print and sign, the decision."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from rathaus.core.antrag.queries import content_of, evaluate_antrag
from rathaus.core.bescheid.letter import recipient_lines
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.ports import SealIdentity
from rathaus.core.bescheid.texts import SEALED
from rathaus.core.datei.document_json import document_to_json
from rathaus.core.datei.models import Datei
from rathaus.core.postfach.texts import written_day
from rathaus.core.rechtsbehelf import texts
from rathaus.core.rechtsbehelf.models import Begruendung, Rechtsbehelf, Widerspruchsbescheid
from rathaus.core.rechtsbehelf.rules import BroughtForward, Kind, Outcome
from rathaus.core.stelle.models import Stelle
from rathaus.recht.courts import Court
from rathaus.recht.dates import letter_date
from rathaus.recht.rechtsbehelf import Remedy, RemedyNotice, remedy_notice
from rathaus.recht.regime import Regime
from rathaus.values.document import Blank, Block, Document, Facts, Heading, ItemList, Letterhead, Paragraph
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a decision on a remedy says about law, as of a local day.

    Args:
        entscheidung: the row.
        rechtsbehelf: the remedy.
        authority: the authority that decides, as it is on that day.
        court: the court of the notice; None while nobody has named it.
        regime: Land and code of procedure.
        on: local day of the decision.
    """

    entscheidung: Widerspruchsbescheid
    rechtsbehelf: Rechtsbehelf
    authority: Stelle
    court: Court | None
    regime: Regime
    on: date

    @property
    def notice(self) -> RemedyNotice:
        """The notice about the action in court."""
        return remedy_notice(Remedy.KLAGE, self.on, regime=self.regime)


def say(rechtsbehelf: Rechtsbehelf, text: Text, **facts: str) -> str:
    """Return a text in the language of the Antrag, with the name of the remedy filled in."""
    language = rechtsbehelf.antrag.language
    name = texts.NAME[Kind(rechtsbehelf.kind)].in_language(language)
    return text.in_language(language).format(name=name, number=rechtsbehelf.number, **facts)


def receipt_document(
    rechtsbehelf: Rechtsbehelf, *, added: Sequence[Begruendung], files: Mapping[str, Datei]
) -> Document:
    """Return the receipt: what came when against what, and what happens next.

    Args:
        rechtsbehelf: the remedy with Bescheid, Antrag and body.
        added: what was brought forward with it.
        files: public id → file.
    """
    language, bescheid = rechtsbehelf.antrag.language, rechtsbehelf.bescheid
    filed, issued = timezone.localtime(rechtsbehelf.filed_at), timezone.localdate(bescheid.issued_at)
    day = written_day(rechtsbehelf.filed_on, language)
    facts = {"issued": written_day(issued, language), "day": day, "time": filed.strftime("%H:%M")}
    steps = {"suit_from": written_day(rechtsbehelf.suit_from, language)}
    blocks: list[Block] = [
        Paragraph(say(rechtsbehelf, texts.RECEIPT_RECEIVED, **facts), strong=True),
        Facts(
            (
                (say(rechtsbehelf, texts.RECEIPT_NUMBER), rechtsbehelf.number),
                (say(rechtsbehelf, texts.RECEIPT_CASE), rechtsbehelf.antrag.reference),
                (say(rechtsbehelf, texts.RECEIPT_FILED), day),
                (say(rechtsbehelf, texts.RECEIPT_EXPECTED), written_day(rechtsbehelf.expected_on, language)),
            )
        ),
        Heading(1, say(rechtsbehelf, texts.RECEIPT_NEXT)),
        ItemList(tuple(say(rechtsbehelf, step, **steps) for step in texts.RECEIPT_STEPS), numbered=True),
    ]
    if rechtsbehelf.kind == Kind.WIDERSPRUCH:
        blocks.append(Paragraph(say(rechtsbehelf, texts.EFFECT)))
    blocks += _brought_forward(rechtsbehelf, added, files)
    title = say(rechtsbehelf, Text("Eingangsbestätigung: {name}", "Confirmation of receipt: {name}"))
    return Document(language, title, _receipt_head(rechtsbehelf), tuple(blocks))


def _brought_forward(
    rechtsbehelf: Rechtsbehelf, added: Sequence[Begruendung], files: Mapping[str, Datei]
) -> list[Block]:
    blocks: list[Block] = [Heading(1, say(rechtsbehelf, texts.YOUR_REASONS))]
    reasons = [each.text for each in added if each.about == BroughtForward.REASONS and each.text]
    blocks += [Paragraph(text) for text in reasons] or [Paragraph(say(rechtsbehelf, texts.NO_REASONS))]
    for each in added:
        if each.about == BroughtForward.HINDRANCE:
            blocks += [Heading(1, say(rechtsbehelf, texts.YOUR_HINDRANCE)), Paragraph(each.text)]
    names = tuple(files[name].name for each in added for name in each.files if name in files)
    if names:
        blocks += [Heading(1, say(rechtsbehelf, texts.YOUR_FILES)), ItemList(names)]
    return blocks


def _receipt_head(rechtsbehelf: Rechtsbehelf) -> Letterhead:
    return Letterhead(
        sender=rechtsbehelf.stelle.official_name,
        sender_lines=_contact(rechtsbehelf.stelle),
        recipient_lines=_recipient(rechtsbehelf),
        reference_rows=((say(rechtsbehelf, texts.RECEIPT_NUMBER), rechtsbehelf.number),),
        place_and_date=written_day(timezone.localdate(rechtsbehelf.filed_at), rechtsbehelf.antrag.language),
    )


def paper_document(bescheid: Bescheid, kind: Kind) -> Document:
    """Return the letter with which somebody files on paper: everything filled in but name, reasons and signature.

    Args:
        bescheid: an issued Bescheid with Antrag and body.
        kind: which remedy.
    """
    stelle, antrag = bescheid.stelle, bescheid.antrag
    name, issued = texts.NAME[kind].de, letter_date(timezone.localdate(bescheid.issued_at))
    blocks: tuple[Block, ...] = (
        Paragraph(texts.PAPER_SALUTATION),
        Paragraph(texts.PAPER_TEXT.format(issued=issued, reference=antrag.reference, name=name)),
        Blank(texts.PAPER_REASONS, texts.PAPER_REASONS_NOTE, lines=8),
        Blank(texts.PAPER_SENDER, lines=3),
        Blank(texts.PAPER_SIGNATURE),
    )
    head = Letterhead(antrag.applicant, recipient_lines=(stelle.official_name, *stelle.address.splitlines()))
    return Document("de", texts.PAPER_TITLE.format(name=name, issued=issued), head, blocks)


def decision_document(ruling: Ruling, *, clerk_name: str) -> Document:
    """Return the decision on a remedy as a letter.

    Args:
        ruling: what is decided; without a court the notice names none (preview alone).
        clerk_name: name that stands under the letter.
    """
    row, remedy = ruling.entscheidung, ruling.rechtsbehelf
    title = texts.DECISION_NAME[Kind(remedy.kind)].de
    blocks: tuple[Block, ...] = (
        Heading(1, texts.AGAINST),
        Paragraph(_against(ruling)),
        Heading(1, texts.OPERATIVE),
        *_paragraphs(row.operative, strong=True),
        *_section(texts.COSTS, row.costs),
        Heading(1, texts.REASONS),
        *_paragraphs(row.reasons),
        *_notice(ruling),
        Paragraph(f"{texts.ON_BEHALF}\n{clerk_name}"),
        Paragraph(texts.ELECTRONIC),
    )
    return Document("de", title, _decision_head(ruling, clerk_name), blocks)


def with_seal(document: Document, seal: SealIdentity) -> Document:
    """Return a decision that says whose electronic seal its file carries.

    Args:
        document: the decision.
        seal: holder and issuer of the seal.
    """
    words = SEALED.de.format(holder=seal.holder, issuer=seal.issuer)
    return replace(document, blocks=(*document.blocks, Paragraph(words)))


def _against(ruling: Ruling) -> str:
    remedy = ruling.rechtsbehelf
    return texts.AGAINST_TEXT.format(
        kind=texts.NAME[Kind(remedy.kind)].de,
        filed=letter_date(remedy.filed_on),
        origin=remedy.stelle.official_name,
        issued=letter_date(timezone.localdate(remedy.bescheid.issued_at)),
        reference=remedy.antrag.reference,
        title=Text.from_json(remedy.leistung.title).de,
    )


def _decision_head(ruling: Ruling, clerk_name: str) -> Letterhead:
    remedy, authority = ruling.rechtsbehelf, ruling.authority
    return Letterhead(
        sender=authority.official_name,
        sender_lines=_contact(authority),
        recipient_lines=_recipient(remedy),
        reference_rows=(
            (texts.OUR_NUMBER, remedy.number),
            (texts.YOUR_REMEDY.format(kind=texts.NAME[Kind(remedy.kind)].de), letter_date(remedy.filed_on)),
            (texts.WRITTEN_BY, clerk_name),
        ),
        place_and_date=f"{_seat(authority)}, {letter_date(ruling.on)}",
    )


def _notice(ruling: Ruling) -> tuple[Block, ...]:
    if ruling.court is None:
        return (Heading(1, texts.NOTICE_TITLE),)
    authority = ruling.authority
    words = ruling.notice.fill(authority=authority.official_name, authority_seat=_seat(authority), court=ruling.court)
    served = (text.de.replace(*texts.NOTICE_AGAINST).replace(*texts.NOTICE_SINCE) for text in words)
    return (Heading(1, texts.NOTICE_TITLE), *(Paragraph(each) for each in served))


def _section(title: str, text: str) -> tuple[Block, ...]:
    return (Heading(1, title), *_paragraphs(text)) if text else ()


def _paragraphs(text: str, *, strong: bool = False) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(part.strip(), strong) for part in text.split("\n\n") if part.strip())


def _contact(stelle: Stelle) -> tuple[str, ...]:
    return tuple(line for line in (*stelle.address.splitlines(), stelle.phone, stelle.email) if line)


def _recipient(rechtsbehelf: Rechtsbehelf) -> tuple[str, ...]:
    antrag = rechtsbehelf.antrag
    return recipient_lines(content_of(antrag), evaluate_antrag(antrag).answers, applicant=antrag.applicant)


def _seat(stelle: Stelle) -> str:
    """The seat of a body: the place of its address, else its name."""
    lines = stelle.address.splitlines()
    place = lines[-1].split(maxsplit=1) if lines else []
    return place[1] if len(place) > 1 and place[0].isdigit() else stelle.name


def fingerprint_of(ruling: Ruling, document: Document) -> str:
    """Return the hash that binds an issue to what was previewed.

    Args:
        ruling: what is decided.
        document: the letter as it was shown, or as it would be issued.
    """
    row = ruling.entscheidung
    seen = [str(row.public_id), row.revision, row.outcome, document_to_json(document)]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def outcome_name(outcome: str, language: str) -> str:
    """Return an outcome in words."""
    return texts.OUTCOME[Outcome(outcome)].in_language(language)
