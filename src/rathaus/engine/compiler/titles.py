"""The headings of pages: the group that all questions of a page lie in, told apart where two would be the same.

Pages of different groups with the same heading get the label of a group around them in front (``Mutter: Anschrift``);
pages of the same group are numbered.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rathaus.engine.compiler.paginate import PageDraft
from rathaus.engine.formular.model import Group, Page
from rathaus.engine.formular.path import parent_of
from rathaus.values.text import Text

_LOOSE, _LATER = Text("Ihre Angaben", "Your details"), Text("Weitere Angaben", "Further details")
_FILES = Text("Unterlagen", "Documents")
_SPEAKS_OF_FILES = re.compile(r"Unterlage|Nachweis|Dokument|Anlage|Anhänge|Upload", re.IGNORECASE)
_NOTHING = Text("")

type Chain = tuple[str, ...]


def titled_pages(drafts: Sequence[PageDraft], groups: Mapping[str, Group]) -> Iterator[Page]:
    """Yield the pages with their headings and with the help texts of the groups that they begin.

    Args:
        drafts: from ``paginate``.
        groups: template path → group, with its texts.
    """
    chains = [_around(draft) for draft in drafts]
    titles = _numbered(_told_apart(list(_plain_titles(drafts, groups)), chains, groups), chains)
    explained: set[str] = set()
    for draft, title, chain in zip(drafts, titles, chains, strict=True):
        section = groups.get(draft.section)
        yield Page(
            key=draft.key,
            title=title,
            section=section.label if section else _LOOSE,
            help=_NOTHING if draft.files else _help(chain, groups, explained),
            items=draft.items,
        )


def _help(chain: Chain, groups: Mapping[str, Group], explained: set[str]) -> Text:
    """Return what the groups say that begin with this page; a group that repeats says it above its entries."""
    begun = [path for path in reversed(chain) if path not in explained]
    explained.update(begun)
    helps = [groups[path].help for path in begun if not groups[path].repeats and groups[path].help.de]
    english = [each.en for each in helps]
    return Text(" ".join(each.de for each in helps), " ".join(english) if all(english) else "")


def _around(draft: PageDraft) -> Chain:
    """Return the groups in which all questions of a page lie, from the innermost to the section."""
    found = [draft.subgroup] if draft.subgroup else []
    while found and found[-1] != draft.section:
        found.append(parent_of(found[-1]))
    return tuple(found) or ((draft.section,) if draft.section else ())


def _told_apart(titles: Sequence[Text], chains: Sequence[Chain], groups: Mapping[str, Group]) -> list[Text]:
    alike: dict[str, set[Chain]] = defaultdict(set)
    for title, chain in zip(titles, chains, strict=True):
        alike[title.de].add(chain)
    levels = {title: _level(found, groups) for title, found in alike.items()}
    return [
        _qualified(title, _label_at(chain, levels[title.de], groups))
        for title, chain in zip(titles, chains, strict=True)
    ]


def _plain_titles(drafts: Sequence[PageDraft], groups: Mapping[str, Group]) -> Iterator[Text]:
    is_later = False
    for draft in drafts:
        group = groups.get(draft.subgroup) or groups.get(draft.section)
        if draft.files:
            yield _files_title(group)
        elif group is not None:
            yield group.label
        else:
            yield _LATER if is_later else _LOOSE
            is_later = True


def _files_title(group: Group | None) -> Text:
    if group is None:
        return _FILES
    label = group.label
    if _SPEAKS_OF_FILES.search(label.de):
        return label
    return Text(f"{_FILES.de}: {label.de}", f"{_FILES.en}: {label.in_language('en')}")


def _level(chains: set[Chain], groups: Mapping[str, Group]) -> int:
    """Return how many groups further out the label stands that tells the most of these pages apart; 0 = none does."""
    told = {
        level: len({_label_at(chain, level, groups).de for chain in chains})
        for level in range(1, max(map(len, chains)))
    }
    best = max(told, key=lambda level: (told[level], -level), default=0)
    return best if told.get(best, 0) > 1 else 0


def _label_at(chain: Chain, level: int, groups: Mapping[str, Group]) -> Text:
    return groups[chain[level]].label if 0 < level < len(chain) else _NOTHING


def _qualified(title: Text, around: Text) -> Text:
    if not around.de or around.de == title.de:
        return title
    return Text(f"{around.de}: {title.de}", f"{around.in_language('en')}: {title.in_language('en')}")


def _numbered(titles: Sequence[Text], chains: Sequence[Chain]) -> list[Text]:
    pages = [(title.de, chain) for title, chain in zip(titles, chains, strict=True)]
    count, met, numbered = Counter(pages), Counter[tuple[str, Chain]](), []
    for title, page in zip(titles, pages, strict=True):
        met[page] += 1
        more = Text(f"{title.de} (Teil {met[page]})", f"{title.in_language('en')} (part {met[page]})")
        numbered.append(more if count[page] > 1 else title)
    return numbered
