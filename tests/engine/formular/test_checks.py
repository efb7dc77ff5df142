from typing import Any

import pytest
import regex  # type: ignore[import-untyped]  # ships no type information

from rathaus.engine.formular import checks
from rathaus.engine.formular.checks import check_value
from rathaus.engine.formular.messages import CATALOGUE
from rathaus.engine.formular.model import Kind
from rathaus.engine.formular.pattern import compile_pattern, matches
from tests.engine.forms import ask, choose

FILE = {"datei": "abc", "name": "a.pdf", "size": 10, "sha256": "0"}


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.TEXT, "Müller"),
        (Kind.TEXTAREA, "zwei\nZeilen"),
        (Kind.EMAIL, "a.b@example.org"),
        (Kind.TEL, "+49 6181 123-45"),
        (Kind.IBAN, "DE89370400440532013000"),
        (Kind.POSTAL_CODE, "01067"),
        (Kind.DATE, "2024-02-29"),
        (Kind.PARTIAL_DATE, "1980"),
        (Kind.PARTIAL_DATE, "1980-05"),
        (Kind.TIME, "23:59"),
        (Kind.DATETIME, "2026-11-22T08:30"),
        (Kind.BOOL, False),
        (Kind.CONSENT, True),
        (Kind.INT, 0),
        (Kind.NUM, "-1.234"),
        (Kind.CURRENCY, "12.50"),
        (Kind.FILE, FILE),
        (Kind.HIDDEN, "x"),
        (Kind.LOCKED, "x"),
    ],
)
def test_right_values_pass(kind: Kind, value: object) -> None:
    assert check_value(ask("F1", kind), value) is None


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (Kind.TEXT, 3, "FOR-010"),
        (Kind.TEXT, "a\x00b", "FOR-015"),
        (Kind.TEXT, "abc\u202edef", "FOR-015"),
        (Kind.TEXT, "x" * 5001, "FOR-012"),
        (Kind.EMAIL, "a@b", "FOR-040"),
        (Kind.EMAIL, 3, "FOR-010"),
        (Kind.TEL, "rufen Sie an", "FOR-041"),
        (Kind.IBAN, "DE89370400440532013001", "FOR-042"),
        (Kind.IBAN, "GELD", "FOR-042"),
        (Kind.POSTAL_CODE, "00123", "FOR-043"),
        (Kind.DATE, "2026-02-29", "FOR-030"),
        (Kind.DATE, "2026-02", "FOR-030"),
        (Kind.DATE, 20260229, "FOR-030"),
        (Kind.PARTIAL_DATE, "1980-13", "FOR-035"),
        (Kind.PARTIAL_DATE, "0000", "FOR-035"),
        (Kind.TIME, "24:00", "FOR-033"),
        (Kind.DATETIME, "2026-11-22", "FOR-034"),
        (Kind.BOOL, "ja", "FOR-051"),
        (Kind.CONSENT, False, "FOR-052"),
        (Kind.INT, True, "FOR-024"),
        (Kind.INT, "3", "FOR-024"),
        (Kind.NUM, "1e9", "FOR-020"),
        (Kind.NUM, 3, "FOR-020"),
        (Kind.CURRENCY, "12.505", "FOR-023"),
        (Kind.CURRENCY, "0.500", "FOR-023"),
        (Kind.CURRENCY, "1234.500", "FOR-023"),
        (Kind.CURRENCY, "1,000", "FOR-023"),
        (Kind.CURRENCY, None, "FOR-023"),
        (Kind.FILE, "a.pdf", "FOR-062"),
        (Kind.FILE, {"datei": 3}, "FOR-062"),
        (Kind.FILE, {"datei": "x", "name": "n", "size": "10"}, "FOR-062"),
        (Kind.FILE, {"datei": "x", "size": 10}, "FOR-062"),
        (Kind.FILE, {**FILE, "size": 20_000_001}, "FOR-060"),
        (Kind.FILE, {**FILE, "media_type": "text/html"}, "FOR-061"),
        (Kind.LABEL, "x", "FOR-010"),
    ],
)
def test_wrong_values_are_named_by_their_code(kind: Kind, value: object, code: str) -> None:
    problem = check_value(ask("F1", kind), value)
    assert problem is not None
    assert problem.code == code
    what, remedy = CATALOGUE[code]
    assert (what.de + remedy.de).format_map({"label": "Frage", **problem.facts})


@pytest.mark.parametrize(
    ("kind", "value", "facts", "code"),
    [
        (Kind.TEXT, "ab", {"min_length": 3}, "FOR-011"),
        (Kind.TEXT, "abcd", {"max_length": 3}, "FOR-012"),
        (Kind.TEXT, "ab1", {"pattern": "[a-z]+"}, "FOR-013"),
        (Kind.INT, 1, {"min_value": "2"}, "FOR-021"),
        (Kind.NUM, "3.5", {"max_value": "3.4"}, "FOR-022"),
        (Kind.DATE, "2026-01-01", {"min_value": "2026-01-02"}, "FOR-031"),
        (Kind.DATE, "2026-01-03", {"max_value": "2026-01-02"}, "FOR-032"),
        (Kind.PARTIAL_DATE, "1899-05", {"min_value": "1900"}, "FOR-031"),
        (Kind.FILE, {**FILE, "size": 11}, {"max_size": 10}, "FOR-060"),
    ],
)
def test_limits_of_the_schema_hold(kind: Kind, value: object, facts: dict[str, Any], code: str) -> None:
    problem = check_value(ask("F1", kind, **facts), value)
    assert problem is not None
    assert problem.code == code


def test_limits_are_inclusive() -> None:
    assert check_value(ask("F1", Kind.INT, min_value="1", max_value="1"), 1) is None
    assert check_value(ask("F1", Kind.DATE, min_value="2026-01-01", max_value="2026-01-01"), "2026-01-01") is None


def test_a_choice_takes_its_codes_only() -> None:
    assert check_value(choose("F1", "001"), "001") is None
    problem = check_value(choose("F1", "001"), "1")
    assert problem is not None
    assert problem.code == "FOR-050"


def test_a_consent_with_an_option_stores_its_code() -> None:
    field = ask("F1", Kind.CONSENT, options=choose("F2", "01").options)
    assert check_value(field, "01") is None
    assert check_value(field, True) is not None  # noqa: FBT003


def test_patterns_match_the_whole_value_and_know_xsd() -> None:
    assert matches("[0-9]{2}", "123") is False
    assert matches("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{1,63}$", "a@b.de") is True
    assert matches("[\\p{L} ]*", "Öztürk Şahin") is True
    assert matches("[a-z-[aeiou]]+", "xyz") is True
    assert matches("[a-z-[aeiou]]+", "xya") is False
    assert matches("\\i\\c*", "a1") is True
    assert matches("\\p{IsBasicLatin}+", "abc") is True


def test_a_catastrophic_pattern_is_stopped() -> None:
    problem = check_value(ask("F1", pattern="(a|aa|aaa)+(b|c)+x"), "a" * 4000)
    assert problem is not None
    assert problem.code in {"FOR-013", "FOR-014"}


@pytest.mark.parametrize("pattern", ["a" * 2_001, "(" * 900 + "a" + ")" * 900, "(a|b|" * 300 + ")" * 300, "["])
def test_a_pattern_that_cannot_be_read_is_refused_and_decides_nothing(pattern: str) -> None:
    with pytest.raises(regex.error):
        compile_pattern(pattern)
    assert matches(pattern, "a") is None


def test_a_pattern_that_takes_too_long_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    def stall(pattern: str) -> object:
        class Stalled:
            def fullmatch(self, value: str, *, timeout: float) -> None:
                raise TimeoutError

        return Stalled()

    monkeypatch.setattr("rathaus.engine.formular.pattern.compile_pattern", stall)
    problem = check_value(ask("F1", pattern="x"), "x")
    assert problem is not None
    assert problem.code == "FOR-014"


def test_the_platform_has_defaults_for_files() -> None:
    field = ask("F1", Kind.FILE)
    assert checks.max_size(field) == 20_000_000
    assert "application/pdf" in checks.media_types(field)


def test_where_a_jpeg_is_taken_the_photos_of_phones_are_too() -> None:
    scans = ask("F1", Kind.FILE, media_types=("application/pdf",))
    photos = ask("F1", Kind.FILE, media_types=("image/jpeg", "image/webp"))
    assert checks.media_types(scans) == ("application/pdf",)
    assert checks.media_types(photos) == ("image/jpeg", "image/webp", "image/heic")
    assert checks.check_value(photos, {**FILE, "media_type": "image/heic"}) is None


def test_the_largest_number_has_twenty_digits() -> None:
    assert checks.decimal_of("1" * 30) is None
