"""Texts in two languages, sort keys, and XML that may be hostile."""

import pytest

from rathaus.values.text import Text, din_5007_key, spell_out_umlauts
from rathaus.values.xml import XmlRefused, parse_xml


@pytest.mark.parametrize(("language", "shown"), [("de", "Hund"), ("en", "dog"), ("en-gb", "dog"), ("fr", "Hund")])
def test_a_text_is_shown_in_its_language(language: str, shown: str) -> None:
    assert Text("Hund", "dog").in_language(language) == shown


def test_english_falls_back_to_german() -> None:
    assert Text("Hund").in_language("en") == "Hund"


@pytest.mark.parametrize("text", [Text("Hund", "dog"), Text("Hund")])
def test_a_text_survives_its_json_form(text: Text) -> None:
    assert Text.from_json(text.to_json()) == text


def test_names_sort_as_din_5007_says() -> None:
    names = ["Zell", "Ähre", "Ahse", "Straße", "Strasse 2", "Ærø", "Éclair"]
    assert sorted(names, key=din_5007_key) == ["Ærø", "Ähre", "Ahse", "Éclair", "Straße", "Strasse 2", "Zell"]


def test_umlauts_are_spelled_out_however_they_were_typed() -> None:
    decomposed = "Bu\N{COMBINING DIAERESIS}dingen"
    assert spell_out_umlauts("Büdingen") == spell_out_umlauts(decomposed) == "buedingen"
    assert spell_out_umlauts("STRAẞE Élan") == "strasse elan"


def test_sound_xml_is_read() -> None:
    assert parse_xml(b"<a><b/></a>").tag == "a"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a>",
        b"<!DOCTYPE a><a/>",
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x "yy"><!ENTITY z "&x;&x;">]><a>&z;</a>',
    ],
)
def test_broken_or_hostile_xml_is_refused(data: bytes) -> None:
    with pytest.raises(XmlRefused):
        parse_xml(data)
