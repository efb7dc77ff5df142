import pytest

from rathaus.engine.compiler.legal_bases import legal_bases
from rathaus.standards.xdatenfelder.model import Bezug


@pytest.mark.parametrize(
    "text",
    [
        "§ 5 Abs. 2 PAuswG",
        "Art. 6 DSGVO",
        "Artikel 3 GG",
        "Gewerbeordnung",
        "GewAnzV vom 22.07.2014",
        "Anhang 3 PAuswV",
        "§ 3 XGesetz in der Version 2",
        "§ 3 Abs. 1; Abs. 2 BGB",
    ],
)
def test_law_stays_as_it_is_written(text: str) -> None:
    assert legal_bases([Bezug(text)]) == (text,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "XInneres.Meldeanschrift.strasse Version 8",
        "Xmeld",
        "angelehnt an XMuster.Betrieb",
        "in Anlehnung an urn:xoev-de:muster:standard",
        "RFC 5322",
        "ITU E.123",
        "DIN 5008",
        "Tabelle 9 BSI TR-03123",
        "Codeliste Staat",
        "leer, da Referenzkontext",
        "Bitte Handlungsgrundlage ergänzen",
        "https://example.org/standard",
    ],
)
def test_what_shaped_the_field_is_no_legal_basis(text: str) -> None:
    assert legal_bases([Bezug(text)]) == ()


def test_a_mixed_text_keeps_its_law_and_each_basis_is_named_once() -> None:
    mixed = Bezug("§ 1 PAuswG; XInneres.Wohnort Version 8\n§ 2 PAuswG ; RFC 5322")
    assert legal_bases([Bezug("§ 1 PAuswG"), mixed, Bezug("§ 1 PAuswG")]) == ("§ 1 PAuswG", "§ 1 PAuswG; § 2 PAuswG")
