"""Puts the built files into ``static/build``: the same input gives the same bytes."""

import shutil
from pathlib import Path

from rathaus.surfaces.ui.build import fonts, styles

_UI = Path(__file__).resolve().parents[1]
SOURCES = _UI / "static"
TARGET = SOURCES / "build"

#: Our style sheets in the order of the cascade.
STYLE_SOURCES = ("tokens", "layout", "content", "components", "forms", "surfaces", "staff", "print")

#: Our scripts: the one of every page, the shortcuts of staff, and the one of pages that ask for files.
SCRIPT_SOURCES = ("rathaus", "tasten", "upload")


class NodeModulesMissing(Exception):
    """The KERN package is not installed."""


def build_assets(node_modules: Path, target: Path = TARGET) -> tuple[Path, ...]:
    """Write style sheet, script, icon and fonts.

    Args:
        node_modules: directory that holds ``@kern-ux/native``.
        target: directory that is replaced.

    Returns:
        The files written, in a stable order.

    Raises:
        NodeModulesMissing: the KERN package is not there.
    """
    kern = node_modules / "@kern-ux" / "native" / "dist"
    if not (kern / "kern.min.css").is_file():
        raise NodeModulesMissing(
            f"KERN UX is missing in {node_modules}. Run `npm ci` in the repository, then build again."
        )
    shutil.rmtree(target, ignore_errors=True)
    (target / "fonts").mkdir(parents=True)
    (target / "fonts-pdf").mkdir()
    ours = "\n".join((SOURCES / "css" / f"{name}.css").read_text(encoding="utf-8") for name in STYLE_SOURCES)
    style_sheet = target / "rathaus.css"
    kern_css = (kern / "kern.min.css").read_text(encoding="utf-8")
    style_sheet.write_text(styles.keep_used_blocks(kern_css) + styles.minify(ours) + "\n", encoding="utf-8")
    scripts = tuple(target / f"{name}.js" for name in SCRIPT_SOURCES)
    for script in scripts:
        written = _without_remarks((SOURCES / "js" / script.name).read_text(encoding="utf-8"))
        script.write_text(written, encoding="utf-8")
    icon = Path(shutil.copyfile(SOURCES / "favicon.svg", target / "favicon.svg"))
    served = fonts.write_web_fonts(kern / "fonts" / "fira-sans", target / "fonts")
    printed = fonts.write_pdf_fonts(kern / "fonts" / "fira-sans", target / "fonts-pdf")
    return (style_sheet, *scripts, icon, *served, *printed)


def _without_remarks(script: str) -> str:
    """Leave out indentation and lines that are remarks; our script has no text over several lines."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("/*", "*", "//"))) + "\n"
