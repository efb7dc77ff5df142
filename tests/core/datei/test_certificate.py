"""A certificate on paper: what it says, that it is PDF/A and PDF/UA, that its QR code is a drawing."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pypdf
import pytest

from rathaus.core.datei.certificate import Certificate, render_certificate
from rathaus.core.datei.qr import draw_qr

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PERMIT = Certificate(
    issuer="Magistrat der Stadt Hanau",
    title="Bewohnerparkausweis",
    number="2026-7K3M-9QPD",
    facts=(("Kennzeichen", "HU-AH 412"), ("Parkquartier", "Innenstadt Nord")),
    valid="Gültig vom 1. Dezember 2026 bis 30. November 2027",
    hint="Legen Sie den Ausweis gut lesbar in das Fahrzeug.",
    check_address="https://rathaus.example.org/pruefen/0123456789abcdefghijkl/",
    check_hint="So prüfen Sie den Ausweis: QR-Code scannen.",
    qr_alt="QR-Code mit der Adresse zum Prüfen",
    number_label="Nummer",
)


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages).split())


def test_it_says_on_one_page_what_a_checker_reads() -> None:
    content = render_certificate(PERMIT, created_at=NOW)
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 1
    for words in ("Hanau", "Bewohnerparkausweis", "HU-AH 412", "Innenstadt Nord", "30. November 2027", PERMIT.number):
        assert words in text_of(content)
    assert PERMIT.check_address in text_of(content), "who cannot scan types it"


def test_it_is_an_archivable_and_accessible_pdf() -> None:
    with pikepdf.open(io.BytesIO(render_certificate(PERMIT, created_at=NOW))) as pdf, pdf.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("3", "A", "1")
        assert pdf.Root.MarkInfo.Marked
        drawings = pdf.pages[0].Resources.get("/XObject", {})
        assert "/Image" not in {str(each.Subtype) for each in dict(drawings).values()}, "drawn, not a grid of pixels"


def test_the_same_certificate_is_the_same_file() -> None:
    assert render_certificate(PERMIT, created_at=NOW) == render_certificate(PERMIT, created_at=NOW)


@pytest.mark.parametrize("typed", ["X" * 60, "#strong[x] $ \\", "\u202eA\u0000", "😀 Nord"])
def test_whatever_somebody_typed_is_set_as_text(typed: str) -> None:
    odd = replace(PERMIT, facts=(("Kennzeichen", "HU-AH 412"), ("Parkquartier", typed)))
    assert "HU-AH 412" in text_of(render_certificate(odd, created_at=NOW))


def test_the_qr_code_is_one_vector_drawing_that_scales() -> None:
    svg = draw_qr(PERMIT.check_address)
    assert svg.startswith("<svg")
    assert "viewBox" in svg
    assert not [part for part in (" width=", " style=", " class=", "<image") if part in svg]
