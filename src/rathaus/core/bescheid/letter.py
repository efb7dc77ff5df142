"""The letter of a Bescheid: the package's text, framed by letterhead, remedy notice and name."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import content_of, evaluate_antrag
from rathaus.core.antrag.rules import contact_name
from rathaus.core.antrag.vertretung import vertretung_of
from rathaus.core.bescheid.change_letter import CHANGE_TITLE, said_first, taken_back
from rathaus.core.bescheid.errors import DraftOutdated
from rathaus.core.bescheid.fee_rules import explained, fee_citation, needs_words
from rathaus.core.bescheid.models import Bescheid
from rathaus.core.bescheid.nachweis_rules import CertificateDraft
from rathaus.core.bescheid.ports import SealIdentity
from rathaus.core.bescheid.rules import (
    TAKING_BACK,
    Change,
    choose_reasons,
    draft_fits,
    known_court,
    reason_facts,
    remedy_of,
    shown_answers,
)
from rathaus.core.bescheid.texts import (
    ATTACHED,
    AUTOMATIC,
    CERTIFICATE_ENCLOSED,
    CERTIFICATE_TERM,
    CERTIFICATE_TITLE,
    CERTIFICATE_VALID,
    CLAUSES_TITLE,
    ELECTRONIC,
    FEE_EXPLAINED,
    NOTICE_TITLE,
    ON_BEHALF,
    OUR_REFERENCE,
    REPRESENTED_BY,
    SEALED,
    SEAT_MISSING,
    WRITTEN_BY,
    YOUR_ANTRAG,
)
from rathaus.core.datei.document_json import document_to_json
from rathaus.core.leistung.rules import CompiledLeistung
from rathaus.core.norm.queries import regime_of
from rathaus.core.stelle.models import Stelle
from rathaus.core.stelle.queries import body_on, key_on
from rathaus.core.vorgang.legacy import former_address
from rathaus.core.vorgang.rules import answer_facts
from rathaus.engine.formular.export import answers_to_json
from rathaus.engine.formular.model import Answers
from rathaus.engine.formular.path import template_of
from rathaus.engine.prozess.model import Ergebnis
from rathaus.engine.prozess.text import Fact, render_bescheid, render_passage
from rathaus.recht.courts import Court
from rathaus.recht.dates import letter_date
from rathaus.recht.rechtsbehelf import Remedy, RemedyNotice, remedy_notice
from rathaus.recht.regime import Regime, Verfahrensrecht
from rathaus.values.document import Block, Document, Facts, Heading, ItemList, Letterhead, Paragraph
from rathaus.values.text import Text

_ADDRESS = tuple(f"anschrift.{part}" for part in ("zusatz", "strasse", "hausnummer", "postleitzahl", "ort"))


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything that a Bescheid says about law: read once, used by letter, preview and issue.

    Args:
        bescheid: the row with its Antrag and the body that the Antrag reached.
        authority: the body that decides: the same, or the one into which it was merged by the day of the decision.
        content: the compiled Leistung.
        ergebnis: the chosen result.
        regime: Land and code of procedure.
        on: local day of the decision.
    """

    bescheid: Bescheid
    authority: Stelle
    content: CompiledLeistung
    ergebnis: Ergebnis
    regime: Regime
    on: date

    @property
    def antrag(self) -> Antrag:
        """The Antrag that is decided."""
        return self.bescheid.antrag

    @property
    def certificate(self) -> CertificateDraft | None:
        """What goes out with the Bescheid; None where the result hands out nothing."""
        stored = self.bescheid.certificate
        return CertificateDraft.from_json(stored) if stored else None

    @property
    def court(self) -> Court | None:
        """The court of the notice: confirmed by a clerk, else of the district; None while nobody can name it."""
        row, notice = self.bescheid, self.notice
        if notice is None or not notice.needs_court:
            return None
        if row.remedy_confirmed_at is not None and row.court_name:
            return Court(row.court_name, row.court_seat)
        key = key_on(self.authority, self.on)
        return known_court(key.kreis_key if key else None, self.regime, on=self.on)

    @property
    def needs_court(self) -> bool:
        """Whether the notice must name a court and nobody has named one."""
        notice = self.notice
        return notice is not None and notice.needs_court and self.court is None

    @property
    def needs_confirmation(self) -> bool:
        """Whether issuing waits for a clerk who answers for the remedy: its court is unknown or its law unverified."""
        notice = self.notice
        if notice is None:
            return False
        return self.needs_court or (bool(notice.banners) and self.bescheid.remedy_confirmed_at is None)

    @property
    def remedy(self) -> Remedy | None:
        """The remedy that it names: that of its result, or what is written where it takes another one back."""
        row = self.bescheid
        if row.change in TAKING_BACK:
            return Remedy(row.remedy) if row.remedy else None
        return remedy_of(self.ergebnis)

    @property
    def former_result(self) -> str:
        """What the Bescheid had decided that this one changes; empty where it changes none."""
        former = self.bescheid.predecessor
        return self.content.prozess.ergebnis(former.result).name.de if former is not None else ""

    @property
    def law(self) -> Verfahrensrecht:
        """The code of procedure."""
        return self.regime.verfahrensrecht

    @property
    def notice(self) -> RemedyNotice | None:
        """The remedy notice, with placeholders; None where the result names no remedy."""
        remedy = self.remedy
        return None if remedy is None else remedy_notice(remedy, self.on, regime=self.regime)

    @property
    def banners(self) -> tuple[Text, ...]:
        """What the clerk must read before issuing: the package's hint on its code, and what is not verified."""
        hint = self.content.prozess.leistung.verfahrensrecht_hinweis
        notice = self.notice
        unverified = notice.banners if notice else self.regime.banners
        seatless = [SEAT_MISSING] if notice and not self.authority.address.strip() else []
        return tuple(dict.fromkeys((*([hint] if hint.de else []), *seatless, *unverified)))


def decision_of(bescheid: Bescheid, on: date, *, known_at: datetime | None = None) -> Decision:
    """Return what a Bescheid decides, as of a local day.

    Args:
        bescheid: the row with its Antrag and body.
        on: local day of the decision.
        known_at: aware instant; rows of law that were loaded or confirmed later are left out, so that an issued
            Bescheid explains itself by the law that was known then. None for what is known now.

    Raises:
        DraftOutdated: the case moved to a version that does not have the result or a reason of a draft.
    """
    content = content_of(bescheid.antrag)
    if not draft_fits(content.prozess, result=bescheid.result, reasons=bescheid.reasons):
        raise DraftOutdated(bescheid=bescheid.public_id)
    ergebnis = content.prozess.ergebnis(bescheid.result)
    authority = body_on(bescheid.stelle, on)
    regime = regime_of(content.prozess, stelle_id=authority.pk, known_at=known_at)
    return Decision(bescheid, authority, content, ergebnis, regime, on)


def fassung_of(decision: Decision, document: Document) -> str:
    """Return the hash that binds an issue to what was previewed: the letter, its result and its fee.

    Args:
        decision: what is decided.
        document: the letter as it was shown, or as it would be issued.
    """
    row = decision.bescheid
    seen = [str(row.public_id), row.revision, row.result, row.gebuehr_cent, document_to_json(document)]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def build_document(decision: Decision, *, clerk_name: str, seal: SealIdentity | None = None) -> Document:
    """Return the Bescheid as a structured document.

    Args:
        decision: what is decided; a court that nobody has named leaves its part of the notice out (preview alone).
        clerk_name: name that stands under the letter (VwVfG § 37(3)); empty where no person decided (§ 37(5)).
        seal: whose electronic seal the file will carry; None where it carries none.

    Raises:
        BescheidNotRenderable: a value that the text needs is missing.
    """
    answers = evaluate_antrag(decision.antrag).answers
    shown = shown_answers(decision.content.formular, answers)
    facts: dict[str, Fact] = {**answer_facts(answers), **_facts(decision)}
    title, body = _text_of(decision, facts, shown)
    head = _letterhead(decision, answers, clerk_name)
    said, reasons = _decided_and_explained(body)
    clauses = _clauses(decision, facts, shown)
    fee = _fee_explained(decision.bescheid)
    blocks = (*_changed(decision), *said, *clauses, *reasons, *fee, *_enclosed(decision), *_notice(decision))
    return Document("de", title, head, (*blocks, *_closing(decision, clerk_name, seal)))


def _decided_and_explained(body: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return what is decided, and the sections that explain it: Nebenbestimmungen are part of the decision."""
    first = next((place for place, block in enumerate(body) if isinstance(block, Heading)), len(body))
    return body[:first], body[first:]


def _text_of(decision: Decision, facts: Mapping[str, Fact], shown: Mapping[str, str]) -> tuple[str, tuple[Block, ...]]:
    """Return title and text: of the package, or our own where a Bescheid takes another one back."""
    row = decision.bescheid
    if row.change in TAKING_BACK:
        return CHANGE_TITLE[Change(row.change)].de, taken_back(row, decision.law, former_result=decision.former_result)
    template = decision.content.templates[decision.ergebnis.vorlage]
    blocks = render_bescheid(template, facts, shown=shown)
    title = next(block.text for block in blocks if isinstance(block, Heading))
    return title, _raised(tuple(block for block in blocks if not (isinstance(block, Heading) and block.level == 1)))


def attachments_of(decision: Decision) -> dict[str, tuple[str, bytes]]:
    """Return what programs read from the PDF: the decision and the answers it is about, as JSON.

    Args:
        decision: what is decided.
    """
    row, antrag = decision.bescheid, decision.antrag
    answers = answers_to_json(decision.content.formular, evaluate_antrag(antrag).answers)
    remedy = decision.remedy
    data = {
        "bescheid": str(row.public_id),
        "aktenzeichen": row.vorgang.aktenzeichen,
        "antrag": {"nummer": antrag.reference, "eingang": antrag.submitted_at.isoformat(), "angaben": answers},
        "leistung": {
            "schluessel": decision.content.prozess.leistung.schluessel,
            "version": decision.content.prozess.leistung.version,
        },
        "stelle": decision.authority.official_name,
        "datum": decision.on.isoformat(),
        "ergebnis": {"key": row.result, "art": row.kind, "name": decision.ergebnis.name.de},
        "gruende": list(row.reasons),
        "nebenbestimmungen": row.nebenbestimmungen,
        "gebuehr_cent": row.gebuehr_cent,
        "gebuehr_grundlage": row.gebuehr_basis,
        "rechtsbehelf": remedy.value if remedy else None,
        "aendert": str(row.predecessor.public_id) if row.predecessor else None,
        "art_der_aenderung": str(row.change) or None,
        "automatisch": row.automation,
    }
    return {ATTACHED: ("application/json", json.dumps(data, ensure_ascii=False, indent=1).encode())}


def _changed(decision: Decision) -> tuple[Block, ...]:
    """Return what a corrected or replaced Bescheid says of the one before it; it stands first."""
    row = decision.bescheid
    if row.predecessor is None or row.change in TAKING_BACK:
        return ()
    return said_first(row, decision.law)


def _clauses(decision: Decision, facts: Mapping[str, Fact], shown: Mapping[str, str]) -> tuple[Block, ...]:
    """Return the Nebenbestimmungen, numbered so that each can be named; what a clerk wrote is taken as it is."""
    rows = decision.bescheid.nebenbestimmungen
    if not rows:
        return ()
    texts = [
        render_passage(row["text"], facts, shown=shown, name=f"nebenbestimmung[{row['key']}]")
        if row["key"]
        else row["text"]
        for row in rows
    ]
    lines = tuple(f"{text} ({row['norm']})" if row["norm"] else text for row, text in zip(rows, texts, strict=True))
    return (Heading(1, CLAUSES_TITLE.de), ItemList(lines, numbered=True))


def _raised(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The title stands above the letter, so a section of the template becomes a first heading below it."""
    return tuple(Heading(block.level - 1, block.text) if isinstance(block, Heading) else block for block in blocks)


def _facts(decision: Decision) -> dict[str, Fact]:
    antrag, bescheid, gebuehr = decision.antrag, decision.bescheid, decision.content.prozess.gebuehr
    facts: dict[str, Fact] = {
        "aktenzeichen": bescheid.vorgang.aktenzeichen,
        "leistung": decision.content.description.name.de,
        "stelle": decision.authority.official_name,
        "antragsteller": antrag.applicant,
        "antrag_datum": timezone.localdate(antrag.submitted_at).isoformat(),
        "bescheid_datum": decision.on.isoformat(),
        "ergebnis": decision.ergebnis.key,
        "begruendung": bescheid.free_text,
        **reason_facts(choose_reasons(decision.ergebnis, bescheid.reasons)),
    }
    if draft := decision.certificate:
        facts["nachweis_von"], facts["nachweis_bis"] = (
            draft.term.valid_from.isoformat(),
            draft.term.valid_to.isoformat(),
        )
    if bescheid.gebuehr_cent:
        norm = fee_citation(gebuehr, bescheid.gebuehr_basis)
        facts |= {"gebuehr_cent": bescheid.gebuehr_cent, "gebuehr_norm": norm}
    return facts


def _fee_explained(bescheid: Bescheid) -> tuple[Block, ...]:
    """Return how the fee follows from the tariff of the body, also where an exemption leaves nothing to pay."""
    if not needs_words(bescheid.gebuehr_basis):
        return ()
    return (Paragraph(FEE_EXPLAINED.de.format(words=explained(bescheid.gebuehr_basis).de)),)


def _enclosed(decision: Decision) -> tuple[Block, ...]:
    """Return what the certificate says, so that the Bescheid itself settles it."""
    rule, draft = decision.content.prozess.nachweis_of(decision.ergebnis.key), decision.certificate
    if rule is None or draft is None:
        return ()
    rows = [(line.name.de, draft.facts[line.key]) for line in rule.facts if draft.facts.get(line.key)]
    first, last = (letter_date(day) for day in (draft.term.valid_from, draft.term.valid_to))
    rows.append((CERTIFICATE_VALID.de, CERTIFICATE_TERM.de.format(first=first, last=last)))
    title = CERTIFICATE_TITLE.de.format(name=rule.name.de)
    facts = (Heading(1, title), Facts(tuple(rows)))
    is_correction = decision.bescheid.change == Change.CORRECTION
    return facts if is_correction else (*facts, Paragraph(CERTIFICATE_ENCLOSED.de))


def _letterhead(decision: Decision, answers: Answers, clerk_name: str) -> Letterhead:
    stelle, antrag = decision.authority, decision.antrag
    lines = recipient_lines(decision.content, answers, applicant=antrag.applicant)
    if not answers:
        lines += former_address(decision.bescheid.vorgang)
    return Letterhead(
        sender=stelle.official_name,
        sender_lines=tuple(line for line in (*stelle.address.splitlines(), stelle.phone, stelle.email) if line),
        recipient_lines=_addressee(antrag, lines),
        reference_rows=(
            (OUR_REFERENCE.de, decision.bescheid.vorgang.aktenzeichen),
            (YOUR_ANTRAG.de, letter_date(timezone.localdate(antrag.submitted_at))),
            *([(WRITTEN_BY.de, clerk_name)] if clerk_name else []),
        ),
        place_and_date=f"{_seat(stelle)}, {letter_date(decision.on)}",
    )


def _addressee(antrag: Antrag, lines: tuple[str, ...]) -> tuple[str, ...]:
    """Name below the person who acts for them: the office turns to that one, in whose Postfach the letter lies.

    Source: SGB X § 13(3), AO § 80(5); the code of the Land, whose wording is not verified, cites nothing here.
    """
    found = vertretung_of(antrag)
    if found is None:
        return lines
    return (*lines[:1], REPRESENTED_BY.de.format(who=found.who), *lines[1:])


def recipient_lines(content: CompiledLeistung, answers: Answers, *, applicant: str) -> tuple[str, ...]:
    """Return name and postal address of the applicant, from the answers that a person's address prefills.

    Below an organisation stands the person whom the form names beside it.
    """
    parts: dict[str, str] = {}
    for key, value in answers.items():
        field = content.formular.fields.get(template_of(key))
        if field is not None and field.prefill in _ADDRESS:
            parts.setdefault(field.prefill, str(value))
    addition, street, number, code, town = (parts.get(name, "") for name in _ADDRESS)
    contact = contact_name(content.formular, answers)
    lines = (applicant, contact, addition, f"{street} {number}".strip(), f"{code} {town}".strip())
    return tuple(line for line in lines if line)


def _seat(stelle: Stelle) -> str:
    """The seat of a body: the place of its address, else its name."""
    lines = stelle.address.splitlines()
    place = lines[-1].split(maxsplit=1) if lines else []
    return place[1] if len(place) > 1 and place[0].isdigit() else stelle.name


def _notice(decision: Decision) -> tuple[Block, ...]:
    notice = decision.notice
    if notice is None:
        return ()
    stelle, court = decision.authority, decision.court
    if notice.needs_court and court is None:
        return (Heading(1, NOTICE_TITLE.de),)
    seat = ", ".join(line for line in stelle.address.splitlines() if line) or _seat(stelle)
    paragraphs = notice.fill(authority=stelle.official_name, authority_seat=seat, court=court)
    return (Heading(1, NOTICE_TITLE.de), *(Paragraph(text.de) for text in paragraphs))


def _closing(decision: Decision, clerk_name: str, seal: SealIdentity | None) -> tuple[Block, ...]:
    automation = decision.bescheid.automation
    lines = [AUTOMATIC.de.format(norm=automation["norm"]) if automation else ELECTRONIC.de]
    if seal is not None:
        lines.append(SEALED.de.format(holder=seal.holder, issuer=seal.issuer))
    if automation:
        return (Paragraph(" ".join(lines)),)
    return (Paragraph(f"{ON_BEHALF.de}\n{clerk_name}"), Paragraph(" ".join(lines)))
