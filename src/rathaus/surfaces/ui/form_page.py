"""One page of a compiled form as the template shows it: questions with values and messages, headings, entries.

The portal shows it to the citizen, the coordination office shows the same thing before it publishes. Names of inputs
are those that ``engine.formular.page_input`` reads; names that begin with ``_`` are buttons of the surface.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType
from typing import Any

from rathaus.engine.formular.checks import max_size, media_types
from rathaus.engine.formular.entries import entry_count, is_free
from rathaus.engine.formular.evaluate import Evaluation
from rathaus.engine.formular.headings import is_said
from rathaus.engine.formular.messages import FieldFinding
from rathaus.engine.formular.model import Answers, Field, Formular, Group, Kind, Page
from rathaus.engine.formular.node import Node
from rathaus.engine.formular.path import question_of, template_of
from rathaus.engine.formular.plan import plan_of
from rathaus.engine.formular.steps import Step
from rathaus.engine.formular.typed import date_boxes, show_typed, show_value
from rathaus.surfaces.ui.choice_search import ChoiceSearch, search_of
from rathaus.surfaces.ui.filters import current_language
from rathaus.values.findings import Severity
from rathaus.values.text import Text

ADD_ENTRY, REMOVE_ENTRY, REMOVE_FILE = "_eintrag_dazu", "_eintrag_weg", "_datei_weg"
"""Names of the buttons: their value is the path key of the question, of the entry, of the file's answer."""

FIRST_ANSWERS = 3
"""How many answers tell one entry in a list from another."""

_UNTOLD = frozenset({Kind.LABEL, Kind.HIDDEN, Kind.LOCKED, Kind.FILE, Kind.CONSENT})
_DATES = frozenset({Kind.DATE, Kind.PARTIAL_DATE})
_MEDIA_NAMES = {"application/pdf": "PDF", "image/jpeg": "JPG", "image/png": "PNG", "image/webp": "WebP"}
_HEIC = "image/heic"


@dataclass(frozen=True, slots=True)
class FileView:
    """An attached file: path key of its answer, public id, name, size in bytes."""

    key: str
    datei: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Args:
        field: the field of the form.
        key: path key of the question, the name of its input.
        values: name of the input to what stands in it: one for a plain question, one per entry and an empty one more
            for a repeating text, the chosen codes for check boxes.
        boxes: names of the three boxes of a date to what stands in them.
        files: attached files.
        errors: what is wrong with the answer.
        optional: whether the person may leave it out.
        source: where a prefilled answer comes from; None when the person typed it.
        search: what a choice shows that has too many options; None for all others.
    """

    field: Field
    key: str
    values: tuple[tuple[str, str], ...]
    boxes: Mapping[str, str]
    files: tuple[FileView, ...]
    errors: tuple[FieldFinding, ...]
    optional: bool
    source: Text | None
    search: ChoiceSearch | None = None

    kind_of_part = "question"

    @property
    def value(self) -> str:
        """What stands in the input of a plain question."""
        return self.values[0][1] if self.values else ""

    @property
    def is_blank(self) -> bool:
        """Whether the question stands there as for everybody: nothing typed, nothing wrong, nothing of one's own."""
        own = self.files or self.errors or self.source or self.search or self.field.kind is Kind.FILE
        return not own and not any(value for _, value in self.values) and not any(self.boxes.values())

    @property
    def blank_key(self) -> tuple[Hashable, ...]:
        """What a blank question is made of: its field, the names of its inputs, and whether it may be left out."""
        return (self.field, self.key, tuple(name for name, _ in self.values), self.optional)

    @property
    def media_names(self) -> str:
        """The allowed kinds of files in words."""
        types = media_types(self.field)
        return ", ".join(_MEDIA_NAMES.get(each, each.rpartition("/")[2].upper()) for each in types)

    @property
    def accept(self) -> str:
        """The allowed kinds of files for the browser; without HEIC, so that a phone sends its photos as JPEG."""
        return ",".join(each for each in media_types(self.field) if each != _HEIC)

    @property
    def max_bytes(self) -> int:
        """Largest file, bytes."""
        return max_size(self.field)

    @property
    def may_add_file(self) -> bool:
        """Whether one more file may be attached."""
        return self.field.max_count is None or len(self.files) < self.field.max_count


@dataclass(frozen=True, slots=True)
class Section:
    """Questions under a heading of their own, such as the parts of an address."""

    group: Group
    parts: "tuple[Part, ...]"

    kind_of_part = "section"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a repeating group.

    Args:
        key: path key.
        number: from 1.
        parts: its questions; none when it is asked in steps.
        href: address of its steps; empty where its questions stand here.
        rows: of an entry in steps the first answers, question and value.
        is_complete: whether nothing is missing or wrong in it.
    """

    key: str
    number: int
    parts: "tuple[Part, ...]"
    href: str = ""
    rows: tuple[tuple[str, str], ...] = ()
    is_complete: bool = True


@dataclass(frozen=True, slots=True)
class Repetition:
    """A repeating group with its entries.

    ``may_add`` tells whether one more is allowed, ``in_steps`` whether this is a list that leads to steps, ``is_free``
    whether the group may be left out.
    """

    group: Group
    key: str
    entries: tuple[Entry, ...]
    may_add: bool
    errors: tuple[FieldFinding, ...]
    in_steps: bool = False
    is_free: bool = False

    kind_of_part = "repetition"

    @property
    def may_remove(self) -> bool:
        """Whether an entry can be taken away; the last ones only where the group may be left out."""
        return self.is_free or len(self.entries) > max(1, self.group.min_count)


type Part = Question | Section | Repetition


@dataclass(frozen=True, slots=True)
class FormPage:
    """One page: its parts in order, and what is wrong, by the name of the question that the message links to."""

    page: Page
    parts: tuple[Part, ...]
    problems: tuple[tuple[str, tuple[FieldFinding, ...]], ...]

    @property
    def has_files(self) -> bool:
        """Whether the page asks for a file, so that the form must be sent as multipart."""
        return any(question.field.kind is Kind.FILE for question in _questions(self.parts))


@dataclass(frozen=True, slots=True)
class Typed:
    """What is shown besides the stored answers.

    Args:
        raw: name of the input to what the person typed and the page could not store.
        findings: what is wrong on this page; empty when the page is shown for the first time.
        sources: path key to where a prefilled answer comes from.
        opened: path key of the searched choice whose answer is to be changed.
    """

    raw: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    findings: Sequence[FieldFinding] = ()
    sources: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    opened: str = ""


NOTHING_TYPED = Typed()


@dataclass(frozen=True, slots=True)
class Entries:
    """How entries in steps are shown.

    Args:
        address: path key of an entry to the address of its steps; None = all questions of all entries stand here.
        step: the step that the page is; None when it is a page of the form.
    """

    address: Callable[[str], str] | None = None
    step: Step | None = None


ALL_HERE = Entries()


def form_page(
    formular: Formular,
    page: Page,
    *,
    evaluation: Evaluation,
    answers: Answers,
    typed: Typed = NOTHING_TYPED,
    entries: Entries = ALL_HERE,
) -> FormPage:
    """Return what a page shows.

    Args:
        formular: the compiled form.
        page: the page.
        evaluation: of the answers, for what is shown and what must be answered.
        answers: the stored answers, hidden ones included.
        typed: what the person typed on this page just now, with the findings.
        entries: how entries in steps are shown.
    """
    builder = _Builder(formular, evaluation, answers, typed)
    builder.entries = entries
    parts = tuple(builder.parts_of(page))
    return FormPage(page, parts, builder.problems())


class _Builder:
    def __init__(self, formular: Formular, evaluation: Evaluation, answers: Answers, typed: Typed) -> None:
        self._formular, self._plan = formular, plan_of(formular)
        self._evaluation = evaluation
        self._answers = answers
        self._typed = typed
        self._shown: set[str] = set()
        self._listed: list[str] = []
        self.entries = ALL_HERE

    def parts_of(self, page: Page) -> Iterator[Part]:
        """Yield the parts of a page; neighbours of one group share its heading."""
        run: list[Part] = []
        before: Group | None = None
        for item in page.items:
            node = self._plan.nodes[item]
            heading = None if node.repeats and node.field is None else _heading(node, page)
            if heading is not before and run:
                yield from _closed(before, run)
                run = []
            before = heading
            run += self._part(node, self.entries.step.key_of(item) if self.entries.step else item)
        yield from _closed(before, run)

    def problems(self) -> tuple[tuple[str, tuple[FieldFinding, ...]], ...]:
        """Return the findings by question, in the order given; those of no shown question link to nothing.

        What stands on the steps of an entry links to the entry in the list.
        """
        found: dict[str, list[FieldFinding]] = {}
        for finding in self._typed.findings:
            known = (key for key in (finding.path, question_of(finding.path)) if key in self._shown)
            listed = (key for key in self._listed if finding.path.startswith(f"{key}."))
            found.setdefault((*known, *listed, "")[0], []).append(finding)
        return tuple((key, tuple(findings)) for key, findings in found.items())

    def _part(self, node: Node, key: str) -> Iterator[Part]:
        if key not in self._evaluation.visible:
            return
        if node.field is not None:
            if node.field.kind is not Kind.HIDDEN:
                yield self._question(node.field, key)
        elif node.repeats and isinstance(node.element, Group):
            yield self._repetition(node, node.element, key)
        elif isinstance(node.element, Group):
            inner = [part for child in node.children for part in self._part(child, _below(key, child))]
            yield from _closed(None if node.element.transparent else node.element, inner)

    def _repetition(self, node: Node, group: Group, key: str) -> Repetition:
        self._shown.add(key)
        count = entry_count(self._answers, key)
        is_list = bool(group.steps) and self.entries.address is not None
        entries = []
        for number in range(count):
            entry = f"{key}[{number}]"
            if entry in self._evaluation.visible:
                self._shown.add(entry)
                entries.append(self._listed_entry(entry, number) if is_list else self._entry(node, entry, number))
        may_add = group.max_count is None or count < group.max_count
        free = group.min_count == 0 or is_free(self._formular, group.path)
        return Repetition(group, key, tuple(entries), may_add, self._errors(key), is_list, free)

    def _entry(self, node: Node, key: str, number: int) -> Entry:
        parts = (part for child in node.children for part in self._part(child, _below(key, child)))
        return Entry(key, number + 1, tuple(parts))

    def _listed_entry(self, key: str, number: int) -> Entry:
        """Return an entry that is asked in steps: what tells it from others, and where it is opened."""
        self._listed.append(key)
        wrong = (each for each in self._evaluation.findings if each.severity is Severity.ERROR)
        is_complete = not any(each.path == key or each.path.startswith(f"{key}.") for each in wrong)
        href = self.entries.address(key) if self.entries.address else ""
        return Entry(key, number + 1, (), href, tuple(islice(self._rows(key), FIRST_ANSWERS)), is_complete)

    def _rows(self, key: str) -> Iterator[tuple[str, str]]:
        language = current_language()
        for name, value in self._evaluation.answers.items():
            node = self._plan.nodes[template_of(name)]
            field = node.field if name.startswith(f"{key}.") else None
            if field is not None and field.kind not in _UNTOLD:
                yield field.label.in_language(language), show_value(field, value, language)

    def _question(self, field: Field, key: str) -> Question:
        self._shown.add(key)
        values = tuple(self._values(field, key))
        return Question(
            field=field,
            key=key,
            values=values,
            boxes=self._boxes(field, key),
            files=tuple(self._files(field, key)),
            errors=self._errors(key),
            optional=key not in self._evaluation.required,
            source=self._typed.sources.get(key),
            search=self._search(field, key, values) if field.is_searched else None,
        )

    def _search(self, field: Field, key: str, values: Sequence[tuple[str, str]]) -> ChoiceSearch:
        return search_of(field, key, values=[value for _, value in values], opened=self._typed.opened)

    def _values(self, field: Field, key: str) -> Iterator[tuple[str, str]]:
        if field.kind is Kind.FILE:
            return
        if not field.repeats:
            yield key, self._value(field, key)
            return
        count = entry_count(self._answers, key)
        yield from ((f"{key}[{number}]", self._value(field, f"{key}[{number}]")) for number in range(count))
        if not field.options and (field.max_count is None or count < field.max_count):
            yield f"{key}[{count}]", ""

    def _value(self, field: Field, key: str) -> str:
        if field.kind is Kind.CONSENT:
            return "true" if self._answers.get(key) else ""
        return self._typed.raw.get(key, show_typed(field, self._answers.get(key)))

    def _boxes(self, field: Field, key: str) -> Mapping[str, str]:
        if field.kind not in _DATES:
            return {}
        names = (f"{key}.tag", f"{key}.monat", f"{key}.jahr")
        return dict(zip(names, date_boxes(self._typed.raw.get(key, self._answers.get(key))), strict=True))

    def _files(self, field: Field, key: str) -> Iterator[FileView]:
        if field.kind is not Kind.FILE:
            return
        keys = [f"{key}[{n}]" for n in range(entry_count(self._answers, key))] if field.repeats else [key]
        for name in keys:
            file = self._answers.get(name)
            if isinstance(file, Mapping):
                known: Mapping[str, Any] = file
                yield FileView(name, str(known["datei"]), str(known["name"]), int(known["size"]))

    def _errors(self, key: str) -> tuple[FieldFinding, ...]:
        return tuple(each for each in self._typed.findings if key in {each.path, question_of(each.path)})


def _closed(heading: Group | None, run: Sequence[Part]) -> Iterator[Part]:
    if heading is None or not run or _asks_the_heading(heading, run):
        yield from run
    else:
        yield Section(heading, tuple(run))


def _asks_the_heading(heading: Group, run: Sequence[Part]) -> bool:
    """Whether the only question below a heading says the same as the heading."""
    only = run[0] if len(run) == 1 else None
    return isinstance(only, Question) and only.field.label == heading.label and not heading.help.de


def _heading(node: Node, page: Page) -> Group | None:
    """Return the nearest enclosing group whose heading says more than the page does."""
    for ancestor in node.ancestors():
        group = ancestor.element
        if ancestor is not node and isinstance(group, Group) and not group.transparent:
            return None if is_said(page, group) else group
    return None


def _below(key: str, child: Node) -> str:
    return f"{key}.{child.path.rpartition('.')[2]}"


def _questions(parts: Sequence[Part]) -> Iterator[Question]:
    for part in parts:
        if isinstance(part, Question):
            yield part
        elif isinstance(part, Section):
            yield from _questions(part.parts)
        else:
            for entry in part.entries:
                yield from _questions(entry.parts)
