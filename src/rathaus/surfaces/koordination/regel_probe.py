"""A rule tried out on a page: a form of the fields that it names, what it does with them, and its truth table."""

from typing import TYPE_CHECKING, Any

from django.http import QueryDict

from rathaus.engine.formular.evaluate import evaluate
from rathaus.engine.formular.model import Answer, Effect
from rathaus.engine.formular.page_input import read_page
from rathaus.engine.formular.path import is_within
from rathaus.engine.formular.typed import show_value
from rathaus.engine.regeltext.trial import PAGE, SOMETHING, Trial, trial_of, truth_rows
from rathaus.surfaces.ui.filters import current_language
from rathaus.surfaces.ui.form_page import Typed, form_page
from rathaus.surfaces.ui.staff_pages import today

if TYPE_CHECKING:
    from rathaus.engine.formular.condition import Condition
    from rathaus.engine.regeltext.model import RuleReading
    from rathaus.engine.regeltext.subtree import Subtree

LAND = "land"
_OWN_LAND = "HE"


def probe_of(rule: "RuleReading", subtree: "Subtree", *, query: QueryDict) -> dict[str, Any]:
    """Return what the page shows of a rule that is tried out.

    Args:
        rule: its readings are tried, whether they act or not.
        subtree: below the bearing element.
        query: values of the fields by their paths, and the Land; other names are no part of it.
    """
    if not rule.readings:
        return {"trial": None}
    trial = trial_of(rule, subtree)
    bare, (page,) = trial.bare, trial.bare.pages
    typed = {name: texts for name, texts in query.lists() if _is_asked(name, trial)}
    read = read_page(bare, PAGE, typed, {})
    everything = evaluate(bare, read.answers, today=today())
    land = query.get(LAND, _OWN_LAND)
    doing = trial.run(everything.answers, today=today(), land=land)
    return {
        "trial": trial,
        "laender": [(each, each) for each in sorted({*trial.laender, _OWN_LAND})] if trial.laender else [],
        "land": land,
        "is_tried": bool(typed),
        "probe_page": form_page(
            bare,
            page,
            evaluation=everything,
            answers=read.answers,
            typed=Typed(raw=read.raw, findings=(*read.findings, *everything.findings)),
        ),
        "doing": doing,
        "presets": {each.path: _said(trial, each.path, each.preset) for each in doing.outcomes},
        "truth": _truth(trial, subtree),
        "demands": [each.effect is Effect.VALID for each in rule.readings],
    }


def _is_asked(name: str, trial: Trial) -> bool:
    return any(name == path or name.startswith((f"{path}.", f"{path}[")) for path in trial.questions)


def _truth(trial: Trial, subtree: "Subtree") -> dict[str, Any] | None:
    """Return names of the fields, columns of readings with the same condition, and the rows; None without a table."""
    by_condition: dict[Condition, list[int]] = {}
    for number, each in enumerate(trial.readings):
        by_condition.setdefault(each.condition, []).append(number)
    first = [numbers[0] for numbers in by_condition.values()]
    rows = truth_rows([trial.readings[number] for number in first], subtree)
    if rows is None:
        return None
    paths = [path for path in trial.names if any(path in given for given, _ in rows)]
    return {
        "labels": [trial.names[path] for path in paths],
        "readings": [[number + 1 for number in numbers] for numbers in by_condition.values()],
        "rows": [([_said(trial, path, given.get(path)) for path in paths], truth) for given, truth in rows],
    }


def _said(trial: Trial, path: str, value: Answer | None) -> str:
    """Return a value as a reader sees it; empty for no answer. What stands for any other text stays as it is."""
    field = next(each for each in trial.formular.fields.values() if is_within(each.path, path))
    if value is None or (value == SOMETHING and not field.options):
        return str(value or "")
    return show_value(field, value, current_language())
