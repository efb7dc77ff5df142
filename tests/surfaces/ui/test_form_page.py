from dataclasses import replace

from rathaus.engine.formular.model import Formular, Page
from rathaus.surfaces.ui.form_page import Part, Question, Section, form_page
from rathaus.values.text import Text
from tests.engine.forms import ask, form, group, look, page


def parts(formular: Formular) -> tuple[Part, ...]:
    return form_page(formular, formular.pages[0], evaluation=look(formular, {}), answers={}).parts


def headings(formular: Formular) -> list[str]:
    return [part.group.label.de if isinstance(part, Section) else "" for part in parts(formular)]


def called(title: str, *items: str) -> list[Page]:
    return [replace(page("p", *items), title=Text(title))]


def test_a_group_has_a_heading_unless_the_page_bears_it() -> None:
    questions = [ask("G.A"), ask("G.B"), group("G")]
    assert headings(form(*questions)) == ["Gruppe G"]
    assert headings(form(*questions, pages=called("Gruppe G (Teil 2)", "G.A", "G.B"))) == ["", ""]


def test_a_heading_above_one_question_of_the_same_name_is_left_out() -> None:
    question = ask("G.A", label=Text("Grund"))
    assert isinstance(parts(form(question, group("G", label=Text("Grund"))))[0], Question)
    assert headings(form(question, group("G", label=Text("Grund"), help=Text("Mehr dazu")))) == ["Grund"]
