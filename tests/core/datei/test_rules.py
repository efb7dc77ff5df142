"""Uploads are what they say they are, or they are refused with a clear error."""

from datetime import date

import pytest

from rathaus.core.datei.errors import (
    UploadActive,
    UploadDamaged,
    UploadDisguised,
    UploadEmpty,
    UploadEncrypted,
    UploadTooLarge,
    UploadTooManyPixels,
    UploadTypeRefused,
    UploadTypeUnknown,
)
from rathaus.core.datei.rules import NAME_LENGTH, CheckedUpload, check_upload, copy_name, sanitise_name, watermark
from tests.core.datei.samples import HEIC, JPEG, PNG, WEBP, pdf, pdf_with_object_stream, photo_of_a_phone


def check(name: str, content: bytes, allowed: tuple[str, ...] = (), max_size: int = 10_000) -> CheckedUpload:
    return check_upload(name=name, content=content, allowed=allowed, max_size=max_size)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("Mietvertrag.pdf", pdf(), "application/pdf"),
        ("Foto.JPG", JPEG, "image/jpeg"),
        ("foto.jpeg", JPEG, "image/jpeg"),
        ("Ausweis.png", PNG, "image/png"),
        ("Foto.webp", WEBP, "image/webp"),
        ("IMG_0815.HEIC", HEIC, "image/heic"),
    ],
)
def test_an_honest_upload_keeps_its_name(name: str, content: bytes, media_type: str) -> None:
    assert check(name, content) == CheckedUpload(name, media_type)


@pytest.mark.parametrize("name", ["Scan", "Scan 22.11.2026", "Brief an Herrn v.Mustermann"])
def test_a_name_without_extension_gets_the_one_of_its_content(name: str) -> None:
    assert check(name, pdf()).name == f"{name}.pdf"


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(UploadEmpty):
        check("leer.pdf", b"")


def test_a_large_file_is_refused_with_both_sizes() -> None:
    with pytest.raises(UploadTooLarge) as refused:
        check("gross.pdf", bytes(101), max_size=100)
    assert refused.value.facts == {"size_bytes": 101, "limit_bytes": 100}


@pytest.mark.parametrize("content", [b"MZ\x90\0", b"\x7fELF", b"#!/bin/sh\n", b"PK\x03\x04", b"<svg/>", b" %PDF-1.7"])
@pytest.mark.parametrize("allowed", [(), ("application/pdf",)])
def test_programs_and_unknown_types_are_refused_whatever_their_name(content: bytes, allowed: tuple[str, ...]) -> None:
    with pytest.raises(UploadTypeUnknown) as refused:
        check("rechnung.pdf", content, allowed)
    assert "application/pdf" in refused.value.facts["accepted"]


def test_a_type_that_is_not_wanted_here_is_refused() -> None:
    with pytest.raises(UploadTypeRefused) as refused:
        check("foto.png", PNG, ("application/pdf",))
    assert refused.value.facts == {"found": "image/png", "accepted": ["application/pdf"]}


@pytest.mark.parametrize(("name", "content"), [("foto.png", JPEG), ("setup.exe", pdf()), ("foto.png.pdf", PNG)])
def test_a_disguised_file_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(UploadDisguised):
        check(name, content)


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7\n1 0 obj", PNG[:20], JPEG[:10], WEBP[:-1], HEIC[:-9], photo_of_a_phone()[:-50]]
)
def test_a_file_without_its_end_is_refused(content: bytes) -> None:
    with pytest.raises(UploadDamaged):
        check("halb", content, max_size=1_000_000)


def test_a_photo_of_a_phone_is_kept_with_what_the_phone_appends() -> None:
    photo = photo_of_a_phone() + b"\0\0\0\x18ftypmp42 a film of three seconds"
    assert check("MVIMG_1.jpg", photo, max_size=1_000_000).media_type == "image/jpeg"


@pytest.mark.parametrize(
    "content",
    [
        pdf(b"3 0 obj\n<</S/JavaScript/JS(app.alert\\(1\\))>>\nendobj"),
        pdf(b"3 0 obj\n<</S /J#61vaScript>>\nendobj"),
        pdf(b"3 0 obj\n<</Type/Action/S/Launch/F(x)>>\nendobj"),
        pdf(b"3 0 obj\n<</Names[(a.exe) 4 0 R]>>\nendobj\n4 0 obj\n<</Type/EmbeddedFile>>\nendobj"),
        pdf(b"3 0 obj\n<</AcroForm<</XFA 4 0 R>>>>\nendobj"),
        pdf(b"3 0 obj\n<</Subtype/RichMedia>>\nendobj"),
        pdf_with_object_stream(b"<</S/JavaScript/JS 7 0 R>>"),
        pdf(b"5 0 obj\n<</Type/ObjStm>>\nstream\n<</S/Launch>>\nendstream\nendobj"),
    ],
)
def test_a_pdf_that_does_something_is_refused(content: bytes) -> None:
    with pytest.raises(UploadActive):
        check("aktiv.pdf", content)


def test_an_encrypted_pdf_is_refused() -> None:
    with pytest.raises(UploadEncrypted):
        check("geheim.pdf", pdf(trailer=b"/Encrypt 8 0 R"))


@pytest.mark.parametrize(
    "content",
    [
        pdf(b"4 0 obj\n<</Length 9>>\nstream\n/JS /Launch \nendstream\nendobj"),
        pdf(b"3 0 obj\n<</JSomething 1/OpenAction[2 0 R/Fit]>>\nendobj"),
        pdf_with_object_stream(b"<</Type/Font>>"),
    ],
)
def test_words_inside_pictures_and_harmless_actions_do_not_matter(content: bytes) -> None:
    assert check("harmlos.pdf", content).media_type == "application/pdf"


def test_a_compressed_bomb_is_read_up_to_a_limit_only() -> None:
    bomb = pdf_with_object_stream(bytes(30_000_000)) + pdf_with_object_stream(b"<</S/Launch>>")
    assert check("bombe.pdf", bomb, max_size=1_000_000).media_type == "application/pdf"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ada\\Mietvertrag.pdf", "Mietvertrag.pdf"),
        ("a\0b\nc\u202egnp.pdf", "abcgnp.pdf"),
        ("  Zwei   Wörter.pdf ", "Zwei Wörter.pdf"),
        ('was? "das".pdf', "was_ _das_.pdf"),
        ("Mu\u0308ller.pdf", "Müller.pdf"),
        ("...", "Datei"),
        ("", "Datei"),
    ],
)
def test_names_lose_folders_and_hidden_characters(name: str, safe: str) -> None:
    assert sanitise_name(name) == safe


@pytest.mark.parametrize("name", ["ü" * 300, "ü" * 300 + ".pdf", "ü" * 118 + ".b"])
def test_long_names_are_cut_and_keep_their_extension(name: str) -> None:
    cut = check(name, pdf()).name if not name.endswith(".b") else sanitise_name(name)
    assert len(cut) <= NAME_LENGTH
    assert cut.endswith(name[-2:] if "." in name else ".pdf")


def test_a_picture_that_would_fill_the_memory_is_refused_by_its_header() -> None:
    bomb = PNG[:16] + (40_000).to_bytes(4) + (40_000).to_bytes(4) + PNG[24:]
    with pytest.raises(UploadTooManyPixels) as refused:
        check("bombe.png", bomb)
    assert refused.value.facts["pixels"] == 1_600_000_000


@pytest.mark.parametrize(
    ("name", "media_type", "copy"),
    [
        ("IMG_1.HEIC", "image/jpeg", "IMG_1.jpg"),
        ("foto.jpeg", "image/jpeg", "foto.jpeg"),
        ("Foto", "image/png", "Foto.png"),
        ("a.csv", "text/csv", "a.csv"),
        ("ü" * 116 + ".png", "application/pdf", "ü" * 116 + ".pdf"),
    ],
)
def test_a_copy_is_named_after_the_original_and_its_own_type(name: str, media_type: str, copy: str) -> None:
    assert copy_name(name, media_type) == copy


def test_a_watermark_says_what_the_copy_is_for() -> None:
    day = date(2026, 11, 22)
    assert watermark("Parkausweis", "Stadt Hanau", day=day) == "Kopie für „Parkausweis“, Stadt Hanau, 22.11.2026"
    assert watermark("Parkausweis", "", day=day) == "Kopie für „Parkausweis“, 22.11.2026"
    assert watermark("", "Stadt Hanau", day=day) == ""
