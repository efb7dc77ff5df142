"""Pass 5, emit: the compiled form, with texts in both languages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rathaus.engine.compiler import bob
from rathaus.engine.compiler.legal_bases import legal_bases
from rathaus.engine.compiler.limits import usable_limits
from rathaus.engine.compiler.paginate import PageDraft, entry_steps
from rathaus.engine.compiler.texts import EnglishTexts
from rathaus.engine.compiler.titles import titled_pages
from rathaus.engine.compiler.tree import DateNode, FieldNode, GroupNode, Tree, TreeNode, walk
from rathaus.engine.formular.model import (
    DatePart,
    DateUnit,
    Field,
    Formular,
    Group,
    Rule,
)
from rathaus.engine.formular.options import Option, Options
from rathaus.standards.xdatenfelder.model import Stammdatenschema
from rathaus.values.text import Text


@dataclass(frozen=True, slots=True)
class Draft:
    """All that the passes before have made.

    Args:
        schema: as read.
        tree: from ``simplify``.
        pages: from ``paginate``.
        rules: with template paths.
        english: English texts.
        soft: template paths of soft-required fields.
    """

    schema: Stammdatenschema
    tree: Tree
    pages: tuple[PageDraft, ...]
    rules: tuple[Rule, ...] = ()
    english: EnglishTexts = field(default_factory=lambda: EnglishTexts(None))
    soft: frozenset[str] = frozenset()


def emit(draft: Draft) -> Formular:
    """Return the compiled form."""
    emitter = _Emitter(draft)
    emitter.place(draft.tree, around=())
    emitter.cut_entries()
    norms = {norm for node in walk(draft.tree) for norm in _norms(node)}
    norms.update(norm for rule in draft.rules for norm in rule.norms)
    schema = draft.schema
    return Formular(
        key=schema.id,
        version=schema.version or "",
        title=draft.english.form("_title", schema.bezeichnung or schema.name),
        pages=tuple(titled_pages(draft.pages, emitter.groups)),
        fields=emitter.fields,
        groups=emitter.groups,
        rules=draft.rules,
        land_scope=tuple(sorted({land for rule in draft.rules for land in rule.land})),
        norms=tuple(sorted(norms)),
    )


class _Emitter:
    def __init__(self, draft: Draft) -> None:
        self.fields: dict[str, Field] = {}
        self.groups: dict[str, Group] = {}
        self._draft = draft
        self._english = draft.english
        self._offered: set[str] = set()

    def place(self, nodes: Iterable[TreeNode], *, around: tuple[GroupNode, ...]) -> None:
        """Emit the places inside one group; ``around`` are the groups that enclose it."""
        for node in nodes:
            if isinstance(node, GroupNode):
                self.groups[node.path] = self._group(node)
                self.place(node.children, around=(*around, node))
            else:
                repeats = any(group.anzahl.repeats for group in around) or node.anzahl.repeats
                block = None if repeats else self._offer(node.element.id)
                base = self._base(node, block)
                self.fields[node.path] = _date(node, base) if isinstance(node, DateNode) else self._field(node, base)

    def cut_entries(self) -> None:
        """Give every repeating group whose entries are too long for one page its steps; all groups have their texts."""
        for node in walk(self._draft.tree):
            if isinstance(node, GroupNode) and node.anzahl.repeats and (drafts := entry_steps(node)):
                steps = tuple(titled_pages(drafts, self.groups))
                self.groups[node.path] = replace(self.groups[node.path], steps=steps)

    def _offer(self, element_id: str) -> bob.BuildingBlock | None:
        """Return what is known of a building block the first time it is met: later ones ask about someone else."""
        if element_id in self._offered:
            return None
        self._offered.add(element_id)
        return bob.BUILDING_BLOCKS.get(element_id)

    def _group(self, node: GroupNode) -> Group:
        element = node.element
        return Group(
            path=node.path,
            element_id=element.id,
            version=element.version or "",
            label=self._label(node),
            help=self._help(node),
            min_count=node.anzahl.min,
            max_count=node.anzahl.max,
            choice_group=element.art is not None,
            transparent=node.transparent,
            norms=_norms(node),
        )

    def _label(self, node: TreeNode) -> Text:
        element = node.element
        return self._english.text(node.path, "label", element.bezeichnung_eingabe or element.name or element.id)

    def _help(self, node: TreeNode) -> Text:
        """Return the help text; none when it only says the label again."""
        helps = node.element.hilfetext_eingabe
        is_echo = _bare(helps) in {_bare(self._label(node).de), _bare(node.element.name)}
        return Text("") if is_echo else self._english.text(node.path, "help", helps)

    def _why(self, node: TreeNode) -> Text:
        norms = "; ".join(_norms(node))
        if not norms:
            return Text("")
        written = self._english.text(node.path, "why", norms)
        return Text(f"Rechtsgrundlage: {norms}", written.en or f"Legal basis: {norms}")

    def _base(self, node: FieldNode | DateNode, block: bob.BuildingBlock | None) -> Field:
        """Emit what every question has."""
        element = node.element
        return Field(
            path=node.path,
            element_id=element.id,
            version=element.version or "",
            kind=node.kind,
            label=self._label(node),
            help=self._help(node),
            why=self._why(node),
            required=node.anzahl.min > 0,
            soft_required=node.path in self._draft.soft,
            min_count=node.anzahl.min,
            max_count=node.anzahl.max,
            prefill=block.prefill if block else None,
            autocomplete=block.autocomplete if block else None,
            norms=_norms(node),
        )

    def _field(self, node: FieldNode, base: Field) -> Field:
        element, limits = node.element, usable_limits(node.element)
        return replace(
            base,
            options=self._options(node),
            codelist=node.codelist,
            min_length=limits.min_length,
            max_length=limits.max_length,
            min_value=limits.min_value,
            max_value=limits.max_value,
            pattern=limits.pattern,
            max_size=element.max_size,
            media_types=element.media_type,
            content=self._english.text(node.path, "content", element.inhalt),
        )

    def _options(self, node: FieldNode) -> tuple[Option, ...]:
        """Return the options with their English; questions without any of their own share one list."""
        english = self._english.options(node.path)
        if not english:
            return node.options
        return Options(replace(each, label=_in_english(each, english)) for each in node.options)


def _in_english(option: Option, english: Mapping[str, Any]) -> Text:
    return Text(option.label.de, str(english.get(option.code, option.label.en)))


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _date(node: DateNode, base: Field) -> Field:
    """Add the numbers behind a merged date; the limits of the year are limits of the date."""
    year = usable_limits(node.parts[2].element)
    parts = (
        DatePart(unit, part.path, part.element.id, part.element.version or "", required=part.anzahl.min > 0)
        for unit, part in zip(DateUnit, node.parts, strict=True)
    )
    low, high = (limit and limit.zfill(4) for limit in (year.min_value, year.max_value))
    return replace(base, min_value=low, max_value=high, date_parts=tuple(parts))


def _norms(node: TreeNode) -> tuple[str, ...]:
    return legal_bases(node.bezug)
