"""Papers that people upload, and things that only pretend to be papers."""

import io

import pikepdf
from PIL import Image
from playwright.sync_api import FilePayload


def pdf(name: str, *, padding_bytes: int = 0) -> FilePayload:
    """Return an empty page as a PDF; with padding a heavy one."""
    paper, content = pikepdf.new(), io.BytesIO()
    paper.add_blank_page()
    paper.docinfo.Title = name  # no two papers are the same
    if padding_bytes:
        paper.Root.Padding = pikepdf.Stream(paper, b"%" * padding_bytes)
    paper.save(content, compress_streams=False)
    return {"name": name, "mimeType": "application/pdf", "buffer": content.getvalue()}


def photo_of_a_phone(name: str, *, padding_bytes: int = 0) -> FilePayload:
    """Return a photo that is stored lying on its side, red at its top, with the name of its camera."""
    picture = Image.new("RGB", (400, 200), "blue")
    picture.paste("red", (0, 0, 100, 200))
    exif, content = Image.Exif(), io.BytesIO()
    exif[0x0112] = 6  # orientation: a quarter clockwise
    exif[0x010F] = "Camera of Erika"
    picture.save(content, "JPEG", exif=exif)
    padding = name.encode().ljust(padding_bytes, b"\0")  # no two photos are the same
    return {"name": name, "mimeType": "image/jpeg", "buffer": content.getvalue() + padding}


def program_disguised_as_pdf(name: str) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": b"MZ\x90\x00" + b"\x00" * 4000}
