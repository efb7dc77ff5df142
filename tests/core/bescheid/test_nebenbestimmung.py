"""Which Nebenbestimmungen are proposed for an Antrag, and why."""

from types import SimpleNamespace
from typing import Any

import pytest

from rathaus.core.antrag.models import Antrag
from rathaus.core.bescheid import nebenbestimmung
from rathaus.core.bescheid.nebenbestimmung import ClauseOption, clause_options
from rathaus.engine.formular.model import Field, Kind
from rathaus.engine.formular.summary import SummaryRow, SummarySection
from rathaus.engine.prozess.blocks import Nebenbestimmung, NebenbestimmungKind
from rathaus.engine.prozess.read_expression import read_expression
from rathaus.values.text import Text

ANSWERS = {"G1.F1": "002", "G1.F2[0]": "2026-12-01", "G1.F2[1]": "2027-01-01"}
ROWS = (
    SummaryRow("Art der Anlage", "E-Anlage", "G1.F1"),
    SummaryRow("Beginn", "1.12.2026", "G1.F2[0]"),
    SummaryRow("Beginn", "1.1.2027", "G1.F2[1]"),
)


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers and their summary without an Antrag in the database."""
    monkeypatch.setattr(nebenbestimmung, "evaluate_antrag", lambda _: SimpleNamespace(answers=ANSWERS))
    section = SummarySection("anlage", "Anlage", ROWS)
    monkeypatch.setattr(nebenbestimmung, "sections_of", lambda _, **__: (section,))


def clause(kind: str, wenn: str = "", *, text: str = "Text") -> Nebenbestimmung:
    condition = read_expression(wenn, "wenn").expression if wenn else None
    return Nebenbestimmung(key="eine", kind=NebenbestimmungKind(kind), text=Text(text, text), norm="", wenn=condition)


def option_of(monkeypatch: pytest.MonkeyPatch, row: Nebenbestimmung) -> ClauseOption:
    fields = {
        "G1.F1": Field("G1.F1", "F1", "1", Kind.TEXT, Text("Art der Anlage")),
        "G1.F4": Field("G1.F4", "F4", "1", Kind.DATE, Text("Ende")),
    }
    content: Any = SimpleNamespace(
        prozess=SimpleNamespace(nebenbestimmungen=(row,)), formular=SimpleNamespace(fields=fields)
    )
    monkeypatch.setattr(nebenbestimmung, "content_of", lambda _: content)
    (option,) = clause_options(Antrag())
    assert option.clause is row
    return option


@pytest.mark.parametrize(
    ("kind", "wenn", "is_proposed", "why"),
    [
        ("auflage", 'G1.F1 = "002"', True, "Art der Anlage E-Anlage"),
        ("auflage", 'G1.F1 = "001"', False, "Art der Anlage E-Anlage"),
        ("bedingung", 'G1.F2 = "2027-01-01"', True, "Beginn 1.12.2026; Beginn 1.1.2027"),
        ("auflage", "G1.F3 leer", True, "G1.F3 leer"),
        ("auflage", "", True, ""),
        ("auflagenvorbehalt", "", False, ""),
        ("widerrufsvorbehalt", "", False, ""),
        ("widerrufsvorbehalt", 'G1.F1 = "002"', True, "Art der Anlage E-Anlage"),
    ],
)
def test_a_clause_is_proposed_where_its_condition_holds_and_nothing_is_reserved_unasked_vwvfg_36(
    monkeypatch: pytest.MonkeyPatch, kind: str, wenn: str, *, is_proposed: bool, why: str
) -> None:
    option = option_of(monkeypatch, clause(kind, wenn))
    assert (option.is_proposed, option.why) == (is_proposed, why)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Frist bis {{ G1.F2[0] | datum }}.", "Frist bis 1. Dezember 2026."),
        ("Art {{ G1.F1 }}, bis {{ G1.F4 | datum }}.", "Art 002, bis [Ende]."),
        ("Az. {{ aktenzeichen }}", "Az. [Aktenzeichen des Falls]"),
        ("Am {{ G1.F1 | datum }}", "Am [Art der Anlage]"),
        ("{% wenn G1.F4 %}Bis {{ G1.F4 }}.{% sonst %}Ohne Ende.{% ende %}", "Ohne Ende."),
    ],
)
def test_a_clause_is_offered_with_its_values_and_names_in_brackets_what_nobody_knows_yet(
    monkeypatch: pytest.MonkeyPatch, source: str, text: str
) -> None:
    assert option_of(monkeypatch, clause("auflage", text=source)).text == text
