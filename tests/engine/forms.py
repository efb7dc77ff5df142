"""Builders of compiled forms for tests: short ids, one page for all questions unless pages are given."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from rathaus.engine.formular.condition import condition_from_json
from rathaus.engine.formular.evaluate import Evaluation, evaluate
from rathaus.engine.formular.model import Effect, Field, Formular, Group, Kind, Page, Rule
from rathaus.engine.formular.options import Option
from rathaus.values.text import Text

ALWAYS = True
TODAY = date(2026, 11, 22)


def ask(path: str, kind: Kind = Kind.TEXT, **facts: Any) -> Field:
    """Return a field; ``required`` sets the minimum."""
    own = path.rpartition(".")[2]
    facts.setdefault("min_count", 1 if facts.get("required") else 0)
    facts.setdefault("required", facts["min_count"] > 0)
    facts.setdefault("label", Text(f"Frage {own}", f"Question {own}"))
    return Field(path=path, element_id=own, version="1.0.0", kind=kind, **facts)


def choose(path: str, *codes: str, **facts: Any) -> Field:
    """Return a choice."""
    options = tuple(Option(code, Text(f"Wahl {code}", f"Option {code}")) for code in codes)
    return ask(path, Kind.CHOICE, options=options, **facts)


def group(path: str, **facts: Any) -> Group:
    """Return a group, mandatory unless ``min_count`` says otherwise."""
    own = path.rpartition(".")[2]
    facts.setdefault("min_count", 1)
    facts.setdefault("label", Text(f"Gruppe {own}", f"Group {own}"))
    return Group(path=path, element_id=own, version="1.0.0", **facts)


def rule(effect: str, target: str | None, condition: object = ALWAYS, *, bearer: str = "", **facts: Any) -> Rule:
    """Return a rule; the condition is written in the machine form with full paths."""
    facts["message"] = Text(facts.get("message", ""))
    return Rule(Effect(effect), bearer, target, condition_from_json(condition), **facts)


def form(*elements: Field | Group, rules: Iterable[Rule] = (), pages: Iterable[Page] | None = None) -> Formular:
    """Return a form; without pages all questions stand on the page ``p``, a repeating group as one item."""
    fields = {element.path: element for element in elements if isinstance(element, Field)}
    groups = {element.path: element for element in elements if isinstance(element, Group)}
    repeating = [path for path, found in groups.items() if found.repeats]
    items = [path for path in fields if not any(path.startswith(f"{outer}.") for outer in repeating)]
    outermost = [path for path in repeating if not any(path.startswith(f"{other}.") for other in repeating)]
    shown = [path for path in (*items, *outermost) if path in groups or fields[path].kind is not Kind.HIDDEN]
    return Formular(
        key="S00000000001",
        version="1.0.0",
        title=Text("Formular", "Form"),
        pages=tuple(pages) if pages is not None else (page("p", *shown),),
        fields=fields,
        groups=groups,
        rules=tuple(rules),
    )


def page(key: str, *items: str) -> Page:
    """Return a page."""
    return Page(key=key, title=Text(f"Seite {key}", f"Page {key}"), section=Text("Teil", "Part"), items=items)


def look(formular: Formular, answers: dict[str, Any], **facts: Any) -> Evaluation:
    """Evaluate on the fixed day."""
    return evaluate(formular, answers, today=TODAY, **facts)


def codes(evaluation: Evaluation) -> list[tuple[str, str]]:
    """Return code and path of the findings."""
    return [(finding.code, finding.path) for finding in evaluation.findings]
