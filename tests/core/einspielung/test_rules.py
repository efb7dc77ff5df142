"""When an import can become a version, and which findings are asked as open values instead."""

import pytest

from rathaus.core.einspielung.rules import Examined, fits, shown_findings
from rathaus.core.leistung.rules import compile_package
from rathaus.engine.package_draft.archive import MAX_BYTES, MAX_FILES
from rathaus.engine.package_draft.drafting import draft_package
from rathaus.values.findings import Severity
from tests.core.leistung.conftest import probe
from tests.engine.package_draft.samples import ANSWERS, SCHEMA_FILE, XZUFI_FILE


def examined(files: dict[str, bytes], **changes: str) -> Examined:
    draft = draft_package(files, {**ANSWERS, **changes})
    outcome = compile_package(draft.files)
    return Examined(draft, shown_findings(draft, outcome.findings), can_be_stored=outcome.prozess is not None)


def codes(found: Examined) -> list[str]:
    return [each.code for each in found.findings]


def test_complete_answers_make_an_import_ready() -> None:
    assert examined({"a.xml": SCHEMA_FILE}).is_ready
    assert not examined({"a.xml": SCHEMA_FILE}, ebene="").is_ready


def test_stand_ins_and_what_a_drafted_description_lacks_are_asked_not_shown() -> None:
    found = examined({"a.xml": SCHEMA_FILE}, schluessel="", ebene="")
    assert "PRO-026" not in codes(found)
    assert not [each for each in found.findings if each.where.startswith("leistung.xzufi.xml")]


def test_what_is_wrong_with_an_uploaded_description_is_shown() -> None:
    found = examined({"a.xml": SCHEMA_FILE, "b.xml": XZUFI_FILE.replace(b"99102013002000", b"1")})
    assert "XZU-006" in codes(found)
    assert not found.is_ready


def test_a_file_with_errors_hinders() -> None:
    found = examined({"a.xml": SCHEMA_FILE[:-100]})
    assert Severity.ERROR in {each.severity for each in found.findings}
    assert not found.is_ready


def test_a_finished_package_becomes_a_version_with_its_errors_and_its_stand_ins_are_shown() -> None:
    files = {**probe(), "ablauf.toml": probe()["ablauf.toml"].replace(b"minuten = 8", b"minuten = 8  # TODO")}
    found = examined(files)
    assert found.is_ready
    assert "PRO-026" in codes(found)
    assert not examined({**probe(), "ablauf.toml": b"= ="}).is_ready


def test_a_stand_in_in_the_heading_of_a_letter_is_shown() -> None:
    letter = next(path for path in probe() if path.startswith("bescheid/"))
    found = examined({**probe(), letter: b"# TODO\n\n" + probe()[letter]})
    assert [each.where for each in found.findings if each.code == "PRO-026"] == [f"{letter} line 1"]


@pytest.mark.parametrize(
    "files",
    [{str(number): b"" for number in range(MAX_FILES + 1)}, {"a": b" " * (MAX_BYTES + 1)}, {"x" * 301: b""}, {"": b""}],
    ids=["many", "large", "long name", "no name"],
)
def test_what_is_too_much_for_a_package_does_not_fit(files: dict[str, bytes]) -> None:
    assert not fits(files)
    assert fits({"a.xml": b"x"})
