"""The answers as rows: for the review page, the receipt and the clerk."""

from collections.abc import Iterator
from dataclasses import dataclass

from rathaus.engine.formular.entries import entry_count
from rathaus.engine.formular.evaluate import Evaluation
from rathaus.engine.formular.headings import is_said
from rathaus.engine.formular.model import Field, Formular, Group, Kind, Page
from rathaus.engine.formular.node import Node
from rathaus.engine.formular.plan import plan_of
from rathaus.engine.formular.typed import show_value

_SILENT = frozenset({Kind.LABEL, Kind.HIDDEN})


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One answered (or open) question.

    Args:
        label: the question.
        value: the answer as a reader sees it; several entries of a field one per line; empty when not answered.
        path: path key of the question.
        group: heading of the groups between the page and the question, with the number of the entry; may be empty.
        missing: whether an answer is demanded and not there.
    """

    label: str
    value: str
    path: str
    group: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class SummarySection:
    """The rows of one page."""

    page: str
    title: str
    rows: tuple[SummaryRow, ...]


def summary(formular: Formular, evaluation: Evaluation, language: str) -> tuple[SummarySection, ...]:
    """Return the sections of all reachable pages that ask something.

    Args:
        formular: the compiled form.
        evaluation: of the answers to show.
        language: language tag.
    """
    writer = _Writer(formular, evaluation, language)
    pages = (page for page in formular.pages if page.key in evaluation.pages)
    sections = (SummarySection(page.key, page.title.in_language(language), tuple(writer.rows(page))) for page in pages)
    return tuple(section for section in sections if section.rows)


class _Writer:
    def __init__(self, formular: Formular, evaluation: Evaluation, language: str) -> None:
        self._formular = formular
        self._evaluation = evaluation
        self._language = language

    def rows(self, page: Page) -> Iterator[SummaryRow]:
        """Yield the rows of one page."""
        plan = plan_of(self._formular)
        for item in page.items:
            node = plan.nodes[item]
            around = [group for group in node.ancestors() if group is not node and not self._is_said(page, group)]
            headings = [heading for group in reversed(around) if (heading := self._heading(group))]
            yield from self._rows_of(node, item, tuple(headings))

    def _is_said(self, page: Page, node: Node) -> bool:
        return isinstance(node.element, Group) and is_said(page, node.element)

    def _rows_of(self, node: Node, key: str, headings: tuple[str, ...]) -> Iterator[SummaryRow]:
        if key not in self._evaluation.visible:
            return
        if node.field is not None:
            if node.field.kind not in _SILENT:
                yield self._row(node.field, key, headings)
            return
        own = self._heading(node)
        for entry, number in self._entries(node, key):
            inner = (*headings, " ".join(part for part in (own, number) if part)) if own or number else headings
            for child in node.children:
                yield from self._rows_of(child, f"{entry}.{child.path.rpartition('.')[2]}", inner)

    def _entries(self, node: Node, key: str) -> Iterator[tuple[str, str]]:
        if not node.repeats:
            yield key, ""
            return
        for number in range(entry_count(self._evaluation.answers, key)):
            if f"{key}[{number}]" in self._evaluation.visible:
                yield f"{key}[{number}]", str(number + 1)

    def _heading(self, node: Node) -> str:
        element = node.element
        shown = isinstance(element, Group) and not element.transparent
        return element.label.in_language(self._language) if element is not None and shown else ""

    def _row(self, field: Field, key: str, headings: tuple[str, ...]) -> SummaryRow:
        answers = self._evaluation.answers
        keys = [f"{key}[{n}]" for n in range(entry_count(answers, key))] if field.repeats else [key]
        values = [show_value(field, answers[k], self._language) for k in keys if k in answers]
        return SummaryRow(
            label=field.label.in_language(self._language),
            value="\n".join(values),
            path=key,
            group=" – ".join(headings),
            missing=not values and key in self._evaluation.required,
        )
