"""Two versions side by side: what was added, taken away, changed."""

from dataclasses import replace

import pytest

from rathaus.core.leistung.compare import Aspect, ChangeKind, Mark, compare, word_pieces
from rathaus.core.leistung.rules import CompiledLeistung, compile_package
from rathaus.engine.formular.model import Field, Kind
from rathaus.engine.formular.options import Option
from rathaus.values.text import Text
from tests.core.leistung.conftest import probe


@pytest.fixture(scope="module")
def content() -> CompiledLeistung:
    outcome = compile_package(probe())
    assert outcome.prozess and outcome.formular and outcome.description
    return CompiledLeistung(outcome.formular, outcome.prozess, outcome.description, {})


def difference(before, after, letters_before=(), letters_after=()):
    return compare(before, after, letters_before=dict(letters_before), letters_after=dict(letters_after))


def with_fields(content, fields):
    return replace(content, formular=replace(content.formular, fields=fields))


def test_the_same_version_differs_in_nothing(content) -> None:
    assert difference(content, content).is_empty


def test_a_new_and_a_missing_question_are_named(content) -> None:
    fields = dict(content.formular.fields)
    gone = fields.pop(next(iter(fields)))
    fields["G1.F1"] = Field("G1.F1", "F1", "1.0.0", Kind.TEXT, Text("Neue Frage"))
    changes = difference(content, with_fields(content, fields)).fields
    assert [(change.kind, change.name.de) for change in changes] == [
        (ChangeKind.ADDED, "Neue Frage"),
        (ChangeKind.REMOVED, gone.label.de),
    ]


def test_a_changed_question_says_which_property(content) -> None:
    path, field = next(iter(content.formular.fields.items()))
    fields = {**content.formular.fields, path: replace(field, label=Text("Anders"), max_length=7)}
    (change,) = difference(content, with_fields(content, fields)).fields
    assert change.aspects == (Aspect("label", field.label, Text("Anders")), Aspect("max_length", field.max_length, 7))


def test_a_changed_list_of_thousands_is_told_in_a_line(content) -> None:
    path, field = next((path, field) for path, field in content.formular.fields.items() if field.options)
    lists = [tuple(Option(str(number), Text(name)) for number in range(1000)) for name in ("alt", "neu")]
    before, after = (with_fields(content, {path: replace(field, options=each, codelist="urn:x_1")}) for each in lists)
    assert difference(before, before).is_empty
    (change,) = difference(before, after).fields
    (aspect,) = change.aspects
    assert aspect.before.de.startswith("urn:x_1: 1000 Einträge (Stand ")
    assert aspect.after.en.startswith("urn:x_1: 1000 entries (state ")


def test_fee_and_times_are_part_of_the_head(content) -> None:
    gebuehr = replace(content.prozess.gebuehr, betrag_cent=4200)
    after = replace(content, prozess=replace(content.prozess, gebuehr=gebuehr))
    assert difference(content, after).head == (Aspect("gebuehr_cent", content.prozess.gebuehr.betrag_cent, 4200),)


def test_tasks_results_and_norms_are_compared_by_key(content) -> None:
    prozess = content.prozess
    first = replace(prozess.aufgaben[1], frist_tage=99)
    after = replace(
        content,
        prozess=replace(
            prozess,
            aufgaben=(prozess.aufgaben[0], first, *prozess.aufgaben[2:]),
            ergebnisse=prozess.ergebnisse[:-1],
            rechtsgrundlagen=(),
        ),
    )
    found = difference(content, after)
    assert [change.key for change in found.tasks] == [first.key]
    assert [change.kind for change in found.results] == [ChangeKind.REMOVED]
    assert all(change.kind is ChangeKind.REMOVED for change in found.norms)


def test_texts_and_letters_show_their_words(content) -> None:
    name = Text(f"{content.description.name.de} neu", content.description.name.en)
    after = replace(content, description=replace(content.description, name=name))
    found = difference(content, after, {"a.md": "eins zwei"}, {"a.md": "eins drei", "b.md": "vier"})
    assert [(change.key, change.language) for change in found.texts] == [("name", "de")]
    assert found.texts[0].pieces[-1] == (Mark.ADDED, " neu")
    assert [change.key for change in found.letters] == ["a.md", "b.md"]


def test_pieces_put_the_new_text_together_again() -> None:
    pieces = word_pieces("der alte Text steht hier", "der neue Text steht noch hier")
    assert "".join(text for mark, text in pieces if mark is not Mark.REMOVED) == "der neue Text steht noch hier"
    assert "".join(text for mark, text in pieces if mark is not Mark.ADDED) == "der alte Text steht hier"
