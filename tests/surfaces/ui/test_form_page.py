from dataclasses import replace

from rathaus.engine.formular.model import Formular, Kind, Page
from rathaus.engine.formular.steps import Step
from rathaus.surfaces.ui.form_page import Entries, FormPage, Part, Question, Repetition, Section, Typed, form_page
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


def children() -> Formular:
    steps = (page("one", "K.A", "K.B"), page("two", "K.C", "K.D"))
    questions = [ask("K.A"), ask("K.B", required=True), ask("K.C"), ask("K.D"), ask("K.H", Kind.HIDDEN)]
    return form(group("K", min_count=0, max_count=None, steps=steps), *questions)


def listed(answers: dict[str, str]) -> FormPage:
    found = look(children(), answers)
    entries = Entries(address=lambda key: f"/{key}/")
    typed = Typed(findings=found.findings)
    return form_page(children(), children().pages[0], evaluation=found, answers=answers, typed=typed, entries=entries)


def test_entries_in_steps_are_a_list_with_their_first_answers() -> None:
    answers = {"K[0].A": "a", "K[0].B": "b", "K[0].C": "c", "K[0].D": "d", "K[1].A": "x"}
    (part,) = listed(answers).parts
    assert isinstance(part, Repetition)
    assert part.in_steps
    first, second = part.entries
    assert (first.href, first.parts, first.is_complete, second.is_complete) == ("/K[0]/", (), True, False)
    assert first.rows == (("Frage A", "a"), ("Frage B", "b"), ("Frage C", "c"))


def test_what_is_wrong_in_an_entry_of_the_list_links_to_the_entry() -> None:
    assert [key for key, _ in listed({"K[0].A": "a"}).problems] == ["K[0]"]


def test_without_addresses_all_questions_of_entries_in_steps_stand_on_the_page() -> None:
    answers = {"K[0].A": "a"}
    shown = form_page(children(), children().pages[0], evaluation=look(children(), answers), answers=answers)
    (part,) = shown.parts
    assert isinstance(part, Repetition)
    assert (part.in_steps, len(part.entries[0].parts)) == (False, 4)


def test_a_step_shows_its_questions_of_its_entry() -> None:
    answers = {"K[1].A": "a"}
    step = Step("K[1]", children().groups["K"].steps[0])
    shown = form_page(
        children(), step.page, evaluation=look(children(), answers), answers=answers, entries=Entries(step=step)
    )
    (section,) = shown.parts
    assert isinstance(section, Section)
    assert [part.key for part in section.parts if isinstance(part, Question)] == ["K[1].A", "K[1].B"]
