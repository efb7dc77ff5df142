"""From files to a package: what is written, what is left open, and that what is settled compiles without an error."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rathaus.core.leistung.rules import compile_package
from rathaus.engine.package_draft.drafting import PackageDraft, draft_package
from rathaus.engine.package_draft.kinds import FileKind
from rathaus.engine.package_draft.letters import letter_for
from rathaus.engine.prozess.model import ErgebnisKind, Formvorschrift, GebuehrKind, Prozess
from rathaus.engine.prozess.read import read_ablauf
from rathaus.engine.prozess_import.draft import DraftResult
from tests.engine.package_draft.samples import ANSWERS, SCHEMA_FILE, XZUFI_FILE
from tests.engine.package_draft.test_kinds import EMPTY_LIST, PROCEDURE, zipped
from tests.standards.genericode.samples import codelist
from tests.standards.xdatenfelder.samples import feld, message, schema, struktur
from tests.standards.xdatenfelder.samples_2 import message_2
from tests.standards.xdatenfelder.samples_2 import schema as schema_2
from tests.standards.xprozess.samples import FLOWS, NODES, bpmn, export, packed, prozess, timer


def codes(draft: PackageDraft) -> list[str]:
    return [each.code for each in draft.findings]


def settled(*contents: bytes, **answers: str) -> Prozess:
    """Return the procedure of a package whose values are all settled; nothing of it may be an error."""
    files = {f"{number}.xml": content for number, content in enumerate((SCHEMA_FILE, *contents))}
    said = {**ANSWERS, **{key.replace("__", "."): value for key, value in answers.items()}}
    draft = draft_package(files, said)
    assert draft.is_settled, [each.question.key for each in draft.open_values if not each.is_settled]
    outcome = compile_package(draft.files)
    assert outcome.is_sound, [each.as_line() for each in outcome.findings]
    assert outcome.prozess is not None
    return outcome.prozess


def test_a_schema_alone_and_answers_give_a_package_without_errors() -> None:
    found = settled()
    assert (found.leistung.slug, found.leistung.schluessel) == ("testantrag", "99102013002000")
    assert [task.key for task in found.aufgaben][:2] == ["eingang", "formell"]
    assert [norm.citation for norm in found.rechtsgrundlagen] == ["§ 3 TestG"]


def test_without_answers_every_open_value_is_a_stand_in_that_hinders_publication() -> None:
    draft = draft_package({"a": SCHEMA_FILE})
    found = [each for each in compile_package(draft.files).findings if each.code == "PRO-026"]
    assert not draft.is_settled
    assert len(found) >= 8
    assert codes(draft) == ["PAK-010", "PAK-009"]
    assert draft.title == "Testantrag"


def test_strict_form_state_body_and_fee_are_written_with_their_norms() -> None:
    found = settled(
        formvorschrift="Schriftform", formvorschrift_norm="§ 5 TestG", ebene="land", stelle="rp-kassel",
        gebuehr="satzung", betrag="25", gebuehr_norm="§ 9 KAG",
    )  # fmt: skip
    assert (found.leistung.formvorschrift, found.leistung.formvorschrift_norm) == (
        Formvorschrift.SCHRIFTFORM,
        "§ 5 TestG",
    )
    assert (found.zustaendigkeit.ebene.value, found.zustaendigkeit.stelle) == ("land", "rp-kassel")
    assert (found.gebuehr.kind, found.gebuehr.betrag_cent, found.gebuehr.anpassbar) == (GebuehrKind.FEST, 2_500, True)
    assert not settled(gebuehr="fest", betrag="25", gebuehr_norm="§ 9 KAG").gebuehr.anpassbar


@pytest.mark.parametrize(
    "answers",
    [
        {"formvorschrift": "Schriftform", "formvorschrift_norm": ""},
        {"ebene": "land", "stelle": ""},
        {"gebuehr": "fest", "betrag": "", "gebuehr_norm": "§ 1 A"},
        {"gebuehr": "fest", "betrag": "5", "gebuehr_norm": ""},
    ],
)
def test_half_an_answer_leaves_a_stand_in(answers: dict[str, str]) -> None:
    draft = draft_package({"a": SCHEMA_FILE}, {**ANSWERS, **answers})
    assert not draft.is_settled
    assert "PRO-026" in [each.code for each in compile_package(draft.files).findings]


def test_a_process_gives_tasks_and_asks_for_its_results() -> None:
    confirmed = {
        "ergebnis.antrag_bewilligt": "grant",
        "ergebnis.antrag_abgelehnt": "refuse",
        "ergebnis.antrag_zurueckgenommen": "withdraw",
    }
    found = settled(export(prozess()), **{key.replace(".", "__"): value for key, value in confirmed.items()})
    assert "unterlagen_nachfordern" in [task.key for task in found.aufgaben]
    assert [each.kind for each in found.ergebnisse] == list(confirmed.values())


def test_a_result_can_be_confirmed_as_granted_in_part_and_has_its_letter() -> None:
    diagram = bpmn(NODES.replace("endEvent Antrag abgelehnt", "endEvent Antrag teilweise bewilligt"))
    process = export(prozess(content=packed(diagram)))
    draft = draft_package({"a": SCHEMA_FILE, "b": process}, ANSWERS)
    (asked,) = [each.question for each in draft.open_values if each.question.key.endswith("teilweise_bewilligt")]
    assert "partial" in dict(asked.options)
    said = {"antrag_bewilligt": "grant", "antrag_teilweise_bewilligt": "partial", "antrag_zurueckgenommen": "withdraw"}
    said["abgelehnt"] = "refuse"
    found = settled(process, **{f"ergebnis__{key}": kind for key, kind in said.items()})
    assert found.ergebnis("antrag_teilweise_bewilligt").kind is ErgebnisKind.PARTIAL
    assert "Im Übrigen lehnen wir" in letter_for(DraftResult("teil", ErgebnisKind.PARTIAL, "Teil")).decode()


def test_results_that_nobody_confirmed_stay_open() -> None:
    draft = draft_package({"a": SCHEMA_FILE, "b": export(prozess())}, ANSWERS)
    assert not draft.is_settled
    assert b"grant \xc2\xb7 refuse" in draft.files["ablauf.toml"]
    assert not {"IMP-013", "IMP-017"} & set(codes(draft))


def test_a_deadline_without_length_is_asked_and_written() -> None:
    process = bpmn(flows=FLOWS + "t > y", extra=timer("t", "c", name="", duration="P1M"))
    asked = {each.question.key for each in draft_package({"a": SCHEMA_FILE, "b": process}).open_values}
    (key,) = (each for each in asked if each.startswith("frist."))
    draft = draft_package({"a": SCHEMA_FILE, "b": process}, {**ANSWERS, key: "21"})
    assert b"frist_tage = 21" in draft.files["ablauf.toml"]


def test_a_process_that_cannot_be_taken_over_is_replaced_by_the_usual_one() -> None:
    empty = bpmn("", "")
    draft = draft_package({"a": SCHEMA_FILE, "b": empty})
    assert "PAK-011" in codes(draft)
    assert b'key = "nachfordern"' in draft.files["ablauf.toml"]


def test_a_description_is_kept_and_names_the_service() -> None:
    draft = draft_package({"a": SCHEMA_FILE, "b": XZUFI_FILE}, ANSWERS)
    assert draft.files["leistung.xzufi.xml"] == XZUFI_FILE
    assert draft.title == "Probe anmelden"
    assert "leistung.xzufi.xml" not in draft.drafted
    assert draft.is_settled


def test_texts_of_a_drafted_description_stay_texts() -> None:
    draft = draft_package({"a": SCHEMA_FILE}, {**ANSWERS, "titel": "<b>Hund</b> & Katze", "teaser": "Ein ]]> Satz."})
    description = compile_package(draft.files).description
    assert description is not None
    assert "&amp; Katze" in draft.files["leistung.xzufi.xml"].decode()
    assert "]]>" in description.teaser.de


def test_lists_translations_and_old_schemas_get_their_places() -> None:
    translation = message("<x:uebersetzt><x:id>S1</x:id></x:uebersetzt>", root="xdatenfelder.uebersetzung.0106")
    files = {"1": message_2(schema_2("")), "2": codelist(), "3": codelist(), "4": translation, "5": b"notes"}
    draft = draft_package(files)
    assert [each.path for each in draft.uploads] == [
        "daten.xdf2.xml",
        "codelisten/farbe_2.xml",
        "codelisten/farbe_2_2.xml",
        "uebersetzungen/uebersetzung.xml",
        "",
    ]
    assert "notes" not in str(draft.files)


def test_two_schemas_are_an_error_that_names_both() -> None:
    draft = draft_package({"a.xml": SCHEMA_FILE, "b.xml": SCHEMA_FILE})
    assert codes(draft) == ["PAK-007"]
    assert "a.xml, b.xml" in draft.findings[0].what.de
    assert not draft.files


@pytest.mark.parametrize("files", [{}, {"a": XZUFI_FILE}, {"a": b"words"}])
def test_without_a_schema_there_is_no_package(files: dict[str, bytes]) -> None:
    draft = draft_package(files)
    assert codes(draft)[-1] == "PAK-008"
    assert not draft.files


def test_a_broken_file_beside_the_schema_hinders_until_it_is_replaced() -> None:
    assert not draft_package({"a": SCHEMA_FILE, "b": EMPTY_LIST}).files


def test_a_schema_that_is_cut_off_is_kept_for_its_reader_to_explain() -> None:
    draft = draft_package({"a": SCHEMA_FILE[:-200]})
    assert "XDF-002" in [each.code for each in compile_package(draft.files).findings]
    assert draft.title == ""


def test_a_finished_package_keeps_every_file_and_asks_nothing() -> None:
    files = {"ablauf.toml": b"= broken", "liesmich.md": b"# x", "bescheid/a.md": b"# A", "codelisten/x.xml": codelist()}
    draft = draft_package({**files, "daten.xdf3.xml": SCHEMA_FILE})
    assert draft.is_finished
    assert draft.is_settled
    assert draft.files == {**files, "daten.xdf3.xml": SCHEMA_FILE}
    assert draft.findings == ()


def test_a_procedure_under_another_name_finishes_a_package_too() -> None:
    draft = draft_package({"mein-ablauf": PROCEDURE, "schema.xml": SCHEMA_FILE, "l.xml": XZUFI_FILE})
    assert set(draft.files) == {"ablauf.toml", "daten.xdf3.xml", "leistung.xzufi.xml"}
    assert {each.kind for each in draft.uploads} == {FileKind.PROCEDURE, FileKind.SCHEMA, FileKind.DESCRIPTION}


def test_an_archive_is_unpacked_where_it_comes_in_and_never_here() -> None:
    draft = draft_package({"z.zip": zipped(a=SCHEMA_FILE)}, ANSWERS)
    assert codes(draft) == ["PAK-005", "PAK-008"]
    assert not draft.files


def test_a_draft_in_half_can_be_read_as_procedure() -> None:
    draft = draft_package({"a": message(schema(struktur(feld())))})
    assert read_ablauf(draft.files["ablauf.toml"]).prozess is not None


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.dictionaries(st.sampled_from(sorted(ANSWERS)), st.text(max_size=40), max_size=6))
def test_whatever_comes_the_answer_is_a_draft(content: bytes, answers: dict[str, str]) -> None:
    for files in ({"a": content}, {"a": SCHEMA_FILE, "b": content}, {"a": SCHEMA_FILE[: len(content)] + content}):
        assert isinstance(draft_package(files, answers), PackageDraft)
