"""The proof of how a Bescheid reached its recipient: every step with its sentence, its paragraph and its row of law."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from rathaus.core.bescheid.models import Bescheid
from rathaus.core.datei.pdf import render_pdf
from rathaus.core.norm.queries import law_of_results, with_kept_law
from rathaus.core.postfach.models import Nachricht
from rathaus.core.postfach.rules import local_day
from rathaus.core.zustellung import texts
from rathaus.core.zustellung.models import Postsendung
from rathaus.core.zustellung.queries import letters_with, postings_of, regime_at
from rathaus.recht.bekanntgabe import Bekanntgabe, announce_by_post, announce_by_retrieval
from rathaus.recht.dates import letter_date
from rathaus.values.document import Block, Document, Facts, Heading, ItemList, Letterhead, Paragraph
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One step.

    Args:
        label: what happened, or did not.
        day: local day; None for what did not happen.
        at: aware instant, where one is known.
        sentences: what the law makes of it, with the paragraph.
        versions: rows of law that were used, by their ids.
    """

    label: Text
    day: date | None = None
    at: datetime | None = None
    sentences: tuple[Text, ...] = ()
    versions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Zugangsnachweis:
    """What is known of how a Bescheid reached its recipient.

    Args:
        bescheid: an issued Bescheid.
        lines: the steps in their order.
        law: one sentence for each row of law, with its version.
        is_announced: whether it counts as announced.
    """

    bescheid: Bescheid
    lines: tuple[ProofLine, ...]
    law: tuple[Text, ...]
    is_announced: bool


def proof_of(bescheid: Bescheid, *, now: datetime) -> Zugangsnachweis:
    """Return the proof as it stands; each sentence is that of the law known when the step happened.

    Args:
        bescheid: an issued Bescheid, in the scope of its body.
        now: aware instant; until when a retrieval is still possible depends on it.
    """
    lines = [line for letter in letters_with(bescheid) for line in _of_letter(bescheid, letter, now)]
    lines += [line for posting in postings_of(bescheid) for line in _of_posting(bescheid, posting, now)]
    lines.append(_announced(bescheid))
    if bescheid.remedy_until is not None:
        lines.append(ProofLine(texts.REMEDY, day=bescheid.remedy_until, versions=tuple(bescheid.parameter_versions)))
    used = dict.fromkeys([*(each for line in lines for each in line.versions), *bescheid.parameter_versions])
    law = tuple(
        Text(
            texts.LINE.de.format(explanation=row.explanation.de, version=row.version_id),
            texts.LINE.en.format(explanation=row.explanation.en, version=row.version_id),
        )
        for row in law_of_results(used)
    )
    return Zugangsnachweis(bescheid, tuple(lines), law, bescheid.announced_on is not None)


def proof_pdf(proof: Zugangsnachweis, *, reference: str, now: datetime) -> bytes:
    """Return the proof as PDF for the file of the case.

    Args:
        proof: as :func:`proof_of` returns it.
        reference: of the case.
        now: aware instant, written on it.

    Raises:
        PdfNotRendered: it cannot be written.
    """
    return render_pdf(proof_document(proof, reference=reference, now=now), created_at=now)


def proof_document(proof: Zugangsnachweis, *, reference: str, now: datetime) -> Document:
    """Return the proof as a structured document, in German.

    Args:
        proof: as :func:`proof_of` returns it.
        reference: of the case.
        now: aware instant, written on it.
    """
    row = proof.bescheid
    rows = [
        (texts.CASE.de, reference),
        (texts.RECIPIENT.de, row.antrag.applicant),
        (texts.FINGERPRINT.de, row.pdf_sha256),
    ]
    if row.issued_at is not None:
        rows.insert(2, (texts.ISSUED.de, letter_date(timezone.localdate(row.issued_at))))
    blocks: list[Block] = [Facts(tuple(rows))]
    for line in proof.lines:
        blocks += [Heading(1, line.label.de), *_when(line)]
        blocks += [Paragraph(sentence.de) for sentence in line.sentences]
    if proof.law:
        blocks += [Heading(1, texts.LAW.de), ItemList(tuple(each.de for each in proof.law))]
    head = Letterhead(sender=row.stelle.official_name, reference_rows=((texts.DRAWN_UP.de, instant(now)),))
    return Document("de", texts.TITLE.de, head, tuple(blocks))


def instant(at: datetime) -> str:
    """Return an instant as the proof writes it, local time Europe/Berlin."""
    local = timezone.localtime(at)
    return texts.AT.de.format(day=letter_date(local.date()), time=f"{local:%H:%M}")


def _when(line: ProofLine) -> tuple[Paragraph, ...]:
    if line.at is not None:
        return (Paragraph(instant(line.at), strong=True),)
    return (Paragraph(letter_date(line.day), strong=True),) if line.day is not None else ()


def _of_letter(bescheid: Bescheid, letter: Nachricht, now: datetime) -> list[ProofLine]:
    law = _by_retrieval(bescheid, letter, now)
    versions = tuple(row.version_id for row in law.parameters)
    lines = [ProofLine(texts.PROVIDED, at=letter.provided_at, sentences=(texts.PROVIDED_SENTENCE,))]
    if letter.notified_at is not None:
        lines.append(ProofLine(texts.NOTIFIED, at=letter.notified_at, sentences=(texts.NOTIFIED_SENTENCE,)))
    else:
        lines.append(
            ProofLine(texts.NOT_NOTIFIED, at=letter.notice_failed_at, sentences=(texts.NOT_NOTIFIED_SENTENCE,))
        )
    if letter.retrieved_at is not None:
        sentences = (texts.RETRIEVED_SENTENCE, law.explanation)
        lines.append(ProofLine(texts.RETRIEVED, at=letter.retrieved_at, sentences=sentences, versions=versions))
    else:
        lines.append(ProofLine(texts.NOT_RETRIEVED, sentences=(law.explanation,), versions=versions))
    return lines


def _by_retrieval(bescheid: Bescheid, letter: Nachricht, now: datetime) -> Bekanntgabe:
    notified_on = local_day(letter.notified_at) if letter.notified_at else None
    retrieved_on = local_day(letter.retrieved_at) if letter.retrieved_at else None
    regime = regime_at(bescheid, letter.retrieved_at or now)
    return announce_by_retrieval(
        notified_on, retrieved_on=retrieved_on, provided_on=local_day(letter.provided_at), regime=regime
    )


def _of_posting(bescheid: Bescheid, posting: Postsendung, now: datetime) -> list[ProofLine]:
    if posting.posted_on is None:
        return []
    regime = with_kept_law(regime_at(bescheid, now), posting.parameter_versions)
    law = announce_by_post(posting.posted_on, regime=regime)
    sentences = [law.explanation, *law.banners]
    if posting.earliest_on != posting.announced_on and posting.earliest_on is not None:
        day = letter_date(posting.earliest_on)
        sentences.append(Text(texts.EARLIER_DAY.de.format(day=day), texts.EARLIER_DAY.en.format(day=day)))
    versions = tuple(posting.parameter_versions)
    lines = [ProofLine(texts.POSTED, day=posting.posted_on, sentences=tuple(sentences), versions=versions)]
    if posting.returned_on is not None:
        noted = (Text(posting.return_reason, posting.return_reason),) if posting.return_reason else ()
        sentences = [texts.RETURNED_SENTENCE, *noted]
        lines.append(ProofLine(texts.RETURNED, day=posting.returned_on, sentences=tuple(sentences)))
    return lines


def _announced(bescheid: Bescheid) -> ProofLine:
    if bescheid.announced_on is None:
        return ProofLine(texts.NOT_ANNOUNCED, sentences=(texts.NOT_ANNOUNCED_SENTENCE,))
    return ProofLine(texts.ANNOUNCED, day=bescheid.announced_on, versions=tuple(bescheid.parameter_versions))
