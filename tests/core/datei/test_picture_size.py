"""Width and height come from the header, whatever the rest of the file says."""

import pytest

from rathaus.core.datei.picture_size import picture_size
from tests.core.datei.samples import HEIC, JPEG, PNG, WEBP, picture

VP8 = b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a" + (640).to_bytes(2, "little") + (480).to_bytes(2, "little")
VP8X = b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + (15999).to_bytes(3, "little") + (11999).to_bytes(3, "little")


@pytest.mark.parametrize(
    ("content", "media_type", "size"),
    [
        (JPEG, "image/jpeg", (4, 3)),
        (picture("JPEG", size=(700, 300), progressive=True), "image/jpeg", (700, 300)),
        (b"\xff\xd8\xff\x01" + JPEG[2:], "image/jpeg", (4, 3)),
        (b"\xff\xd8\xff\xff" + JPEG[2:], "image/jpeg", (4, 3)),
        (PNG, "image/png", (4, 3)),
        (WEBP, "image/webp", (4, 3)),
        (VP8, "image/webp", (640, 480)),
        (VP8X, "image/webp", (16000, 12000)),
        (HEIC, "image/heic", (64, 64)),
    ],
)
def test_the_header_tells_the_size(content: bytes, media_type: str, size: tuple[int, int]) -> None:
    assert picture_size(content, media_type) == size


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (JPEG[:30], "image/jpeg"),
        (b"\xff\xd8\xff\xd9\0\0", "image/jpeg"),
        (PNG[:17], "image/png"),
        (b"RIFF\0\0\0\0WEBPELSE", "image/webp"),
        (HEIC[:40], "image/heic"),
        (b"%PDF-1.7", "application/pdf"),
    ],
)
def test_a_header_that_tells_nothing_gives_no_size(content: bytes, media_type: str) -> None:
    assert picture_size(content, media_type) is None
