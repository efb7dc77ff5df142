"""A file is whole when its own structure reaches its end; phones put much before and behind that end."""

import io
import struct

import pytest
from PIL import Image

from rathaus.core.datei import file_end
from rathaus.core.datei.file_end import is_whole
from rathaus.core.datei.rules import SIGNATURES
from tests.core.datei.samples import HEIC, JPEG, PNG, WEBP, noise, pdf, photo_of_a_phone

FILM = struct.pack(">I", 24) + b"ftypmp42\0\0\0\0mp42isom" + bytes(range(256)) * 40
WHOLE = {
    "application/pdf": pdf(),
    "image/jpeg": photo_of_a_phone(),
    "image/png": noise("PNG"),
    "image/webp": noise("WEBP"),
    "image/heic": HEIC,
}


def segment(kind: int, content: bytes) -> bytes:
    return bytes([0xFF, kind]) + struct.pack(">H", 2 + len(content)) + content


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + kind + content


def heic(places: bytes, *, before: bytes = b"") -> bytes:
    return box(b"ftyp", b"heic\0\0\0\0") + before + box(b"meta", bytes(4) + box(b"iloc", places))


def places(version: int, sizes: int, *numbers: bytes) -> bytes:
    return bytes([version, 0, 0, 0]) + struct.pack(">H", sizes) + b"".join(numbers)


def test_every_type_that_is_accepted_has_a_check() -> None:
    assert set(file_end._CHECKS) == {signature.media_type for signature in SIGNATURES} == set(WHOLE)


@pytest.mark.parametrize("media_type", WHOLE)
def test_a_whole_file_is_whole_with_whatever_is_added_to_it(media_type: str) -> None:
    for added in (b"", b"\r\n", bytes(5_000), *([FILM, FILM[:-7]] if media_type != "application/pdf" else [])):
        assert is_whole(WHOLE[media_type] + added, media_type)


@pytest.mark.parametrize("media_type", WHOLE)
def test_a_file_that_broke_off_is_not_whole_wherever_that_was(media_type: str) -> None:
    whole = WHOLE[media_type].rstrip()
    last = len(whole) - (len(b"startxref\n292\n%%EOF") if media_type == "application/pdf" else 0)
    for length in (*range(20, last, max(1, last // 400)), last - 1):
        assert not is_whole(whole[:length], media_type), length


def test_the_end_of_the_small_photo_inside_is_not_the_end() -> None:
    photo = photo_of_a_phone()
    assert photo.index(b"\xff\xd9") < photo.index(b"\xff\xda", photo.index(b"\xff\xd9")), "its thumbnail ends early"
    assert Image.open(io.BytesIO(photo)).size == (320, 240)
    assert not is_whole(photo[: len(photo) // 2], "image/jpeg")
    assert not is_whole(photo[: len(photo) // 2] + bytes(len(photo) // 2), "image/jpeg")


@pytest.mark.parametrize(
    "content",
    [
        noise("JPEG", progressive=True),
        noise("JPEG", restart_marker_blocks=1),
        JPEG[:2] + segment(0xE1, bytes(60_000)) + segment(0xFE, b"\xff\xd9") + JPEG[2:],
        JPEG[:2] + b"\xff\xff\xff" + JPEG[3:],
        JPEG[:-2] + b"rubbish" + JPEG[-2:],
    ],
    ids=["progressive", "restarts", "remarks", "filled", "rubbish before the end"],
)
def test_photos_of_every_build_are_whole(content: bytes) -> None:
    Image.open(io.BytesIO(content)).load()
    assert is_whole(content, "image/jpeg")
    assert not is_whole(content[:-1], "image/jpeg")


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/png"])
def test_a_file_without_pixels_is_not_whole(media_type: str) -> None:
    empty = {"image/jpeg": b"\xff\xd8\xff\xd9", "image/png": PNG[:33] + PNG[-12:]}[media_type]
    assert not is_whole(empty, media_type)


@pytest.mark.parametrize("media_type", ["image/jpeg", "image/png", "image/heic"])
def test_a_file_of_endless_parts_is_not_followed_to_its_end(media_type: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_end, "_STEP_LIMIT", 0)
    assert not is_whole(WHOLE[media_type], media_type)


def test_a_paper_for_the_web_that_broke_off_is_not_whole() -> None:
    first_part = pdf()
    assert not is_whole(first_part + b"5 0 obj\n<</Length 20000>>\nstream\n" + b"x" * 19_000, "application/pdf")
    assert is_whole(first_part + b"x" * 19_000 + pdf() + b"\n<!-- added by a mail server -->", "application/pdf")


@pytest.mark.parametrize("length", [0, 4])
def test_a_webp_without_content_is_not_whole(length: int) -> None:
    assert not is_whole(WEBP[:4] + length.to_bytes(4, "little") + WEBP[8:], "image/webp")


@pytest.mark.parametrize(
    "content",
    [
        heic(places(1, 0x4404, b"\0\1\0\1", b"\0\0\0\0", b"\0\1", b"\0\0\0\0", b"\0\0\0\0", b"\0\0\0\5")),
        heic(places(2, 0x0440, b"\0\0\0\1", b"\0\0\0\1", b"\0\0\0\0", b"\0\0\0\2", b"\0\1", b"\0\0\0\3")),
        heic(places(1, 0x4400, b"\0\1\0\1", b"\0\1\0\0", b"\0\1", b"\0\0\0\0", b"\0\xff\xff\xff")),
        heic(places(0, 0x4400, b"\0\1\0\1", b"\0\1", b"\0\1", b"\0\0\0\0", b"\0\xff\xff\xff")),
        heic(places(0, 0x4400, b"\0\0"), before=struct.pack(">I4sQ", 1, b"mdat", 20) + bytes(4)),
        heic(places(0, 0x4400, b"\0\0")).replace(struct.pack(">I", 30) + b"meta", bytes(4) + b"meta"),
    ],
    ids=[
        "with index",
        "long identifiers",
        "in the list itself",
        "in another file",
        "photo before the list",
        "up to the end",
    ],
)
def test_lists_of_places_of_every_version_are_read(content: bytes) -> None:
    assert is_whole(content, "image/heic")


@pytest.mark.parametrize(
    "content",
    [
        heic(places(0, 0x4400, b"\0\1\0\1", b"\0\0", b"\0\1", b"\0\0\0\0", b"\0\xff\xff\xff")),
        heic(places(0, 0x0000, b"\0\1\0\1", b"\0\0", b"\xff\xff")),
        heic(places(0, 0x4400, b"\0\1\0\1")),
        heic(b""),
        heic(bytes(256_001)),
        box(b"ftyp", b"heic\0\0\0\0") + b"\0\0\0\5meta",
    ],
    ids=["beyond the end", "no sizes", "broken off", "empty", "endless", "too small"],
)
def test_lists_of_places_that_make_no_sense_are_not_whole(content: bytes) -> None:
    assert not is_whole(content, "image/heic")
