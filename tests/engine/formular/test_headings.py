from dataclasses import replace

from rathaus.engine.formular.headings import is_said
from rathaus.engine.formular.model import Page
from rathaus.values.text import Text
from tests.engine.forms import group, page


def called(title: str, *items: str) -> Page:
    return replace(page("p", *items), title=Text(title))


def test_a_heading_that_the_page_or_its_section_bears_is_said() -> None:
    assert is_said(called("Gruppe G", "G.A", "B"), group("G"))
    assert is_said(called("?", "G.A"), group("G", label=Text("Teil")))


def test_a_group_around_all_questions_is_said_by_a_longer_heading() -> None:
    assert is_said(called("Unterlagen: Gruppe G (Teil 1)", "G.A", "G.H.B"), group("G"))
    assert not is_said(called("Unterlagen: Gruppe G", "G.A", "B"), group("G"))
    assert not is_said(called("Etwas anderes", "G.A"), group("G"))
