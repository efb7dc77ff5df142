"""The receipt of an Antrag: a copy of what was declared, on paper and in the Postfach, with the data attached."""

import json
from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import content_of, declared_answers, evaluate_antrag
from rathaus.core.antrag.texts import ACTS_AS
from rathaus.core.antrag.vertretung import norms_of, vertretung_of
from rathaus.core.datei.actions import store_generated
from rathaus.core.datei.pdf import render_pdf
from rathaus.core.postfach.actions import Correspondence, Letter, deliver
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.queries import messages_of
from rathaus.core.postfach.rules import Kind
from rathaus.core.postfach.texts import written_day
from rathaus.core.scope.actor import SYSTEM_ACTOR
from rathaus.core.vorgang import texts
from rathaus.engine.formular.evaluate import Evaluation
from rathaus.engine.formular.export import answers_to_json
from rathaus.engine.formular.summary import SummarySection, summary
from rathaus.values.document import Block, Document, Facts, Heading, ItemList, Letterhead, Paragraph
from rathaus.values.text import Text


def send_receipt(antrag: Antrag, *, now: datetime) -> Nachricht:
    """Render and deliver the receipt of an Antrag; a receipt that was delivered before is returned.

    The Antrag is locked: of two workers with the same job, one renders and the other finds what was delivered.

    Args:
        antrag: the Antrag as it was submitted; the scope of its body must be open, in a transaction.
        now: aware instant of delivery.
    """
    Antrag.objects.select_for_update(of=("self",)).only("pk").get(pk=antrag.pk)
    delivered = messages_of(antrag.public_id).filter(kind=Kind.RECEIPT).first()
    if delivered is not None:
        return delivered
    document = receipt_document(antrag)
    data = json.dumps(receipt_data(antrag), ensure_ascii=False, indent=1).encode()
    pdf = render_pdf(document, created_at=antrag.submitted_at, attachments={"antrag.json": ("application/json", data)})
    datei = store_generated(
        actor=SYSTEM_ACTOR,
        bearer=antrag.bearer,
        stelle_id=antrag.stelle_id,
        name=f"{texts.RECEIPT_FILE.in_language(antrag.language)}-{antrag.reference}.pdf",
        media_type="application/pdf",
        content=pdf,
    )
    letter = Letter(
        kind=Kind.RECEIPT,
        subject=_say(antrag, texts.RECEIPT_SUBJECT)[:200],
        body=_say(antrag, texts.RECEIPT_BODY),
        document=document,
        datei=datei,
    )
    correspondence = Correspondence(antrag.stelle_id, antrag.bearer, antrag.public_id)
    return deliver(actor=SYSTEM_ACTOR, correspondence=correspondence, letter=letter, now=now)


def receipt_data(antrag: Antrag) -> dict[str, object]:
    """Return the declared data for machines: the answers by the convention of FIM, and what they belong to."""
    content, vertretung = content_of(antrag), vertretung_of(antrag)
    return {
        "antrag": antrag.reference,
        "eingegangen": antrag.submitted_at.isoformat(),
        "leistung": content.prozess.leistung.schluessel,
        "version": content.prozess.leistung.version,
        "schema": content.formular.key,
        "vertretung": vertretung.declared(content.prozess.leistung.verfahrensrecht) if vertretung else None,
        "daten": answers_to_json(content.formular, _declared(antrag).answers),
    }


def receipt_document(antrag: Antrag) -> Document:
    """Return the receipt as a structured document in the language of the Antrag: the declaration as submitted."""
    submitted = timezone.localtime(antrag.submitted_at)
    declared = _declared(antrag)
    sections = summary(content_of(antrag).formular, declared, antrag.language)
    received = _say(antrag, texts.RECEIPT_RECEIVED, time=submitted.strftime("%H:%M"), day=_day(antrag, submitted))
    expected = _say(antrag, texts.RECEIPT_EXPECTED, day=written_day(antrag.expected_on, antrag.language))
    blocks: list[Block] = [Paragraph(received, strong=True), Paragraph(expected)]
    blocks += _vertretung_blocks(antrag)
    blocks += _missing_blocks(antrag, sections, missing=declared.missing_soft)
    blocks.append(Heading(1, _say(antrag, texts.RECEIPT_ANSWERS)))
    for section in sections:
        blocks += _section_blocks(section)
    blocks.append(Paragraph(_say(antrag, texts.RECEIPT_DATA)))
    return Document(antrag.language, _say(antrag, texts.RECEIPT_TITLE), _letterhead(antrag), tuple(blocks))


def _letterhead(antrag: Antrag) -> Letterhead:
    stelle = antrag.stelle
    return Letterhead(
        sender=stelle.official_name,
        sender_lines=tuple(line for line in (*stelle.address.splitlines(), stelle.phone, stelle.email) if line),
        recipient_lines=(antrag.applicant,) if antrag.applicant else (),
        reference_rows=((_say(antrag, texts.RECEIPT_REFERENCE), antrag.reference),),
        place_and_date=_day(antrag, timezone.localtime(antrag.submitted_at)),
    )


def _declared(antrag: Antrag) -> Evaluation:
    return evaluate_antrag(antrag, declared_answers(antrag))


def _vertretung_blocks(antrag: Antrag) -> list[Block]:
    """Return who acted for the person of the form, as they declared it."""
    found, norms = vertretung_of(antrag), norms_of(antrag)
    if found is None or norms is None:
        return []
    applicant = antrag.applicant or _say(antrag, texts.RECEIPT_ACTED_FOR)
    acts_as = ACTS_AS[found.kind].in_language(antrag.language)
    sentences = [_say(antrag, texts.RECEIPT_ACTED, name=found.who, applicant=applicant, acts_as=acts_as)]
    sentences += [_say(antrag, texts.RECEIPT_CONTACT, contact=found.contact)] if found.contact else []
    sentences.append(_say(antrag, texts.RECEIPT_PROOF, citation=norms.proof_note))
    return [Heading(1, _say(antrag, texts.RECEIPT_VERTRETUNG)), *(Paragraph(sentence) for sentence in sentences)]


def _missing_blocks(antrag: Antrag, sections: tuple[SummarySection, ...], *, missing: Collection[str]) -> list[Block]:
    labels = [row.label for section in sections for row in section.rows if row.path in missing]
    if not labels:
        return []
    hint = Paragraph(_say(antrag, texts.RECEIPT_MISSING_HINT))
    return [Heading(1, _say(antrag, texts.RECEIPT_MISSING)), hint, ItemList(tuple(labels))]


def _section_blocks(section: SummarySection) -> list[Block]:
    """Return a heading for the page and one for each group in it, each with its answered questions."""
    blocks: list[Block] = [Heading(2, section.title)]
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in section.rows:
        if row.value:
            groups.setdefault(row.group, []).append((row.label, row.value))
    for group, rows in groups.items():
        blocks += [Heading(3, group)] if group else []
        blocks.append(Facts(tuple(rows)))
    return blocks if groups else []


def _day(antrag: Antrag, instant: datetime) -> str:
    return written_day(instant.date(), antrag.language)


def _say(antrag: Antrag, text: Text, **facts: str) -> str:
    title = content_of(antrag).description.name.in_language(antrag.language)
    return text.in_language(antrag.language).format(title=title, **facts)
