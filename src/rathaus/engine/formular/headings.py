"""Which groups a page need not name any more, because its own heading does."""

from rathaus.engine.formular.model import Group, Page
from rathaus.engine.formular.path import is_within


def is_said(page: Page, group: Group) -> bool:
    """Return whether the heading of a page or its section says what a group around a question is called.

    Args:
        page: the page.
        group: a group that encloses a question of the page.
    """
    label = group.label.de
    if label in {page.title.de, page.section.de}:
        return True
    return label in page.title.de and all(is_within(item, group.path) for item in page.items)
