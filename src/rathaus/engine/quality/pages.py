"""The lint of ours that needs the compiled form: pages with more questions than a person can keep in mind."""

from collections.abc import Iterator

from rathaus.engine.formular.model import Formular, Kind, Page
from rathaus.engine.formular.path import is_within
from rathaus.engine.quality.checks import Checks, Verdict
from rathaus.engine.quality.grades import Meldung
from rathaus.values.messages import warning
from rathaus.values.text import Text

#: Most questions on one page; the compiler cuts pages at this length where the schema lets it.
MOST_QUESTIONS = 7

PAGES = Checks[tuple[Formular, Page]]()

_NO_QUESTIONS = frozenset({Kind.LABEL, Kind.HIDDEN, Kind.LOCKED})


@PAGES.ours(
    "QUA-004",
    warning(
        Text(
            "Auf einer Seite stehen mehr als sieben Fragen{detail}.",
            "A page holds more than seven questions{detail}.",
        ),
        Text(
            "Teilen Sie die Gruppe in Untergruppen; was zur Wahl steht, bleibt auf einer Seite.",
            "Divide the group into subgroups; what is a choice stays on one page.",
        ),
    ),
)
def _page_is_too_long(subject: tuple[Formular, Page]) -> Verdict:
    form, page = subject
    elsewhere = [path for path, group in form.groups.items() if group.steps and _stands_on(path, page)]
    count = sum(
        _stands_on(path, page) and not any(is_within(path, group) for group in elsewhere)
        for path, field in form.fields.items()
        if field.kind not in _NO_QUESTIONS
    )
    return str(count) if count > MOST_QUESTIONS else ""


def _stands_on(path: str, page: Page) -> bool:
    return any(is_within(path, item) for item in page.items)


def check_pages(form: Formular) -> Iterator[Meldung]:
    """Yield what is wrong with the pages of a form and the steps of its entries; the place is the key of the page."""
    for page in (*form.pages, *(step for group in form.groups.values() for step in group.steps)):
        yield from PAGES.apply((form, page), page.key)
