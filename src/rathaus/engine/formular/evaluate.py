"""The evaluation of answers: pure, the same for one page, the whole form and the API.

Order: scope of the Land and suspended norms → visibility → presets → cardinality of what is shown → ``require`` →
``valid``. Visibility beats cardinality: "1:1" means "required if shown".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rathaus.engine.formular.cardinality import Walk
from rathaus.engine.formular.messages import FieldFinding
from rathaus.engine.formular.model import Answer, Answers, Formular, Kind
from rathaus.engine.formular.node import Plan
from rathaus.engine.formular.plan import plan_of
from rathaus.engine.formular.settle import settle
from rathaus.engine.formular.state import State, take_answers
from rathaus.values.findings import has_errors


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What the answers mean.

    Args:
        visible: path keys of everything that is shown: fields, labels and groups; for what repeats the question itself
            (``G1.F2``) and each entry (``G1.F2[0]``).
        required: path keys of the questions that must be answered as things stand (cardinality and rules).
        pages: keys of the pages that can be reached, in order.
        answers: the answers that count, presets included, in document order: what is hidden, empty, or no part of the
            form is left out. An entry of a repeating group that was begun and is still empty stays as ``{}``.
        findings: in the order of the pages; of one page when one was asked for.
        missing_soft: path keys of missing answers that do not hinder submission: the office asks for them later.
        dropped: keys of given answers that do not count: hidden, empty or unknown.
    """

    visible: frozenset[str]
    required: frozenset[str]
    pages: tuple[str, ...]
    answers: dict[str, Answer]
    findings: tuple[FieldFinding, ...]
    missing_soft: tuple[str, ...]
    dropped: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Return whether nothing hinders submission."""
        return not has_errors(self.findings)


def evaluate(
    formular: Formular,
    answers: Answers,
    *,
    land: str = "HE",
    suspended_norms: frozenset[str] = frozenset(),
    today: date,
    page: str | None = None,
) -> Evaluation:
    """Evaluate answers.

    Args:
        formular: the compiled form.
        answers: path key → value; keys that the form does not know are ignored and named in ``dropped``.
        land: Land of the competent body, such as ``HE``; rules for other Länder do not apply.
        suspended_norms: legal bases that are suspended for the body.
        today: local date Europe/Berlin.
        page: key of the page whose findings are wanted; None = all.
    """
    plan = plan_of(formular)
    state = State(today=today, land=land, suspended_norms=suspended_norms)
    take_answers(plan, state, answers)
    settle(plan, state)
    walk = Walk(plan, state)
    walk.run()
    kept = dict(_kept_answers(plan, state, walk))
    findings = sorted(walk.findings, key=lambda finding: plan.page_order.get(finding.page, -1))
    return Evaluation(
        visible=frozenset(_visible(state)),
        required=frozenset(walk.required),
        pages=tuple(_reachable_pages(formular, state)),
        answers=kept,
        findings=tuple(finding for finding in findings if page is None or finding.page == page),
        missing_soft=tuple(walk.missing_soft),
        dropped=tuple(key for key in answers if key not in kept),
    )


def _kept_answers(plan: Plan, state: State, walk: Walk) -> Iterator[tuple[str, Answer]]:
    for path, node in plan.nodes.items():
        if node.field is None:
            if given := state.given.get(path):
                names = state.names[path]
                yield from ((names[index], {}) for index in sorted(given) if index in names)
        elif present := state.present.get(path):
            names = state.names[path]
            yield from ((names[index], present[index]) for index in sorted(present) if (path, index) not in walk.idle)


def _visible(state: State) -> set[str]:
    visible = set[str]().union(*(keys.values() for keys in (*state.asked.values(), *state.names.values())))
    visible.discard("")
    return visible


def _reachable_pages(formular: Formular, state: State) -> Iterator[str]:
    """A page is reached when one of its questions is shown; a page of labels alone when one of them is."""
    for page in formular.pages:
        kinds = {item: formular.fields[item].kind if item in formular.fields else None for item in page.items}
        questions = [item for item, kind in kinds.items() if kind is not Kind.LABEL] or list(kinds)
        if any(state.asked[item] for item in questions):
            yield page.key
