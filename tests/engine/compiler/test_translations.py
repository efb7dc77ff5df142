"""Translation messages reach the form, and what it cannot speak is handed on beside it."""

from rathaus.engine.compiler.compile import Compiled, compile_formular
from rathaus.standards.xdatenfelder.codes import Feldart
from rathaus.standards.xdatenfelder.model import (
    ElementUebersetzung,
    Fehlermeldung,
    Identifikation,
    RegelUebersetzung,
    Sprache,
    Uebersetzung,
    Wert,
)
from rathaus.values.text import Text
from tests.engine.schemas import f, g, number, schema, select

SCHEMA = schema(
    g("1", f("1", hilfetext_eingabe="Hilfe"), select("2", "a", "b"), f("3", feldart=Feldart.LABEL, inhalt="Inhalt"))
)
F1, F2, F3 = (f"{number('G', '1')}.{number('F', short)}" for short in "123")


def element(element_id: str, label: str = "", **texts: object) -> ElementUebersetzung:
    about = Identifikation(element_id, texts.pop("version", None))  # type: ignore[arg-type]  # a version
    return ElementUebersetzung(uebersetzt=about, bezeichnung_eingabe=label, **texts)  # type: ignore[arg-type]  # texts


def message(*elements: ElementUebersetzung, lang: str = "en", **of: str) -> Uebersetzung:
    about = Identifikation(of.pop("schema", SCHEMA.id))
    sprache = Sprache(lang=lang, version=1, element=elements, variant=of.get("variant"))
    return Uebersetzung(uebersetzt=about, sprache=(sprache,))


def compiled(*messages: Uebersetzung, texts: dict[str, object] | None = None) -> Compiled:
    return compile_formular(SCHEMA, translations=messages, texts=texts)


def codes(outcome: Compiled) -> list[str]:
    return [finding.code for finding in outcome.findings if finding.code in {"COM-043", "COM-044", "COM-045"}]


def test_english_texts_reach_title_labels_help_contents_and_options() -> None:
    outcome = compiled(
        message(
            element(SCHEMA.id, "Application"),
            element(number("F", "1"), "Name?", hilfetext_eingabe="As in the passport"),
            element(number("F", "2"), "Which?", werte=(Wert("a", "first"),)),
            element(number("F", "3"), "Note", inhalt="Content"),
        )
    )
    form = outcome.formular
    assert form is not None
    assert form.title.en == "Application"
    assert form.fields[F1].label.en == "Name?"
    assert form.fields[F1].help == Text("Hilfe", "As in the passport")
    assert [option.label.in_language("en") for option in form.fields[F2].options] == ["first", "Wert b"]
    assert form.fields[F3].content == Text("Inhalt", "Content")


def test_the_texts_of_the_package_go_before_a_translation_part_by_part() -> None:
    translation = message(
        element(number("F", "1"), "Name?", hilfetext_eingabe="As in the passport"),
        element(number("F", "2"), "Which?", werte=(Wert("a", "first"), Wert("b", "second"))),
    )
    own = {number("F", "1"): {"label": "Your name?"}, number("F", "2"): {"options": {"b": "last"}}, "_title": "T"}
    form = compiled(translation, texts=own).formular
    assert form is not None
    assert (form.title.en, form.fields[F1].label.en) == ("T", "Your name?")
    assert form.fields[F1].help.en == "As in the passport"
    assert [option.label.en for option in form.fields[F2].options] == ["first", "last"]


def test_leichte_sprache_and_other_languages_stand_beside_the_form() -> None:
    simple = message(element(number("F", "1"), "Wie heißen Sie?"), lang="de", variant="simple")
    rule = RegelUebersetzung(Identifikation(number("R", "1")), (Fehlermeldung("7", "Ні"),))
    ukrainian = message(element(number("F", "1"), "Імʼя?", regel=(rule,)), lang="uk")
    outcome = compiled(simple, ukrainian)
    assert outcome.languages == {
        "de-simple": {number("F", "1"): {"label": "Wie heißen Sie?"}},
        "uk": {number("F", "1"): {"label": "Імʼя?"}, "_messages": {number("R", "1"): {"7": "Ні"}}},
    }
    assert outcome.formular is not None
    assert outcome.formular.fields[F1].label.en == ""


def test_german_of_a_translation_does_not_replace_the_schema() -> None:
    outcome = compiled(message(element(number("F", "1"), "Anders?"), lang="de"))
    assert codes(outcome) == ["COM-045"]
    assert outcome.languages == {}


def test_a_translation_of_another_schema_is_not_used() -> None:
    assert codes(compiled(message(element("F1"), schema="S99999999999"))) == ["COM-043"]


def test_an_unknown_element_and_another_version_are_said() -> None:
    outcome = compiled(message(element(number("F", "1"), "Name?", version="9.0.0"), lang="uk"))
    assert codes(outcome) == ["COM-044"]
    assert "COM-040" in [finding.code for finding in compiled(message(element("F9"), lang="uk")).findings]


def test_languages_are_handed_on_even_without_a_form() -> None:
    outcome = compile_formular(schema(), translations=[message(element(SCHEMA.id, "Заява"), lang="uk")])
    assert outcome.formular is None
    assert outcome.languages == {"uk": {"_title": "Заява"}}
