from rathaus.engine.compiler.compile import compile_formular
from rathaus.engine.formular.model import Formular, Page
from rathaus.standards.xdatenfelder.model import Struktur
from rathaus.values.text import Text
from tests.engine.schemas import f, g, schema


def many(first: int, count: int) -> list[Struktur]:
    return [f(str(first + number)) for number in range(count)]


def made(*positions: Struktur, **facts: object) -> Formular:
    formular = compile_formular(schema(*positions), **facts).draft  # type: ignore[arg-type]  # facts of many kinds
    assert formular is not None
    return formular


def titles(pages: tuple[Page, ...]) -> list[str]:
    return [page.title.de for page in pages]


def person(short: str, first: int, **facts: str) -> Struktur:
    address = g(f"{short}1", *many(first, 7), bezeichnung_eingabe="Anschrift")
    return g(short, *many(first + 20, 3), address, **facts)


def test_a_page_is_called_like_the_innermost_group_around_its_questions() -> None:
    pages = made(g("1", *many(1, 4), g("2", *many(10, 5)), bezeichnung_eingabe="Antrag")).pages
    assert titles(pages) == ["Antrag", "Abschnitt 2"]
    assert [page.section.de for page in pages] == ["Antrag", "Antrag"]


def test_two_groups_of_the_same_name_are_told_apart_by_what_is_around_them() -> None:
    mother, father = person("1", 100, bezeichnung_eingabe="Mutter"), person("2", 200, bezeichnung_eingabe="Vater")
    texts = {"G00000000001": {"label": "Mother"}, "G00000000011": {"label": "Address"}}
    pages = made(mother, father, texts=texts).pages
    assert titles(pages) == ["Mutter", "Mutter: Anschrift", "Vater", "Vater: Anschrift"]
    assert pages[1].title.en == "Mother: Address"


def test_the_group_that_tells_the_most_apart_is_named() -> None:
    both = [
        g(short, person(f"{short}1", first, bezeichnung_eingabe="Person")) for short, first in (("1", 100), ("2", 300))
    ]
    assert titles(made(*both).pages) == [
        "Abschnitt 1: Person", "Abschnitt 1: Anschrift", "Abschnitt 2: Person", "Abschnitt 2: Anschrift",
    ]  # fmt: skip


def test_a_group_that_nothing_tells_apart_or_that_stands_further_out_keeps_its_name() -> None:
    person_within = person("1", 100, bezeichnung_eingabe="Anschrift")
    pages = made(person_within, g("5", *many(300, 2), bezeichnung_eingabe="Anschrift")).pages
    assert titles(pages) == ["Anschrift", "Anschrift", "Anschrift"]


def test_pages_of_the_same_group_are_numbered() -> None:
    pages = made(g("1", *many(1, 9)), f("50"), g("2", f("60")), f("70"), g("3", f("80")), f("90")).pages
    assert titles(pages) == [
        "Abschnitt 1 (Teil 1)", "Abschnitt 1 (Teil 2)", "Ihre Angaben", "Abschnitt 2",
        "Weitere Angaben (Teil 1)", "Abschnitt 3", "Weitere Angaben (Teil 2)",
    ]  # fmt: skip


def test_a_page_of_files_says_so_unless_its_group_does() -> None:
    pages = made(
        g("1", f("1", "file")), g("2", f("2", "file"), bezeichnung_eingabe="Nötige Nachweise"), f("3", "file")
    ).pages
    assert titles(pages) == ["Unterlagen: Abschnitt 1", "Nötige Nachweise", "Unterlagen"]


def test_a_page_says_what_the_groups_say_that_begin_with_it() -> None:
    inner = g("2", *many(1, 5), hilfetext_eingabe="Innen.")
    repeating = g("3", f("20"), count="0:*", hilfetext_eingabe="Jedes Kind.")
    texts = {"G00000000001": {"help": "Outer."}}
    section = g("1", inner, *many(30, 7), repeating, hilfetext_eingabe="Außen.")
    assert [page.help for page in made(section, texts=texts).pages] == [Text("Außen. Innen."), Text(""), Text("")]
    english = {**texts, "G00000000002": {"help": "Inner."}}
    assert made(section, texts=english).pages[0].help == Text("Außen. Innen.", "Outer. Inner.")
