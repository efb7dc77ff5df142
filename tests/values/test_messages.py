"""Messages become findings with their facts, and a hostile file cannot make too many of them."""

from rathaus.values.findings import Severity, has_errors
from rathaus.values.messages import FindingSink, error, hint, warning
from rathaus.values.text import Text

MESSAGES = {
    "PRB-001": error(Text("{name} fehlt. {more}", "{name} is missing. {more}"), Text("Ergänzen.", "Add {name}.")),
    "PRB-002": warning(Text("Seltsam.", "Odd."), Text("Prüfen.", "Check.")),
    "PRB-003": hint(Text("Mehr als {limit}.", "More than {limit}."), Text("Beheben.", "Settle.")),
}


def test_facts_fill_both_languages_and_an_empty_one_leaves_no_gap() -> None:
    found = MESSAGES["PRB-001"].finding("PRB-001", "F1", name=Text("Der Hund", "The dog"), more="")
    assert found.as_line("de") == "error PRB-001 F1: Der Hund fehlt. Ergänzen."
    assert found.as_line("en") == "error PRB-001 F1: The dog is missing. Add The dog."


def test_a_long_fact_is_cut() -> None:
    found = MESSAGES["PRB-001"].finding("PRB-001", "F1", name="x" * 10_000, more=7)
    assert found.what.de == "x" * 300 + " fehlt. 7"


def test_severities_stand_in_the_table() -> None:
    findings = [MESSAGES[code].finding(code, "", name="", more="", limit="") for code in MESSAGES]
    assert [finding.severity for finding in findings] == list(Severity)
    assert has_errors(findings) and not has_errors(findings[1:])


def test_above_the_limit_one_hint_stands_for_all_others() -> None:
    sink = FindingSink(MESSAGES, limit=2, beyond="PRB-003")
    for number in range(5):
        sink.add("PRB-002", f"line {number}")
    assert [(each.code, each.where) for each in sink.as_tuple()] == [
        ("PRB-002", "line 0"), ("PRB-002", "line 1"), ("PRB-003", "line 2"),
    ]  # fmt: skip
    assert sink.as_tuple()[-1].what.en == "More than 2."
