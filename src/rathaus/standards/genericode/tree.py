"""Access to a genericode tree by local name: three namespace styles occur in real files, and all mean the same."""

from collections.abc import Iterator

from lxml import etree


def split_tag(element: etree._Element) -> tuple[str, str]:
    """Return namespace and local name; the namespace is empty when there is none."""
    namespace, _, name = str(element.tag).removeprefix("{").rpartition("}")
    return namespace, name


def children(parent: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Yield the direct children of that local name; none when there is no parent."""
    if parent is not None:
        yield from (element for element in parent if split_tag(element)[1] == name)


def child(parent: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first direct child of that local name."""
    return next(children(parent, name), None)


def text_of(parent: etree._Element | None, name: str) -> str:
    """Return the text of the first such child that is not empty, with white space collapsed."""
    texts = (" ".join((element.text or "").split()) for element in children(parent, name))
    return next((text for text in texts if text), "")
