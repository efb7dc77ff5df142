import pytest

from rathaus.recht.parameter_file import MOST_ROWS, read_parameter_file
from rathaus.recht.parameters import Status

GOOD = {
    "key": '"frist.probe"',
    "jurisdiction": '"HE"',
    "value": "4",
    "unit": '"days"',
    "status": '"in_force"',
    "citation": '"§ 1 X"',
    "source": '"test"',
}


def table(**changes: str | None) -> str:
    columns = {name: value for name, value in {**GOOD, **changes}.items() if value is not None}
    return "[[parameter]]\n" + "".join(f"{name} = {value}\n" for name, value in columns.items())


def codes(text: str) -> list[str]:
    found = read_parameter_file(text, "recht.toml")
    assert not (found.findings and found.rows)
    return [each.code for each in found.findings]


def test_a_good_row_is_read_with_its_days_and_alternatives() -> None:
    text = table(status='"unverified"', alternatives="[3]", valid_from="2025-01-01", verified_on="2026-11-22")
    (row,) = read_parameter_file(text, "recht.toml").rows
    assert (row.version_id, row.options, row.status) == ("frist.probe@HE/2025-01-01", (4, 3), Status.UNVERIFIED)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"source": None}, "RCH-103"),
        ({"preis": "1"}, "RCH-104"),
        ({"citation": '""'}, "RCH-105"),
        ({"note": '"' + "x" * 301 + '"'}, "RCH-105"),
        ({"key": "3"}, "RCH-105"),
        ({"alternatives": "3"}, "RCH-105"),
        ({"valid_from": '"2026-01-01"'}, "RCH-106"),
        ({"valid_from": "2026-01-01T10:00:00"}, "RCH-106"),
        ({"key": '"Probe"'}, "RCH-107"),
        ({"jurisdiction": '"XX"'}, "RCH-108"),
        ({"unit": '"lightyears"'}, "RCH-109"),
        ({"value": "4.5"}, "RCH-110"),
        ({"value": "true"}, "RCH-110"),
        ({"value": '"4"'}, "RCH-110"),
        ({"unit": '"bool"'}, "RCH-110"),
        ({"unit": '"date"'}, "RCH-110"),
        ({"unit": '"eur"', "value": '"viel"'}, "RCH-110"),
        ({"unit": '"eur"', "value": '"NaN"'}, "RCH-110"),
        ({"unit": '"eur"', "value": "2026-01-01"}, "RCH-110"),
        ({"value": "-1"}, "RCH-111"),
        ({"unit": '"eur"', "value": '"-0.5"'}, "RCH-111"),
        ({"valid_from": "2026-01-01", "valid_to": "2026-01-01"}, "RCH-112"),
        ({"status": '"valid"'}, "RCH-113"),
        ({"status": '"repealed"'}, "RCH-114"),
        ({"alternatives": "[3]"}, "RCH-115"),
    ],
)
def test_a_bad_row_is_a_finding_with_file_and_line(changes: dict[str, str | None], code: str) -> None:
    (found,) = read_parameter_file(f"# first line\n{table(**changes)}", "recht.toml").findings
    assert (found.code, found.where) == (code, "recht.toml:2")
    assert found.remedy.de


@pytest.mark.parametrize(
    ("unit", "value"),
    [("percent", '"-0.88"'), ("bool", "false"), ("date", "2029-12-31"), ("eur", '"1.50"'), ("inhabitants", "30000")],
)
def test_every_unit_has_its_kind_of_value(unit: str, value: str) -> None:
    assert codes(table(unit=f'"{unit}"', value=value)) == []


@pytest.mark.parametrize("text", ["[[parameter]", "x" * 3, "a = " + "[" * 5000])
def test_what_is_no_toml_is_a_finding(text: str) -> None:
    assert codes(text) == ["RCH-101"]


@pytest.mark.parametrize("text", ["", "parameter = 3", "parameter = []", "parameter = [3]"])
def test_a_file_without_rows_is_a_finding(text: str) -> None:
    assert codes(text) == ["RCH-102"]


def test_a_file_with_too_many_rows_is_a_finding() -> None:
    assert codes("[[parameter]]\n" * (MOST_ROWS + 1)) == ["RCH-102"]


def test_rows_in_a_list_have_their_number_as_place() -> None:
    (found,) = read_parameter_file("parameter = [{}]", "recht.toml").findings[:1]
    assert found.where == "recht.toml [1]"


def test_rows_of_one_time_overlap_and_the_older_place_is_named() -> None:
    text = table(valid_to="2026-02-01") + table(valid_from="2026-01-01") + table(status='"draft"')
    (found,) = read_parameter_file(text, "recht.toml").findings
    assert (found.code, found.where) == ("RCH-116", "recht.toml:10")
    assert "recht.toml:1" in found.what.de


def test_rows_that_follow_each_other_do_not_overlap() -> None:
    text = table(valid_from="2026-01-01") + table(valid_to="2026-01-01") + table(jurisdiction='"SH"')
    assert codes(text) == []
