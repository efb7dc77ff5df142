"""Pass 2, check: the quality checks of :mod:`rathaus.engine.quality`, and what a form cannot do without.

Released schemas break critical quality checks, so none of them stops the compiler. An element that stands at several
places is reported once, at the first.
"""

from collections.abc import Iterator, Mapping

from rathaus.engine.compiler.limits import is_pattern, limits_read
from rathaus.engine.compiler.messages import finding
from rathaus.engine.compiler.tree import FieldNode, Tree, walk
from rathaus.engine.quality.examine import check_content
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.xdatenfelder.codes import Feldart
from rathaus.standards.xdatenfelder.model import Stammdatenschema
from rathaus.values.findings import Finding


def check(
    schema: Stammdatenschema, tree: Tree, *, codelists: Mapping[str, Codelist] | None = None
) -> tuple[Finding, ...]:
    """Check a schema.

    Args:
        schema: as read.
        tree: from ``resolve``.
        codelists: the lists that the platform holds, under any key.
    """
    found: dict[tuple[str, str], Finding] = {}
    for node in walk(tree):
        if isinstance(node, FieldNode):
            for problem in _check_usable(node):
                found.setdefault((problem.code, node.element.id), problem)
    quality = check_content(schema, codelists=codelists)
    return (*(meldung.finding for meldung in quality), *found.values())


def _check_usable(node: FieldNode) -> Iterator[Finding]:
    """Yield what a form cannot do without: options, readable patterns and limits."""
    element = node.element
    if element.feldart is Feldart.SELECT and not node.options and element.codeliste_referenz is None:
        yield finding("COM-005", node.path)
    limits = element.praezisierung
    if limits is not None and limits.pattern and not is_pattern(limits.pattern):
        yield finding("COM-006", node.path, pattern=limits.pattern)
    if limits is not None and not limits_read(element):
        shown = " … ".join(limit for limit in (limits.min_value, limits.max_value) if limit)
        yield finding("COM-007", node.path, limit=shown)
