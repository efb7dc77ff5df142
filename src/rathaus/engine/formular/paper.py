"""A form on paper: the same questions in the same order, to be filled in by hand.

A section for each page, numbered questions, room to write and boxes to tick. What a rule asks only sometimes is printed
always, with the sentence when it is to be filled in. Files become a list of enclosures. What repeats within what
repeats has one blank entry, so that the sheets do not multiply.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from rathaus.engine.formular.condition import Condition, Operation, Operator
from rathaus.engine.formular.model import Effect, Field, Formular, Group, Kind, Page
from rathaus.engine.formular.node import BoundRule, Node
from rathaus.engine.formular.paper_field import Asking, blank_entries, field_blocks, shown_blocks
from rathaus.engine.formular.plan import plan_of
from rathaus.engine.formular.spoken import one_line, quoted, say_condition, say_rule
from rathaus.values.document import Block, Heading, ItemList, Paragraph
from rathaus.values.text import Text

_ONLY_IF = Text("Nur ausfüllen, wenn {when}.", "Fill in only if {when}.")
_NOT_IF = Text("Nicht ausfüllen, wenn {when}.", "Do not fill in if {when}.")
_DEMANDED_IF = Text("Muss ausgefüllt sein, wenn {when}.", "Must be filled in if {when}.")
_HOLDS_IF = Text("Das gilt nur, wenn {when}.", "This only holds if {when}.")
_HOLDS_NOT_IF = Text("Das gilt nicht, wenn {when}.", "This does not hold if {when}.")
_ENCLOSED_IF = Text("nur, wenn {when}", "only if {when}")
_NOT_ENCLOSED_IF = Text("nicht, wenn {when}", "not if {when}")
_OR, _AND = Text("oder", "or"), Text("und", "and")
_FREE_PART = Text("Dieser Abschnitt ist freiwillig.", "This part is optional.")
_ONE_OF = Text(
    "Füllen Sie nur eine der folgenden Möglichkeiten aus.", "Fill in only one of the following alternatives."
)
_MORE = Text(
    "Für weitere Einträge nehmen Sie ein zweites Blatt.", "For more entries please take another sheet of paper."
)
_NOTE = Text("Bitte beachten Sie", "Please note")
_ANSWER = Text("die Antwort auf Frage {number}", "the answer to question {number}")
_OPTIONAL = Text("(freiwillig)", "(optional)")


@dataclass(frozen=True, slots=True)
class Paper:
    """A form on paper.

    Args:
        blocks: the questions in their order.
        enclosures: what is to be enclosed, with the condition where there is one.
    """

    blocks: tuple[Block, ...]
    enclosures: tuple[str, ...]


def paper_form(formular: Formular, *, language: str, land: str = "HE") -> Paper:
    """Return a form as blocks of a document.

    Args:
        formular: the compiled form.
        language: language tag.
        land: ISO 3166-2 code without ``DE-``; rules for other Länder are left out.
    """
    writer = _Writer(formular, language, land)
    blocks = tuple(block for page in formular.pages for block in writer.page(page))
    return Paper(blocks, tuple(writer.enclosures))


class _Numbers:
    """Places called by the numbers of their questions."""

    def __init__(self, formular: Formular, language: str) -> None:
        self._formular = formular
        self._language = language
        self._numbers: dict[str, int] = {}
        for path in _asked(formular):
            field = formular.fields[path]
            self._numbers[path] = len(set(self._numbers.values())) + 1
            self._numbers |= {part.path: self._numbers[path] for part in field.date_parts}

    def __getitem__(self, path: str) -> int:
        return self._numbers[path]

    def name(self, path: str) -> str:
        """Return the name of a place: the number of the question, else what it is called."""
        if path in self._numbers:
            return _ANSWER.in_language(self._language).format(number=self._numbers[path])
        element = self._formular.fields.get(path) or self._formular.groups.get(path)
        label = element.label if element is not None else self._formular.title
        return quoted(label.in_language(self._language), self._language)


def _asked(formular: Formular) -> Iterator[str]:
    """Yield the paths of all questions in the order of the paper."""
    for page in formular.pages:
        for item in page.items:
            inside = formular.entry_fields(item) if item in formular.groups else (formular.fields[item],)
            yield from (field.path for field in inside if field.kind not in _NO_QUESTION)


_NO_QUESTION = frozenset({Kind.LABEL, Kind.HIDDEN, Kind.LOCKED, Kind.FILE})


def _is_about_the_calendar(condition: Condition) -> bool:
    """Return whether a rule says that a date exists, which nobody needs to be told beforehand."""
    if not isinstance(condition, Operation):
        return False
    return condition.operator is Operator.IS_VALID_DATE or any(map(_is_about_the_calendar, condition.operands))


class _Writer:
    def __init__(self, formular: Formular, language: str, land: str) -> None:
        self.enclosures: list[str] = []
        self._formular = formular
        self._language = language
        self._land = land
        self._plan = plan_of(formular)
        self._numbers = _Numbers(formular, language)
        self._section = ""
        self._helped: set[Node] = set()
        self._required: dict[Node, list[BoundRule]] = {}
        self._valid: dict[str, list[str]] = {}
        for node in self._plan.nodes.values():
            for bound in node.borne:
                self._note_rule(bound)

    def _note_rule(self, bound: BoundRule) -> None:
        if not self._applies(bound):
            return
        if bound.rule.effect is Effect.REQUIRE and bound.target is not None:
            self._required.setdefault(bound.target, []).append(bound)
        elif bound.rule.effect is Effect.VALID and not _is_about_the_calendar(bound.rule.condition):
            places = [node.page for node in (bound.target, *bound.sources) if node is not None and node.page]
            page = max(places, key=lambda key: self._plan.page_order[key], default="")
            message = bound.rule.message.in_language(self._language)
            self._valid.setdefault(page, []).append(
                message or say_rule(self._formular, bound.rule, names=self._numbers, language=self._language)
            )

    def page(self, page: Page) -> Iterator[Block]:
        """Yield the blocks of one page; a page that asks for files alone has none."""
        blocks = list(self._questions(page))
        if blocks:
            yield from self._page_heading(page)
            yield from blocks
        rules = tuple(dict.fromkeys(one_line(rule) for rule in self._valid.get(page.key, ())))
        if rules:
            yield Paragraph(f"{self._say(_NOTE)}:")
            yield ItemList(rules)

    def _questions(self, page: Page) -> Iterator[Block]:
        announced: set[Node] = set()
        said = {self._say(page.help)}
        headings: tuple[str, ...] = ()
        for item in page.items:
            node = self._plan.nodes[item]
            around = [each for each in reversed(list(node.ancestors())) if each is not node and each.parent]
            shown = tuple(heading for each in around if (heading := self._heading(each, page)))
            blocks = list(self._item(node))
            if not blocks:
                continue
            if shown != headings and shown and node.field is not None:
                yield Heading(3, " – ".join(shown))
            headings = shown
            notes = [note for each in around if each not in announced for note in self._group_notes(each)]
            announced.update(around)
            yield from (Paragraph(note) for note in dict.fromkeys(notes) if not any(note in each for each in said))
            said.update(notes)
            yield from blocks

    def _page_heading(self, page: Page) -> Iterator[Block]:
        section, title = self._say(page.section), self._say(page.title)
        if section and section != self._section:
            yield Heading(1, section)
            self._section = section
        if title != section:
            yield Heading(2, title)
        if self._say(page.help):
            yield Paragraph(self._say(page.help))

    def _heading(self, node: Node, page: Page) -> str:
        element = node.element
        if not isinstance(element, Group) or element.transparent:
            return ""
        label = self._say(element.label)
        return "" if label in {self._say(page.title), self._say(page.section)} else label

    def _item(self, node: Node) -> Iterator[Block]:
        if node.field is not None:
            yield from self._field(node, node.field)
            return
        assert isinstance(node.element, Group)  # noqa: S101 - a node is a field or a group
        entries = blank_entries(node.element) if node.repeats and node.depth == 1 else 1
        for number in range(1, entries + 1):
            heading = self._say(node.element.label)
            yield Heading(3, f"{heading} {number}" if node.repeats else heading)
            if number == 1:
                yield from (Paragraph(note) for note in self._group_notes(node))
            for child in node.children:
                yield from self._item(child)
        if node.element.max_count is None or node.element.max_count > entries:
            yield Paragraph(self._say(_MORE))

    def _field(self, node: Node, field: Field) -> Iterator[Block]:
        if field.kind is Kind.HIDDEN:
            return
        if field.kind is Kind.FILE:
            self._enclose(node, field)
            return
        if field.kind in {Kind.LABEL, Kind.LOCKED}:
            said = self._conditions(node, {Effect.SHOW: _HOLDS_IF, Effect.FORBID: _HOLDS_NOT_IF})
            yield from shown_blocks(field, tuple(said), language=self._language)
            return
        notes = tuple(self._notes(node))
        is_free = not field.required and node not in self._required
        yield from field_blocks(field, Asking(self._numbers[node.path], is_free, notes), language=self._language)

    def _enclose(self, node: Node, field: Field) -> None:
        """Note a file as an enclosure, with the conditions of what encloses it."""
        label = one_line(self._say(field.label))
        if not field.required and node not in self._required:
            label = f"{label} {self._say(_OPTIONAL)}"
        frames = {Effect.SHOW: _ENCLOSED_IF, Effect.FORBID: _NOT_ENCLOSED_IF}
        around = reversed(list(node.ancestors()))
        conditions = dict.fromkeys(said for each in around for said in self._conditions(each, frames))
        enclosure = f"{label} – {f', {self._say(_AND)} '.join(conditions)}" if conditions else label
        if enclosure not in self.enclosures:
            self.enclosures.append(enclosure)

    def _group_notes(self, node: Node) -> list[str]:
        group = node.element
        assert isinstance(group, Group)  # noqa: S101 - only groups enclose
        notes = [self._say(group.help) if node not in self._helped else "", *self._notes(node)]
        self._helped.add(node)
        if not group.min_count and not group.repeats and node not in self._required and not node.visibility:
            notes.append(self._say(_FREE_PART))
        if group.choice_group:
            notes.append(self._say(_ONE_OF))
        return [note for note in notes if note]

    def _notes(self, node: Node) -> list[str]:
        frames = {Effect.SHOW: _ONLY_IF, Effect.FORBID: _NOT_IF, Effect.REQUIRE: _DEMANDED_IF}
        return self._conditions(node, frames)

    def _conditions(self, node: Node, frames: dict[Effect, Text]) -> list[str]:
        """Return a sentence for each effect of rules on a place."""
        rules = [bound for bound in (*node.visibility, *self._required.get(node, ())) if self._applies(bound)]
        said = []
        for effect, frame in frames.items():
            conditions = [bound.rule.condition for bound in rules if bound.rule.effect is effect]
            words = [self._condition(each) for each in conditions]
            if words:
                said.append(self._say(frame).format(when=f" {self._say(_OR)} ".join(dict.fromkeys(words))))
        return said

    def _condition(self, condition: Condition) -> str:
        return say_condition(self._formular, condition, names=self._numbers, language=self._language)

    def _applies(self, bound: BoundRule) -> bool:
        return not bound.rule.land or self._land in bound.rule.land

    def _say(self, text: Text) -> str:
        return text.in_language(self._language)
