"""Everything that can be said about a file before it becomes a form: quality, and the lints that need the form."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from rathaus.engine.compiler.compile import compile_formular
from rathaus.engine.quality.examine import Report, as_meldung, examine, in_order
from rathaus.engine.quality.grades import Meldung
from rathaus.engine.quality.pages import check_pages
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.xdatenfelder.model import Content, Stammdatenschema

#: Findings of the compiler that are lints: a yes/no question that may be meant as a consent, a list that may differ.
_LINTS = frozenset({"COM-012", "COM-046"})


def inspect_file(data: bytes, *, codelists: Mapping[str, Codelist] | None = None) -> Report:
    """Inspect a file; whatever the bytes hold, the answer is a report, never an exception.

    Args:
        data: XML bytes of XDatenfelder 3.0.0 or 2.0.
        codelists: the lists at hand by their version URN.
    """
    report = examine(data, codelists=codelists)
    of_form = tuple(_of_form(report.content, codelists or {}))
    return replace(report, meldungen=in_order((*report.meldungen, *of_form)))


def _of_form(content: Content | None, codelists: Mapping[str, Codelist]) -> Iterator[Meldung]:
    if not isinstance(content, Stammdatenschema):
        return
    compiled = compile_formular(content, codelists=codelists)
    yield from (as_meldung(each) for each in compiled.findings if each.code in _LINTS)
    if compiled.draft is not None:
        yield from check_pages(compiled.draft)
