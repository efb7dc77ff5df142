"""Papers that people upload, and things that only pretend to be papers."""

import io

import pikepdf
from playwright.sync_api import FilePayload


def pdf(name: str, *, padding_bytes: int = 0) -> FilePayload:
    """Return an empty page as a PDF; with padding a heavy one."""
    paper, content = pikepdf.new(), io.BytesIO()
    paper.add_blank_page()
    if padding_bytes:
        paper.Root.Padding = pikepdf.Stream(paper, b"%" * padding_bytes)
    paper.save(content, compress_streams=False)
    return {"name": name, "mimeType": "application/pdf", "buffer": content.getvalue()}


def program_disguised_as_pdf(name: str) -> FilePayload:
    return {"name": name, "mimeType": "application/pdf", "buffer": b"MZ\x90\x00" + b"\x00" * 4000}
