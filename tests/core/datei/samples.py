"""Small files of each type; all of them can be opened."""

import base64
import io
import random
import zlib

from PIL import Image


def picture(kind: str, *, size: tuple[int, int] = (4, 3), colour: str = "white", **options: object) -> bytes:
    """A picture of one colour in a format of Pillow."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **options)
    return out.getvalue()


def noise(kind: str, *, size: tuple[int, int] = (64, 48), **options: object) -> bytes:
    """A picture that no format makes small, the same each time."""
    out = io.BytesIO()
    pixels = random.Random(1).randbytes(size[0] * size[1] * 3)
    Image.frombytes("RGB", size, pixels).save(out, kind, **options)
    return out.getvalue()


def photo_of_a_phone(*, size: tuple[int, int] = (320, 240)) -> bytes:
    """A photo that holds a small one with an end of its own, as those of phones do."""
    photo = noise("JPEG", size=size)
    small = b"Exif\0\0" + noise("JPEG", size=(32, 24))
    return photo[:2] + b"\xff\xe1" + (2 + len(small)).to_bytes(2) + small + photo[2:]


def rotated_photo(*, size: tuple[int, int] = (40, 20)) -> bytes:
    """A photo of a camera held upright: its left edge is red and belongs to the top; it tells where it was taken."""
    picture_as_stored = Image.new("RGB", size, "blue")
    picture_as_stored.paste("red", (0, 0, size[0] // 4, size[1]))
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turn a quarter clockwise to see it upright
    exif[0x010F] = "Camera of Erika"
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    exif.get_ifd(0x8825)[2] = (50.0, 7.0, 58.0)
    out = io.BytesIO()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Erika</x:xmpmeta>"
    picture_as_stored.save(out, "JPEG", exif=exif, comment=b"a remark of Erika", xmp=xmp, quality=95)
    return out.getvalue()


PNG = picture("PNG")
JPEG = picture("JPEG")
WEBP = picture("WEBP", lossless=True)
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAchtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAADRpbG9j"
    "AAAAAERAAAIAAQAAAAAB7AABAAAAAAAAADQAAgAAAAACIAABAAAAAAAAACQAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAA"
    "ABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAABB2lwcnAAAADmaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNg"
    "AAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZE"
    "AcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAADAAAAABAAAAIAAAAAH////wAAAAAv///+AA"
    "AAACAAAAEHBpeGkAAAAAAwgICAAAAAlpcm90AwAAABlpcG1hAAAAAAAAAAEAAQaBAgMFhIYAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAA"
    "AGBtZGF0AAAAMCgBr1hxGpLd/6gP/LnIYBxZ1+ju/PM2bj1BWnjqjKMYOuB6pocx+pcKDqmvj/UYLAAAAAZFeGlmAABNTQAqAAAACAABARIA"
    "AwAAAAEABgAAAAAAAA=="
)
"""48 × 32 pixels, made for this test; turned by its own header."""


def pdf(objects: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF of one empty page with more objects or a longer trailer."""
    catalog = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 90 0 R>>\nendobj\n"
    pages = b"90 0 obj\n<</Type/Pages/Kids[91 0 R]/Count 1>>\nendobj\n"
    page = b"91 0 obj\n<</Type/Page/Parent 90 0 R/MediaBox[0 0 595 842]>>\nendobj\n"
    body = catalog + pages + page + objects + b"\n"
    second = len(catalog) + len(pages)
    table = b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n90 2\n%010d 00000 n \n%010d 00000 n \n"
    end = b"trailer\n<</Size 92/Root 1 0 R" + trailer + b">>\nstartxref\n%d\n%%%%EOF\n" % len(body)
    return body + table % (len(catalog), second) + end


def pdf_with_object_stream(hidden: bytes) -> bytes:
    """A PDF that keeps an object in a compressed stream."""
    packed = zlib.compress(hidden)
    return pdf(b"5 0 obj\n<</Type /ObjStm /Filter/FlateDecode>>\nstream\n" + packed + b"\nendstream\nendobj\n")
