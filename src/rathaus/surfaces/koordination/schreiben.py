"""Every letter of a version with the facts of one of its examples."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone

from rathaus.core.antrag.rules import applicant_name
from rathaus.core.bescheid.rules import shown_answers
from rathaus.core.leistung.queries import compiled
from rathaus.core.leistung.rules import CompiledLeistung
from rathaus.core.vorgang.rules import answer_facts
from rathaus.engine.formular.evaluate import evaluate
from rathaus.engine.prozess.model import Ergebnis
from rathaus.engine.prozess.text import BescheidNotRenderable, Fact, render_bescheid
from rathaus.surfaces.koordination.frame import reading, show
from rathaus.surfaces.koordination.versionen import version_head, version_of
from rathaus.surfaces.koordination.vorschau import examples_of
from rathaus.surfaces.ui.audience import ScopedRequest
from rathaus.surfaces.ui.staff_pages import today
from rathaus.values.document import Block, Document, Heading, Letterhead

if TYPE_CHECKING:
    from rathaus.core.leistung.examples import Example

SAMPLE_REFERENCE = "2026-7K3M-9QPD"


@dataclass(frozen=True, slots=True)
class LetterPreview:
    """One letter: the result it belongs to, the example it tells of, the document or the fact that is missing."""

    result: Ergebnis
    example: "Example | None"
    document: Document | None
    missing: str = ""


@reading
def letters(request: ScopedRequest, slug: str, number: str) -> HttpResponse:
    """Show the letter of one result; without a choice the first."""
    leistung, version = version_of(slug, number)
    content, examples = compiled(version.pk), examples_of(version)
    results = content.prozess.ergebnisse
    chosen = next((each for each in results if each.key == request.GET.get("ergebnis")), results[0])
    fitting = [each for each in examples if each.ergebnis == chosen.key]
    example = next((each for each in fitting if each.key == request.GET.get("beispiel")), next(iter(fitting), None))
    context = {
        **version_head(leistung, version, view="schreiben"),
        "results": results,
        "examples": fitting,
        "preview": _preview(content, chosen, example),
    }
    return show(request, "schreiben", context)


def _preview(content: CompiledLeistung, result: Ergebnis, example: "Example | None") -> LetterPreview:
    template = content.templates.get(result.vorlage)
    if template is None:
        return LetterPreview(result, example, None, result.vorlage)
    try:
        answers = evaluate(content.formular, dict(example.answers), today=today()).answers if example else {}
        facts = _facts(content, result, example) | answer_facts(answers)
        blocks = render_bescheid(template, facts, shown=shown_answers(content.formular, answers))
    except BescheidNotRenderable as error:
        return LetterPreview(result, example, None, str(error.facts.get("name", "")))
    title, rest = _titled(blocks)
    head = Letterhead(
        sender=example.place if example else "Musterstadt",
        recipient_lines=(_applicant(content, example),),
        reference_rows=(("Aktenzeichen", SAMPLE_REFERENCE),),
    )
    return LetterPreview(result, example, Document("de", title, head, rest))


def _facts(content: CompiledLeistung, result: Ergebnis, example: "Example | None") -> dict[str, Fact]:
    day = timezone.localdate().isoformat()
    facts: dict[str, Fact] = {
        "aktenzeichen": SAMPLE_REFERENCE,
        "leistung": content.description.name.de,
        "stelle": example.place if example else "Musterstadt",
        "antragsteller": _applicant(content, example),
        "antrag_datum": day,
        "bescheid_datum": day,
        "ergebnis": result.key,
    }
    facts |= _reason(result, example)
    if result.mit_gebuehr and content.prozess.gebuehr.betrag_cent:
        fee = content.prozess.gebuehr
        facts |= {"gebuehr_cent": fee.betrag_cent, "gebuehr_norm": fee.rechtsgrundlage}
    return facts


def _reason(result: Ergebnis, example: "Example | None") -> dict[str, Fact]:
    wanted = example.grund if example else ""
    reason = next((each for each in result.gruende if each.key == wanted), next(iter(result.gruende), None))
    facts: dict[str, Fact] = {"begruendung": example.begruendung if example else ""}
    return facts | ({"grund": reason.text.de, "grund_key": reason.key, "grund_norm": reason.norm} if reason else {})


def _applicant(content: CompiledLeistung, example: "Example | None") -> str:
    return (applicant_name(content.formular, dict(example.answers)) if example else "") or "Kim Muster"


def _titled(blocks: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    first = blocks[0] if blocks else None
    title, rest = (first.text, blocks[1:]) if isinstance(first, Heading) else ("", blocks)
    return title, tuple(replace(b, level=max(1, b.level - 1)) if isinstance(b, Heading) else b for b in rest)
