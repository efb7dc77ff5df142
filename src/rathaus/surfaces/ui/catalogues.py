"""``python -m rathaus.surfaces.ui.catalogues``: keep the English translations of every surface up to date.

German is the source text in the templates and needs no catalogue. A surface is a folder beside this one that has
templates; its English texts live in ``locale/en/LC_MESSAGES/django.po``.
"""

import io
import sys
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SURFACES = Path(__file__).resolve().parents[1]
_METHODS = [("**/templates/**.html", "jinja2"), ("**/templates/**.txt", "jinja2")]
_JINJA = {"trimmed": "true", "silent": "false", "extensions": "jinja2.ext.do,jinja2.ext.loopcontrols"}
_OPTIONS = {pattern: _JINJA for pattern, _ in _METHODS}

#: Header lines that say nothing about the texts or would change with every run.
_NEEDLESS_HEADERS = tuple(
    f'"{name}:'.encode()
    for name in (
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)

type Translation = str | tuple[str, ...] | list[str] | None


def surfaces(root: Path = SURFACES) -> Iterator[Path]:
    """Yield the folders that have templates, in the order of their names."""
    yield from sorted(folder for folder in root.iterdir() if (folder / "templates").is_dir())


def update_catalogue(surface: Path, known: Mapping[Hashable, Translation] | None = None) -> tuple[Catalog, bool]:
    """Extract the texts of one surface into its catalogue and keep every translation.

    Args:
        surface: folder of the surface.
        known: translations of other surfaces, by German text; they fill what is not translated yet.

    Returns:
        The catalogue, and whether its file changed.
    """
    catalogue = read_catalogue(surface)
    catalogue.update(_extracted(surface), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    for message in catalogue:
        if message.id and not _is_translated(message.string) and known:
            message.string = known.get(_key(message.id), message.string)
    return catalogue, write_catalogue(surface, catalogue)


def write_catalogue(surface: Path, catalogue: Catalog) -> bool:
    """Write the English catalogue of a surface, the same bytes for the same texts; return whether the file changed."""
    buffer = io.BytesIO()
    write_po(buffer, catalogue, width=120, sort_by_file=True, include_lineno=False)
    lines = buffer.getvalue().splitlines(keepends=True)
    after = b"".join(line for line in lines if not line.startswith(_NEEDLESS_HEADERS))
    path = catalogue_path(surface)
    if path.is_file() and path.read_bytes() == after:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(after)
    return True


def translations(root: Path = SURFACES) -> dict[Hashable, Translation]:
    """Return what all surfaces have translated, by German text."""
    catalogues = [read_catalogue(surface) for surface in surfaces(root)]
    return {_key(m.id): m.string for c in catalogues for m in c if m.id and _is_translated(m.string)}


def read_catalogue(surface: Path) -> Catalog:
    """Read the English catalogue of a surface; an empty one when there is no file yet."""
    path = catalogue_path(surface)
    if not path.is_file():
        return _empty()
    with path.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def untranslated(catalogue: Catalog) -> tuple[str, ...]:
    """Return the German texts that have no English one yet."""
    return tuple(
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalogue
        if message.id and not _is_translated(message.string)
    )


def missing_texts(surface: Path) -> tuple[str, ...]:
    """Return texts of the templates that the catalogue lacks or leaves untranslated; for tests."""
    catalogue = read_catalogue(surface)
    known = {_key(message.id) for message in catalogue if message.id and _is_translated(message.string)}
    return tuple(str(message.id) for message in _extracted(surface) if message.id and _key(message.id) not in known)


def compile_catalogues(root: Path = SURFACES) -> tuple[Path, ...]:
    """Compile every catalogue to the ``.mo`` file that Django reads; return the files written."""
    written = []
    for surface in surfaces(root):
        if catalogue_path(surface).is_file():
            target = catalogue_path(surface).with_suffix(".mo")
            with target.open("wb") as file:
                write_mo(file, read_catalogue(surface))
            written.append(target)
    return tuple(written)


def catalogue_path(surface: Path) -> Path:
    """Return where the English catalogue of a surface lives."""
    return surface / "locale" / "en" / "LC_MESSAGES" / "django.po"


def _extracted(surface: Path) -> Catalog:
    catalogue = _empty()
    found = extract_from_dir(surface, method_map=_METHODS, options_map=_OPTIONS, keywords=_KEYWORDS)
    for name, _line, message, comments, context in found:
        catalogue.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalogue


_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}


def _empty() -> Catalog:
    return Catalog(locale="en", domain="django", project="Rathaus", header_comment="# English texts.", fuzzy=False)


def _key(message_id: Translation) -> Hashable:
    return message_id if isinstance(message_id, str) else tuple(message_id or ())


def _is_translated(string: Translation) -> bool:
    return bool(string) if isinstance(string, str) or not string else all(string)


def main() -> int:
    """Update and compile every catalogue; report what is untranslated."""
    known = translations()
    for surface in surfaces():
        catalogue, changed = update_catalogue(surface, known)
        missing = untranslated(catalogue)
        print(f"{surface.name}: {len(catalogue)} texts, {len(missing)} untranslated{' (updated)' if changed else ''}")
        for text in missing:
            print(f"  - {text}")
    compile_catalogues()
    return 0


if __name__ == "__main__":
    sys.exit(main())
