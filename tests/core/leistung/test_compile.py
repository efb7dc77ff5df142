"""Compiling a package: every fault of every file is found at once, with the file in front of the place."""

import pytest

from rathaus.core.leistung.rules import compile_package, finding_from_json, finding_to_json, hash_package
from tests.core.leistung.conftest import probe

XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'


def test_the_shipped_package_is_sound() -> None:
    outcome = compile_package(probe())
    assert outcome.is_sound
    assert outcome.prozess is not None
    assert outcome.prozess.leistung.slug == "probe"


@pytest.mark.parametrize("content", [b"", b"<open>", b"no xml", XXE, BOMB, b"<other/>"])
@pytest.mark.parametrize("path", ["daten.xdf3.xml", "leistung.xzufi.xml"])
def test_a_wrong_xml_file_becomes_a_finding_that_names_the_file(path: str, content: bytes) -> None:
    outcome = compile_package({**probe(), path: content})
    assert not outcome.is_sound
    assert any(finding.where.startswith(path) and finding.remedy.de for finding in outcome.findings)


def test_several_faults_are_shown_together() -> None:
    files = {**probe(), "daten.xdf3.xml": b"<x/>", "leistung.xzufi.xml": b"<y/>", "texts.en.json": b"{"}
    places = {finding.where.split()[0] for finding in compile_package(files).findings}
    assert {"daten.xdf3.xml", "leistung.xzufi.xml"} <= places


def test_texts_that_are_no_json_are_a_finding() -> None:
    outcome = compile_package({**probe(), "texts.en.json": b"{"})
    assert [finding.code for finding in outcome.findings if finding.where == "texts.en.json"] == ["LEI-101"]


def test_a_letter_that_names_an_unknown_question_is_a_finding_with_its_line() -> None:
    outcome = compile_package({**probe(), "bescheid/bewilligung.md": b"# Bescheid\n\n{{ unbekannt }}\n"})
    assert not outcome.is_sound
    assert any("bewilligung.md:3" in finding.where for finding in outcome.findings)


def test_a_missing_letter_is_a_finding() -> None:
    files = {path: content for path, content in probe().items() if path != "bescheid/ablehnung.md"}
    assert any(finding.where.startswith("ablauf.toml") for finding in compile_package(files).findings)


def test_a_procedure_that_cannot_be_read_gives_no_version() -> None:
    assert compile_package({"ablauf.toml": b"= ="}).prozess is None


def test_the_hash_changes_with_content_and_name() -> None:
    files = probe()
    assert hash_package(files) == hash_package(dict(reversed(list(files.items()))))
    assert hash_package(files) != hash_package({**files, "bescheid/ja.md": b""})


def test_findings_survive_storage() -> None:
    for finding in compile_package(probe()).findings:
        assert finding_from_json(finding_to_json(finding)) == finding
