"""Fira Sans for the web (subset, WOFF2) and for paper (complete, TrueType)."""

import logging
from collections.abc import Callable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

# The package's OS/2 tables are of version 3; fontTools says so for every file.
logging.getLogger("fontTools").setLevel(logging.ERROR)

#: Weights that the style sheet and the letters use; the file name in the package and ours.
WEIGHTS = {
    "FiraSans-Regular": "fira-sans-regular",
    "FiraSans-SemiBold": "fira-sans-semibold",
    "FiraSans-Bold": "fira-sans-bold",
}

#: Unicode ranges that pages need: Latin, Latin-1, Latin Extended-A, ș ț, capital ß, punctuation, €, arrows, minus.
WEB_RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x218, 0x21B), (0x1E9E, 0x1E9E), (0x2010, 0x2027), (0x202F, 0x203A),
    (0x20AC, 0x20AC), (0x2190, 0x2193), (0x2212, 0x2212), (0x2264, 0x2265),
)  # fmt: skip


def write_web_fonts(source: Path, target: Path) -> tuple[Path, ...]:
    """Write one small WOFF2 file for each weight that pages use; Bold is for paper only."""
    names = {name: ours for name, ours in WEIGHTS.items() if name != "FiraSans-Bold"}
    return _write_each(names, source, target, _write_subset, "woff2")


def write_pdf_fonts(source: Path, target: Path) -> tuple[Path, ...]:
    """Write the complete fonts as TrueType; the PDF renderer embeds only the glyphs it uses."""
    return _write_each(WEIGHTS, source, target, _write_truetype, "ttf")


def _write_each(
    names: dict[str, str], source: Path, target: Path, write: Callable[[Path, Path], None], suffix: str
) -> tuple[Path, ...]:
    written = tuple(target / f"{ours}.{suffix}" for ours in names.values())
    for name, path in zip(names, written, strict=True):
        write(source / f"{name}.woff2", path)
    return written


def _write_subset(source: Path, target: Path) -> None:
    options = subset.Options(
        flavor="woff2", layout_features=["kern", "liga", "tnum", "locl", "ccmp", "mark"], hinting=False
    )
    options.notdef_outline = True
    options.name_IDs = [1, 2, 13, 14]
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in WEB_RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


def _write_truetype(source: Path, target: Path) -> None:
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    font.save(target, reorderTables=False)
