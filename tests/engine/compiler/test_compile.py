import json
from typing import Any

from rathaus.engine.compiler.compile import Compiled, compile_formular
from rathaus.engine.formular.model import DateUnit, Formular, Kind
from rathaus.engine.formular.picture import picture
from rathaus.standards.xdatenfelder.codes import Feldart
from rathaus.standards.xdatenfelder.model import Struktur
from rathaus.values.text import Text
from tests.engine.forms import look
from tests.engine.schemas import BASIS, birthday, codelist, f, g, listed, number, schema, select

F1, F2, F3, G1, G2 = number("F", "1"), number("F", "2"), number("F", "3"), number("G", "1"), number("G", "2")


def made(*positions: Struktur, **facts: Any) -> Compiled:
    return compile_formular(schema(*positions), **facts)


def good(*positions: Struktur, **facts: Any) -> Formular:
    compiled = made(*positions, **facts)
    assert compiled.formular is not None, compiled.findings
    return compiled.formular


def codes(compiled: Compiled) -> set[str]:
    return {finding.code for finding in compiled.findings if finding.code.startswith("COM")}


def test_the_same_input_gives_the_same_bytes() -> None:
    rules = json.dumps({G1: [{"effect": "show", "target": F2, "condition": {"identifier": F1}, "land": "HE"}]}).encode()
    parts = (g("1", f("1", "bool"), f("2"), birthday("0:1")),)
    first, second = (good(*parts, rules=rules).to_bytes() for _ in range(2))
    assert first == second
    assert Formular.from_json(json.loads(first)) == good(*parts, rules=rules)
    assert Formular.from_json(json.loads(first)).land_scope == ("HE",)


def test_fields_carry_what_the_schema_says() -> None:
    formular = good(
        g(
            "1",
            f("1", limits={"min_length": 2, "max_length": 5, "pattern": "[a-z]+"}, hilfetext_eingabe="Hilfe"),
            f("2", "file", "0:3", max_size=9, media_type=("image/png",)),
        )
    )
    text, file = formular.fields.values()
    assert (text.path, text.element_id, text.version, text.required) == (f"{G1}.{F1}", F1, "1.0.0", True)
    assert (text.min_length, text.max_length, text.pattern, text.help.de) == (2, 5, "[a-z]+", "Hilfe")
    assert text.why == Text("Rechtsgrundlage: § 1 TestG", "Legal basis: § 1 TestG")
    assert (file.max_size, file.media_types, file.max_count, file.required) == (9, ("image/png",), 3, False)
    assert formular.norms == (BASIS[0].text,)
    assert good(f("1", bezug=())).fields[F1].why == Text("")


def test_groups_carry_cardinality_and_kind() -> None:
    formular = good(
        g("1", g("2", f("1", count="0:1"), f("2", count="0:1"), choice=True, count="0:1"), g("3", f("3"), count="2:5"))
    )
    assert formular.groups[f"{G1}.{G2}"].choice_group
    repeating = formular.groups[f"{G1}.{number('G', '3')}"]
    assert (repeating.min_count, repeating.max_count) == (2, 5)


def test_a_merged_date_keeps_its_parts_and_limits() -> None:
    field = good(birthday(count="0:1")).fields["G60000000083"]
    assert (field.kind, field.required, field.label.de) == (Kind.PARTIAL_DATE, False, "Geburtsdatum")
    assert (field.min_value, field.max_value, field.prefill) == ("1900", "2100", "person.geburtsdatum")
    assert [(part.unit, part.required) for part in field.date_parts] == [
        (DateUnit.DAY, False),
        (DateUnit.MONTH, False),
        (DateUnit.YEAR, True),
    ]


def test_building_blocks_offer_facts_once_and_never_inside_entries() -> None:
    name = f("1", id="F60000000227")
    formular = good(g("3", name, count="0:*"), g("1", name), g("2", name))
    assert [field.prefill for field in formular.fields.values()] == [None, "person.familienname", None]
    assert [field.autocomplete for field in formular.fields.values()] == [None, "family-name", None]


def test_english_texts_are_filled_in() -> None:
    texts = {
        "_title": "Test form",
        G1: {"label": "About you", "help": "unused"},
        F1: {"label": "Which?", "options": {"1": "First"}, "why": "because"},
        F2: {"label": "Note", "content": "Read this."},
        f"{G1}.{F3}": {"label": "Name"},
    }
    formular = good(
        g("1", select("1", "1", "2"), f("2", feldart=Feldart.LABEL, inhalt="Lesen Sie das."), f("3")), texts=texts
    )
    assert formular.title == Text("Testantrag", "Test form")
    assert formular.pages[0].title == Text("Abschnitt 1", "About you")
    choice, label, name = formular.fields.values()
    assert [option.label.en for option in choice.options] == ["First", ""]
    assert choice.why.en == "because"
    assert label.content == Text("Lesen Sie das.", "Read this.")
    assert name.label.en == "Name"
    assert formular.groups[G1].help == Text("")


def test_texts_that_fit_nothing_or_are_missing_are_reported() -> None:
    compiled = made(f("1"), f("2"), texts={F1: {"label": "One"}, "F9": {"label": "?"}})
    assert codes(compiled) == {"COM-040", "COM-041"}
    assert codes(made(f("1"))) == set()
    assert codes(made(f("1"), texts={F1: {"label": "One"}})) == set()


def test_pages_have_headings_in_two_languages() -> None:
    texts = {G1: {"label": "About you", "help": "Help"}}
    many = [f(str(short)) for short in range(10, 19)]
    formular = good(g("1", *many, f("1", "file"), hilfetext_eingabe="Hilfe"), f("2"), texts=texts)
    assert [(page.title.de, page.title.en) for page in formular.pages] == [
        ("Abschnitt 1 (Teil 1)", "About you (part 1)"),
        ("Abschnitt 1 (Teil 2)", "About you (part 2)"),
        ("Unterlagen: Abschnitt 1", "Documents: About you"),
        ("Ihre Angaben", "Your details"),
    ]
    assert [page.help for page in formular.pages] == [Text("Hilfe", "Help"), Text(""), Text(""), Text("")]
    assert formular.pages[0].section.en == "About you"


def test_a_help_text_that_says_the_label_again_is_left_out() -> None:
    formular = good(
        g("1", f("1", hilfetext_eingabe="Frage 1."), f("2", hilfetext_eingabe="Wo?"), hilfetext_eingabe="Gruppe 1")
    )
    assert [field.help.de for field in formular.fields.values()] == ["", "Wo?"]
    assert formular.groups[G1].help == Text("")


def test_soft_fields_are_named_by_id_path_or_group() -> None:
    positions = (g("1", f("1"), f("2")), g("2", f("3")))
    by_id = good(*positions, soft_fields=[F1, f"{G2}.{F3}"])
    assert [field.soft_required for field in by_id.fields.values()] == [True, False, True]
    by_group = good(*positions, soft_fields=[G1])
    assert [field.soft_required for field in by_group.fields.values()] == [True, True, False]
    assert codes(made(*positions, soft_fields=["F9"])) == {"COM-042"}
    assert good(birthday(), soft_fields=["G60000000083"]).fields["G60000000083"].soft_required


def test_an_unknown_code_list_blocks_the_form_but_not_the_view_of_it() -> None:
    compiled = made(listed("1", "urn:a", "1"), f("2"))
    assert compiled.formular is None
    assert compiled.draft is not None
    assert "( )" in picture(compiled.draft)
    assert look(compiled.draft, {F1: "x", F2: "y"}).findings[0].code == "FOR-050"
    loaded = good(
        listed("1", "urn:a", "1"), f("2"), codelists={"x": codelist("urn:a", "1", ("1", "x", ""), ("2", "y", ""))}
    )
    assert loaded.fields[F1].codelist == "urn:a_1"


def test_a_circle_of_visibility_is_an_error() -> None:
    rules = [
        {"effect": "show", "target": F1, "condition": {"not": {"is_empty": {"identifier": F2}}}},
        {"effect": "forbid", "target": F2, "condition": {"not": {"is_empty": {"identifier": F1}}}},
    ]
    compiled = made(f("1"), f("2"), rules=json.dumps({number("S", "1"): rules}).encode())
    assert codes(compiled) == {"COM-026"}
    assert compiled.formular is None
    assert compiled.draft is not None
    assert look(compiled.draft, {}).visible == {F1, F2}


def test_a_schema_that_asks_nothing_gives_no_form() -> None:
    compiled = made(g("1", f("1", name="Unterschrift")))
    assert (compiled.formular, compiled.draft) == (None, None)
    assert codes(compiled) == {"COM-004", "COM-010"}
