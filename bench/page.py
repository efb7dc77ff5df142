"""The page of figures; what people wrote between the parts that are measured stays."""

from pathlib import Path

from bench.errors import BenchFailed
from bench.servers import CLONE

PAGE = CLONE / "docs" / "reference" / "performance.md"


def write_between(page: Path, text: str, *, begin: str, end: str) -> None:
    """Put a text between two marks of a page.

    Raises:
        BenchFailed: the page does not have the marks.
    """
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise BenchFailed(f"{page.name} has no place for figures: {begin} … {end}")
    page.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")
