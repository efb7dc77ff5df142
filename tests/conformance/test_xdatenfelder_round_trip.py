"""Real files survive reading and writing, follow the official XML schemas, and cost little memory."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from rathaus.engine.compiler.internal_lists import inline_internal_lists
from rathaus.standards.genericode.read import read_codelist
from rathaus.standards.xdatenfelder.codes import StandardVersion
from rathaus.standards.xdatenfelder.model import Content, Datenfeld, Header
from rathaus.standards.xdatenfelder.read import read_message
from rathaus.standards.xdatenfelder.validate import XsdCheck
from rathaus.standards.xdatenfelder.write import write_message
from rathaus.standards.xdatenfelder.write_2 import write_message_2
from tests.conformance.corpus import FILES_2, FILES_3, WHY_SKIPPED, XSD, name_of
from tests.standards.xdatenfelder.contents import contents, headers, whole_messages

MEGABYTES_ABOVE_IDLE = 60

pytestmark = [pytest.mark.conformance, pytest.mark.skipif(not FILES_3, reason=WHY_SKIPPED)]


@pytest.fixture(scope="module")
def xsd() -> XsdCheck:
    if not XSD.is_dir():
        pytest.skip(f"the official XML schemas are not in {XSD}")
    return XsdCheck(XSD)


def read(file: Path) -> tuple[Content, Header]:
    result = read_message(file.read_bytes())
    assert result.content is not None
    assert result.header is not None
    return result.content, result.header


@pytest.mark.parametrize("file", FILES_3, ids=name_of)
def test_a_file_of_version_3_comes_back_as_it_was_and_is_valid(file: Path, xsd: XsdCheck) -> None:
    content, header = read(file)
    written = write_message(content, header=header)
    assert read_message(written) == read_message(file.read_bytes())
    assert xsd.check(written) == ()


@pytest.mark.parametrize("file", FILES_2, ids=name_of)
def test_a_file_of_version_2_comes_back_as_it_was_in_both_versions(file: Path, xsd: XsdCheck) -> None:
    content, header = read(file)
    written = write_message(content, header=header)
    old = write_message_2(content, header=header)
    assert read_message(written).content == read_message(old.data).content == content
    assert (read_message(written).version, read_message(old.data).version) == tuple(reversed(StandardVersion))
    remarks = {remark.what.en for remark in (*xsd.check(written), *xsd.check(old.data))}
    assert all("outside of String.Latin" in remark for remark in remarks)
    assert bool(remarks) is bool(xsd.check(file.read_bytes()))


@pytest.mark.parametrize("file", FILES_3, ids=name_of)
def test_a_file_of_version_3_is_valid_after_the_way_back_to_version_2(file: Path, xsd: XsdCheck) -> None:
    content, header = read(file)
    written = write_message_2(content, header=header)
    assert xsd.check(written.data) == ()
    kept = read_message(written.data).content
    assert kept is not None
    assert read_message(write_message_2(kept, header=header).data).content == kept


@pytest.mark.parametrize("file", FILES_2, ids=name_of)
def test_internal_lists_become_values_and_come_back_as_lists(file: Path, xsd: XsdCheck) -> None:
    schema, header = read(file)
    lists = [read_codelist(each.read_bytes()).codelist for each in sorted(file.parent.glob("C*.xml"))]
    whole = inline_internal_lists(schema, [each for each in lists if each is not None])  # type: ignore[arg-type]  # a schema
    fields = [p.enthaelt for _, p in whole.walk() if isinstance(p.enthaelt, Datenfeld)]
    internal = [
        f
        for f in fields
        if f.codeliste_referenz and "urn:de:fim" in (f.codeliste_referenz.canonical_identification or "")
    ]
    assert internal == []
    written = write_message_2(whole, header=header)
    again = [read_codelist(data) for data in written.codelists.values()]
    assert all(each.codelist is not None and each.findings == () for each in again)
    assert len(again) == sum(bool(field.werte) for field in fields)


@settings(whole_messages, max_examples=60, derandomize=True)
@given(content=contents, header=headers)
def test_whatever_is_written_follows_the_xml_schema(xsd: XsdCheck, content: Content, header: Header) -> None:
    remarks = [remark.what.en for remark in xsd.check(write_message(content, header=header))]
    allowed = ("outside of String.Latin", "xs:anyURI", "'uri' is required")
    assert [remark for remark in remarks if not any(each in remark for each in allowed)] == []


MEASURE = """
import resource, sys
from rathaus.standards.xdatenfelder.read import read_message
data = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert read_message(data).content is not None
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_reading_the_largest_file_costs_little_memory() -> None:
    largest = max([*FILES_3, *FILES_2], key=lambda file: file.stat().st_size)
    kilobytes = int(subprocess.check_output([sys.executable, "-c", MEASURE, str(largest)]))
    assert kilobytes < MEGABYTES_ABOVE_IDLE * 1024


def test_a_flood_of_relations_costs_no_memory(tmp_path: Path) -> None:
    """Raw exports are more than four fifths relations; this one has 30,000 in 9 megabytes."""
    source = FILES_3[0].read_text(encoding="utf-8")
    relation = (
        '<xdf3:relation><xdf3:praedikat listURI="urn:xoev-de:fim-datenfelder:codeliste:relation" listVersionID="1.2">'
        "<code>ABL</code></xdf3:praedikat><xdf3:objekt><xdf3:id>F60000000001</xdf3:id><xdf3:version>1.0.0</xdf3:version>"
        "</xdf3:objekt></xdf3:relation>"
    )
    place = source.index("</xdf3:letzteAenderung>") + len("</xdf3:letzteAenderung>")
    flooded = tmp_path / "flood.xml"
    flooded.write_text(source[:place] + relation * 30_000 + source[place:], encoding="utf-8")
    kilobytes = int(subprocess.check_output([sys.executable, "-c", MEASURE, str(flooded)]))
    assert kilobytes < MEGABYTES_ABOVE_IDLE * 1024
    assert read_message(flooded.read_bytes()) == read_message(FILES_3[0].read_bytes())
