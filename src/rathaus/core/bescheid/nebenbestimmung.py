"""The Nebenbestimmungen of a decision: which the procedure proposes and why, which a clerk chose.

Source: VwVfG § 36. A refusal has none.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rathaus.core.antrag.models import Antrag
from rathaus.core.antrag.queries import content_of, evaluate_antrag, sections_of
from rathaus.core.bescheid.errors import ClauseUnknown
from rathaus.core.bescheid.rules import shown_answers
from rathaus.core.vorgang.case import Case
from rathaus.core.vorgang.rules import answer_facts
from rathaus.engine.formular.path import template_of
from rathaus.engine.formular.summary import SummaryRow
from rathaus.engine.prozess.blocks import Nebenbestimmung, NebenbestimmungKind
from rathaus.engine.prozess.expression import holds, names_of, write_expression
from rathaus.engine.prozess.facts import STANDARD_FACTS
from rathaus.engine.prozess.model import Ergebnis, ErgebnisKind
from rathaus.engine.prozess.text import BescheidNotRenderable, Fact, render_passage

MAX_OWN_CLAUSE = 4000
"""Characters of a Nebenbestimmung in a clerk's own words."""

_VALUE = re.compile(r"\{\{\s*([^{}|\s]+)[^{}]*\}\}")
_RESERVING = frozenset({NebenbestimmungKind.AUFLAGENVORBEHALT, NebenbestimmungKind.WIDERRUFSVORBEHALT})
_BEARING = frozenset({ErgebnisKind.GRANT, ErgebnisKind.PARTIAL})


@dataclass(frozen=True, slots=True)
class ClauseOption:
    """A Nebenbestimmung that a clerk can choose.

    Args:
        clause: as the procedure has it.
        text: as it will stand in the letter; in square brackets what nobody knows before the letter is built.
        is_proposed: whether its condition holds for this Antrag; without one, what reserves something is not
            proposed: whoever decides must know that its own conditions hold, such as a consent.
        why: the questions that its condition asks, with the answers to them; empty where it has no condition.
    """

    clause: Nebenbestimmung
    text: str
    is_proposed: bool
    why: str


def clause_options(antrag: Antrag, *, language: str = "de") -> tuple[ClauseOption, ...]:
    """Return the Nebenbestimmungen of a procedure, each with whether it is proposed for this Antrag and why.

    Args:
        antrag: the Antrag, in the scope of its body.
        language: of questions and answers.
    """
    content, answers = content_of(antrag), evaluate_antrag(antrag).answers
    facts, shown = answer_facts(answers), shown_answers(content.formular, answers)
    rows = [row for section in sections_of(antrag, language=language) for row in section.rows]
    labels = {path: field.label.in_language(language) for path, field in content.formular.fields.items()}
    labels |= {name: meaning.in_language(language) for name, meaning in STANDARD_FACTS.items()}
    return tuple(
        _option(clause, facts, rows, text=_worded(clause.text.in_language(language), facts, shown=shown, labels=labels))
        for clause in content.prozess.nebenbestimmungen
    )


def choose_clauses(case: Case, ergebnis: Ergebnis, *, chosen: Collection[str] | None, own: str) -> list[dict[str, str]]:
    """Return the Nebenbestimmungen as a draft keeps them, in the order of the procedure.

    Args:
        case: the locked case.
        ergebnis: the result; only what grants something has any.
        chosen: keys; None takes what is proposed.
        own: one in the clerk's own words; may be empty.

    Raises:
        ClauseUnknown: the procedure does not have it.
    """
    if ergebnis.kind not in _BEARING:
        return []
    options = clause_options(case.antrag)
    unknown = set(chosen or ()) - {option.clause.key for option in options}
    if unknown:
        raise ClauseUnknown(clauses=sorted(unknown))
    taken = [each for each in options if (each.is_proposed if chosen is None else each.clause.key in chosen)]
    rows = [
        {"key": each.clause.key, "kind": each.clause.kind.value, "text": each.clause.text.de, "norm": each.clause.norm}
        for each in taken
    ]
    if own := " ".join(own.split())[:MAX_OWN_CLAUSE]:
        rows.append({"key": "", "kind": "auflage", "text": own, "norm": ""})
    return rows


def _worded(source: str, facts: Mapping[str, Fact], *, shown: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Return a text with its values; what has none yet, or does not fit, is named by its question in brackets."""

    def named(match: re.Match[str]) -> str:
        return f"[{labels.get(template_of(match[1]), match[1])}]"

    text = _VALUE.sub(lambda match: match[0] if facts.get(match[1], "") != "" else named(match), source)
    try:
        return render_passage(text, facts, shown=shown)
    except BescheidNotRenderable:
        return render_passage(_VALUE.sub(named, source), facts)


def _option(
    clause: Nebenbestimmung, facts: Mapping[str, Fact], rows: Sequence[SummaryRow], *, text: str
) -> ClauseOption:
    if clause.wenn is None:
        return ClauseOption(clause, text, is_proposed=clause.kind not in _RESERVING, why="")
    asked = names_of(clause.wenn)
    said = [f"{row.label} {row.value or '–'}" for row in rows if template_of(row.path) in asked]
    return ClauseOption(
        clause, text, is_proposed=holds(clause.wenn, facts), why="; ".join(said) or write_expression(clause.wenn)
    )
