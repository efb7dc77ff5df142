"""Small files of each type."""

import zlib

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + bytes(17) + b"\0\0\0\0IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + bytes(20) + b"\xff\xd9"


def pdf(objects: bytes = b"", trailer: bytes = b"") -> bytes:
    """A small PDF with more objects or a longer trailer."""
    return (
        b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
        + objects
        + b"\ntrailer\n<</Root 1 0 R"
        + trailer
        + b">>\nstartxref\n9\n%%EOF\n"
    )


def pdf_with_object_stream(hidden: bytes) -> bytes:
    """A PDF that keeps an object in a compressed stream."""
    packed = zlib.compress(hidden)
    return pdf(b"5 0 obj\n<</Type /ObjStm /Filter/FlateDecode>>\nstream\n" + packed + b"\nendstream\nendobj\n")
