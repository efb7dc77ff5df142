"""Pass 4, paginate: top-level groups become sections, sections become pages of at most seven questions.

Pages are cut at the borders of subgroups. A subgroup that needs several pages begins a new one and shares its last one
with nobody. What repeats is a page of its own, and so are the files of a section, which come at its end. Labels do not
count as questions; a label belongs to the field after it, and so does a page of labels alone. An entry of what repeats
is cut in the same way when it asks more than a page holds.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from rathaus.engine.compiler.tree import DateNode, FieldNode, GroupNode, Tree, TreeNode, walk
from rathaus.engine.formular.model import Kind
from rathaus.engine.formular.path import is_within, parent_of
from rathaus.values.text import spell_out_umlauts

#: Most questions on one page.
QUESTIONS_PER_PAGE = 7
#: Most questions before a subgroup that may stand on its first page.
_LEAD = 2


@dataclass(frozen=True, slots=True)
class PageDraft:
    """A page before it has its texts.

    Args:
        key: stable key, made of the section's and the subgroup's German label.
        section: template path of the top-level group; empty for questions outside of groups.
        subgroup: template path of the innermost group in which all its questions lie; empty when it is the section.
        files: whether the page asks for files only.
        items: template paths in order.
    """

    key: str
    section: str
    subgroup: str
    files: bool
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Block:
    """Questions that stay together.

    Args:
        items: template paths in order.
        questions: how many of them ask something.
        group: the innermost group in which they lie.
        around: the innermost group around that is cut into several blocks.
        alone: whether they get a page of their own.
        files: whether they are files.
    """

    items: tuple[str, ...]
    questions: int
    group: str
    around: str
    alone: bool = False
    files: bool = False


def paginate(tree: Tree) -> tuple[PageDraft, ...]:
    """Return the pages of a simplified tree."""
    drafts: list[PageDraft] = []
    known = {node.path: node for node in _all(tree)}
    for section, nodes in _sections(tree):
        label = _label(section) if section else "angaben"
        pages = list(_pack(_ordered_blocks(nodes, section)))
        drafts.extend(_drafts(pages, section.path if section else "", label, known))
    return tuple(_with_unique_keys(_without_bare_labels(drafts, known)))


def entry_steps(group: GroupNode) -> tuple[PageDraft, ...]:
    """Return the pages of one entry of a repeating group; none when its questions fit on one page or cannot be cut."""
    if group.element.art is not None or sum(_asks(node) for node in walk(group.children)) <= QUESTIONS_PER_PAGE:
        return ()
    known = {node.path: node for node in _all(group.children)}
    pages = list(_pack(_files_last(_blocks(group.children, group.path))))
    drafts = list(_drafts(pages, group.path, _label(group), known))
    steps = tuple(_with_unique_keys(_without_bare_labels(drafts, known)))
    return steps if len(steps) > 1 else ()


def _asks(node: TreeNode) -> bool:
    return not isinstance(node, GroupNode) and _is_question(node)


def _sections(tree: Tree) -> Iterator[tuple[GroupNode | None, list[TreeNode]]]:
    """Yield every top-level group; top-level fields that follow one another form a section without a group."""
    loose: list[TreeNode] = []
    for node in tree:
        if isinstance(node, GroupNode):
            if loose:
                yield None, loose
            loose = []
            yield node, [node]
        else:
            loose.append(node)
    if loose:
        yield None, loose


def _ordered_blocks(nodes: list[TreeNode], section: GroupNode | None) -> list[_Block]:
    """Return the blocks of a section, files last."""
    blocks: list[_Block] = []
    if section is not None and not _stays_whole(section):
        blocks.extend(_blocks(section.children, section.path))
    else:
        blocks.extend(_blocks(nodes, ""))
    return _files_last(blocks)


def _files_last(blocks: Iterable[_Block]) -> list[_Block]:
    return sorted(blocks, key=lambda block: block.files)


def _stays_whole(group: GroupNode) -> bool:
    return group.anzahl.repeats or group.element.art is not None


def _blocks(nodes: Iterable[TreeNode], group: str) -> Iterator[_Block]:
    """Yield the blocks of the children of one group in document order."""
    run: list[TreeNode] = []
    for node in nodes:
        if not isinstance(node, GroupNode):
            run.append(node)
            continue
        yield from _run_blocks(run, group)
        run = []
        yield from _group_blocks(node, group)
    yield from _run_blocks(run, group)


def _group_blocks(node: GroupNode, around: str) -> Iterator[_Block]:
    inside = list(_all(node.children))
    if node.anzahl.repeats:
        yield _Block((node.path,), 1, node.path, around, alone=True)
    elif node.element.art is not None or _fits_one_page(inside):
        shown = tuple(leaf.path for leaf in inside if _is_shown(leaf))
        if shown:
            yield _Block(shown, sum(_is_question(leaf) for leaf in inside), node.path, around)
    else:
        inside_blocks = list(_blocks(node.children, node.path))
        is_cut = sum(not block.files for block in inside_blocks) > 1
        yield from inside_blocks if is_cut else (replace(block, around=around) for block in inside_blocks)


def _fits_one_page(leaves: list[TreeNode]) -> bool:
    repeats = any(isinstance(leaf, GroupNode) and leaf.anzahl.repeats for leaf in leaves)
    files = any(leaf_kind(leaf) is Kind.FILE for leaf in leaves)
    return not repeats and not files and sum(_is_question(leaf) for leaf in leaves) <= QUESTIONS_PER_PAGE


def _run_blocks(run: list[TreeNode], group: str) -> Iterator[_Block]:
    """Yield the blocks of fields that follow one another: files apart, long runs in even parts."""
    bundles = list(_bundles(run))
    for files in (False, True):
        chosen = [bundle for bundle in bundles if (leaf_kind(bundle[-1]) is Kind.FILE) is files]
        for part in _even_parts(chosen):
            items = tuple(node.path for bundle in part for node in bundle)
            yield _Block(items, sum(_is_question(bundle[-1]) for bundle in part), group, group, files=files)


def _bundles(run: list[TreeNode]) -> Iterator[list[TreeNode]]:
    """Yield every question together with the labels before it."""
    bundle: list[TreeNode] = []
    for node in run:
        if _is_shown(node):
            bundle.append(node)
        if _is_question(node):
            yield bundle
            bundle = []
    if bundle:
        yield bundle


def _even_parts(bundles: list[list[TreeNode]]) -> Iterator[list[list[TreeNode]]]:
    count = -(-len(bundles) // QUESTIONS_PER_PAGE)
    cuts = [len(bundles) * number // count for number in range(count + 1)] if count else []
    for start, end in pairwise(cuts):
        yield bundles[start:end]


def _pack(blocks: Iterable[_Block]) -> Iterator[list[_Block]]:
    """Yield the blocks of each page: neighbours share a page while there is room and they belong together."""
    page: list[_Block] = []
    for block in blocks:
        if page and not _may_join(block, page):
            yield page
            page = []
        page.append(block)
    if page:
        yield page


def _may_join(block: _Block, page: list[_Block]) -> bool:
    last, questions = page[-1], sum(other.questions for other in page)
    if questions + block.questions > QUESTIONS_PER_PAGE or block.alone or last.alone or last.files != block.files:
        return False
    if block.files or block.around == last.around:
        return True
    return is_within(block.around, last.around) and questions <= _LEAD


def _drafts(pages: list[list[_Block]], section: str, label: str, nodes: dict[str, TreeNode]) -> Iterator[PageDraft]:
    for page in pages:
        head, files = _subgroup(page, section), page[-1].files
        own = nodes.get(head)
        words = [label, *([_label(own)] if own else []), *(["unterlagen"] if files else [])]
        items = tuple(item for block in page for item in block.items)
        yield PageDraft(_slug(" ".join(words)), section, head, files, items)


def _subgroup(page: list[_Block], section: str) -> str:
    """Return the innermost group in which all questions of a page lie, when it is not the section itself."""
    common = page[0].group
    while any(not is_within(block.group, common) for block in page):
        common = parent_of(common)
    return "" if common == section else common


def _without_bare_labels(drafts: list[PageDraft], nodes: dict[str, TreeNode]) -> Iterator[PageDraft]:
    """Yield the pages that ask something: labels alone go to the page after them, the last ones to the page before."""
    asking = [number for number, draft in enumerate(drafts) if any(_is_question(nodes[item]) for item in draft.items)]
    if not asking:
        yield from drafts
    for place, number in enumerate(asking):
        first = asking[place - 1] + 1 if place else 0
        end = len(drafts) if number == asking[-1] else number + 1
        items = tuple(item for draft in drafts[first:end] for item in draft.items)
        yield replace(drafts[number], items=items)


def _with_unique_keys(drafts: Iterable[PageDraft]) -> Iterator[PageDraft]:
    taken: set[str] = set()
    for draft in drafts:
        key, number = draft.key, 1
        while key in taken:
            number += 1
            key = f"{draft.key}-{number}"
        taken.add(key)
        yield replace(draft, key=key)


def _slug(text: str) -> str:
    words = re.findall(r"[a-z0-9]+", spell_out_umlauts(text))
    slug = ""
    for word in dict.fromkeys(words):
        if slug and len(slug) + len(word) >= 50:
            break
        slug = f"{slug}-{word}" if slug else word[:50]
    return slug or "seite"


def _label(node: TreeNode) -> str:
    return node.element.bezeichnung_eingabe or node.element.name


def _all(nodes: Iterable[TreeNode]) -> Iterator[TreeNode]:
    """Yield all places below, a repeating group as a whole."""
    for node in nodes:
        yield node
        if isinstance(node, GroupNode) and not node.anzahl.repeats:
            yield from _all(node.children)


def leaf_kind(node: TreeNode) -> Kind | None:
    """Return the kind of a field or date, None for a group."""
    return node.kind if isinstance(node, (FieldNode, DateNode)) else None


def _is_shown(node: TreeNode) -> bool:
    """Whether a place is an item of a page: a group only when it repeats, then as a whole."""
    if isinstance(node, GroupNode):
        return node.anzahl.repeats
    return node.kind is not Kind.HIDDEN


def _is_question(node: TreeNode) -> bool:
    return _is_shown(node) and leaf_kind(node) is not Kind.LABEL
