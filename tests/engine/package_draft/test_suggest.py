"""What files say about what is asked, and what they only let one guess."""

import pytest

from rathaus.engine.package_draft.open_values import Suggestion
from rathaus.engine.package_draft.suggest import Facts, next_version, suggest
from rathaus.engine.prozess_import.importing import ProzessDraft, import_prozess
from rathaus.standards.xdatenfelder.read import read_schema
from rathaus.standards.xzufi.read import read_leistung
from tests.engine.package_draft.samples import SCHEMA_FILE
from tests.standards.xdatenfelder.samples import feld, gruppe, message, schema, struktur
from tests.standards.xprozess.samples import bpmn, export, prozess


def of_schema(content: bytes = SCHEMA_FILE) -> dict[str, Suggestion]:
    return suggest(Facts(read_schema(content).schema))


def of_description(extra: str = "", *, schema_file: bytes = SCHEMA_FILE) -> dict[str, Suggestion]:
    data = (
        '<x:leistung xmlns:x="http://xoev.de/schemata/xzufi/2_2_0" xzufiVersion="2.2.0"><x:id>L</x:id>'
        "<x:referenzLeiKa>99102013002000</x:referenzLeiKa>"
        f"{text('03', 'Hund anmelden')}{extra}</x:leistung>"
    )
    leistung = read_leistung(data.encode()).leistung
    assert leistung is not None
    return suggest(Facts(read_schema(schema_file).schema, leistung))


def text(code: str, words: str) -> str:
    return (
        f'<x:modulText><x:inhalt languageCode="de"><![CDATA[{words}]]></x:inhalt>'
        f"<x:leikaTextmodul><code>{code}</code></x:leikaTextmodul></x:modulText>"
    )


def costs(inner: str) -> str:
    return f"<x:modulKosten><x:kosten>{inner}</x:kosten></x:modulKosten>"


def duration(inner: str) -> str:
    return f"<x:modulBearbeitungsdauer><x:bearbeitungsdauer>{inner}</x:bearbeitungsdauer></x:modulBearbeitungsdauer>"


def span(count: int, unit: str, until: str = "") -> str:
    return duration(
        f"<x:fristDauer><x:dauer>{count}</x:dauer><x:einheit><code>{unit}</code></x:einheit>{until}</x:fristDauer>"
    )


def test_a_schema_says_its_name_and_norms_and_how_long_it_is() -> None:
    found = of_schema()
    assert (found["titel"].value, found["slug"].value) == ("Testantrag", "testantrag")
    assert (found["norm"].value, found["norm"].settles) == ("§ 3 TestG", True)
    assert (found["minuten"].value, found["minuten"].settles) == ("2", False)
    assert "ebene" not in found


def test_more_questions_take_longer() -> None:
    content = "".join(struktur(feld(f"F9900000{number:04}")) for number in range(19))
    assert of_schema(message(schema(struktur(gruppe(content)))))["minuten"].value == "5"


def test_a_key_in_the_prose_of_a_schema_is_a_guess() -> None:
    named = "<x:beschreibung>Leistungsschlüssel: 99006047261000</x:beschreibung><x:hilfetext>Zu kurz</x:hilfetext>"
    found = of_schema(message(schema(struktur(feld()), extra=named)))
    assert (found["schluessel"].value, found["schluessel"].is_known) == ("99006047261000", False)
    assert "teaser" not in found


def test_the_help_of_a_schema_is_suggested_as_its_sentence() -> None:
    help_text = "<x:hilfetext>Hier melden Sie\n einen Hund an.</x:hilfetext>"
    assert (
        of_schema(message(schema(struktur(feld()), extra=help_text)))["teaser"].value
        == "Hier melden Sie einen Hund an."
    )


def test_a_description_leaves_no_doubt_about_the_key() -> None:
    found = of_description()
    assert (found["schluessel"].value, found["schluessel"].is_known) == ("99102013002000", True)
    assert found["slug"].value == "hund-anmelden"


@pytest.mark.parametrize(
    ("norm", "code"),
    [("§ 9 SGB I", "SGB X"), ("§ 1 Hundesteuersatzung", "AO"), ("§ 35 VwVfG", "VwVfG"), ("§ 4 ProbG", None)],
)
def test_norms_point_to_a_code_of_procedure(norm: str, code: str | None) -> None:
    found = of_description(text("07", f"<ul><li>{norm}</li></ul>"))
    assert found["norm"].value == norm
    assert (found["verfahrensrecht"].value if "verfahrensrecht" in found else None) == code


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<x:frei/>", {"gebuehr": "keine"}),
        (
            "<x:fix><x:betrag currencyCode='EUR'>12.5</x:betrag></x:fix>",
            {"gebuehr": "fest", "betrag": "12,50"},
        ),
        (
            "<x:variabel><x:beschreibung languageCode='de'>je nach Satzung</x:beschreibung></x:variabel>",
            {"gebuehr": "satzung"},
        ),
        ("<x:beschreibung languageCode='de'>verschieden</x:beschreibung>", {}),
    ],
)
def test_costs_suggest_the_fee(inner: str, expected: dict[str, str]) -> None:
    found = of_description(costs(inner))
    assert {key: found[key].value for key in ("gebuehr", "betrag") if key in found} == expected


@pytest.mark.parametrize(
    ("flags", "form"),
    [
        ({"Persoenlich": "true"}, "persoenlich"),
        ({"Schriftformerfordernis": "true"}, "Schriftform"),
        ({"Formlos": "true"}, "keine"),
        ({"Schriftformerfordernis": "false", "Persoenlich": "false"}, "keine"),
        ({"Schriftformerfordernis": "false"}, None),
        ({}, None),
    ],
)
def test_marks_of_the_description_suggest_the_form(flags: dict[str, str], form: str | None) -> None:
    marks = "".join(
        f"<x:kennzeichenFormular{name}>{value}</x:kennzeichenFormular{name}>" for name, value in flags.items()
    )
    found = of_description(marks)
    assert (found["formvorschrift"].value if "formvorschrift" in found else None) == form


@pytest.mark.parametrize(
    ("frist", "days"),
    [
        (span(2, "WOCHE"), "14"),
        (span(10, "ARBEITSTAG"), "14"),
        (span(3, "STUNDE"), "1"),
        (span(1, "MONAT", "<x:dauerBis>3</x:dauerBis>"), "90"),
        (span(5, "TAG", "<x:dauerBis>2</x:dauerBis><x:einheitBis><code>WOCHE</code></x:einheitBis>"), "14"),
        (duration("<x:beschreibung languageCode='de'>meist schnell</x:beschreibung>"), None),
    ],
)
def test_the_longest_duration_counts_in_days(frist: str, days: str | None) -> None:
    found = of_description(frist)
    assert (found["bearbeitung_tage"].value if "bearbeitung_tage" in found else None) == days


def test_the_remedy_is_the_one_that_is_named_first_by_rank() -> None:
    assert of_description(text("25", "Erst Widerspruch, dann Klage"))["rechtsbehelf"].value == "widerspruch"
    assert "rechtsbehelf" not in of_description(text("25", "keiner"))


def test_a_process_names_key_norms_and_results() -> None:
    found = suggest(Facts(process=import_prozess(export(prozess()))))
    assert (found["schluessel"].value, found["schluessel"].is_known) == ("99115005104000", True)
    assert found["norm"].value == "§ 17 BMG"
    assert found["ergebnis.antrag_bewilligt"].value == "grant"
    assert found["titel"].source.de == "aus dem Prozess"


def test_a_bare_diagram_names_no_key() -> None:
    found = suggest(Facts(read_schema(SCHEMA_FILE).schema, process=import_prozess(bpmn())))
    assert "schluessel" not in found


def test_nothing_says_nothing() -> None:
    assert set(suggest(Facts())) == {"version"}
    assert set(suggest(Facts(process=ProzessDraft("", None, ())))) == {"version"}


@pytest.mark.parametrize(("newest", "number"), [("", "1.0.0"), ("1.2.0", "1.3.0"), ("0.9.4", "0.10.0")])
def test_a_change_gets_the_number_after_the_published_one(newest: str, number: str) -> None:
    found = next_version(newest)
    assert (found.value, found.settles, newest in found.source.de) == (number, True, True)
