"""What is written is read back as it was: the law of the writer, for every message."""

from hypothesis import given, settings

from rathaus.standards.xdatenfelder.codes import StandardVersion
from rathaus.standards.xdatenfelder.model import Content, Header, Identifikation, Stammdatenschema
from rathaus.standards.xdatenfelder.read import read_message
from rathaus.standards.xdatenfelder.write import write_message
from rathaus.values.findings import has_errors
from tests.standards.xdatenfelder.contents import contents, headers, whole_messages
from tests.standards.xdatenfelder.samples import FULL


@settings(whole_messages, max_examples=120)
@given(content=contents, header=headers)
def test_whatever_is_written_is_read_back_as_it_was(content: Content, header: Header) -> None:
    result = read_message(write_message(content, header=header))
    assert result.content == content
    assert result.header == header
    assert result.version is StandardVersion.V3


def test_a_schema_with_every_element_survives_without_a_finding() -> None:
    read = read_message(FULL)
    assert read.content is not None
    assert read.header is not None
    assert read_message(write_message(read.content, header=read.header)) == read


def test_the_same_content_gives_the_same_bytes() -> None:
    read = read_message(FULL)
    assert read.content is not None
    written = write_message(read.content, header=read.header or Header())
    again = read_message(written)
    assert again.content is not None
    assert write_message(again.content, header=again.header or Header()) == written


def test_an_element_without_what_the_standard_demands_is_written_without_it_too() -> None:
    bare = Stammdatenschema(identifikation=Identifikation("S99000000001"))
    result = read_message(write_message(bare, header=Header()))
    assert result.content == bare
    assert has_errors(result.findings)
