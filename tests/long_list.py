"""The dog tax as a service whose breeds come from a list of 10,000 entries, and whose colours are several of them."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from rathaus.core.leistung.package import Package, read_folder
from tests.standards.genericode.samples import IDENTIFICATION, codelist, row

FOLDER = Path(__file__).parents[1] / "leistungen" / "99102013002000-hundesteuer-anmeldung"
SLUG, TITLE = "lange-liste", "Hund mit langer Liste anmelden"
SIZE = 10_000
BREED, COLOURS = "G06900001003.F06900001012", "G06900001003.F06900001016"

_SPECIAL = ("Großer Münsterländer", "Österreichischer Pinscher", "Kleiner Münsterländer", "Terrier", "Terrier", "Mops")
_REFERENCE = (
    "<xdf3:codelisteReferenz><xdf3:canonicalIdentification>urn:test:farbe</xdf3:canonicalIdentification>"
    "<xdf3:version>2</xdf3:version></xdf3:codelisteReferenz>"
)
_FIELD = r"(<xdf3:anzahl>)1:1(</xdf3:anzahl>(?:(?!<xdf3:anzahl>).)*<xdf3:id>{id}<.*?<code>)input(</code>.*?)"
_LIMITS = r"<xdf3:praezisierung [^>]*/>(.*?</xdf3:vorbefuellung>)"


def names() -> Iterator[str]:
    """Yield the names: some that people type in several ways, two that are equal, then numbered ones."""
    yield from _SPECIAL
    yield from (f"Jagdhund Nummer {number}" for number in range(len(_SPECIAL), SIZE))


def long_list() -> bytes:
    """Return the list; codes are ``00000`` to ``09999``."""
    rows = "".join(row(f"{number:05}", escape(name)) for number, name in enumerate(names()))
    return codelist(identification=IDENTIFICATION, rows=rows)


def long_list_package(number: str = "1.0.0") -> Package:
    """Return the package."""
    files = dict(read_folder(FOLDER))
    schema = files["daten.xdf3.xml"].decode()
    for path, count in ((BREED, "1:1"), (COLOURS, "0:*")):
        pattern = _FIELD.format(id=path.rpartition(".")[2]) + _LIMITS
        schema, changed = re.subn(pattern, rf"\g<1>{count}\g<2>select\g<3>\g<4>{_REFERENCE}", schema, flags=re.DOTALL)
        assert changed == 1, path
    ablauf = files["ablauf.toml"].decode().replace('slug = "hundesteuer-anmeldung"', f'slug = "{SLUG}"')
    ablauf = re.sub(r'(?m)^version = ".*"$', f'version = "{number}"', ablauf, count=1)
    ablauf = ablauf.replace(f'  "{COLOURS}",\n', "")
    description = files["leistung.xzufi.xml"].decode().replace("Hund anmelden (Hundesteuer)", TITLE)
    description = description.replace("Register a dog (dog tax)", "Register a dog with a long list")
    ours = {path: content for path, content in files.items() if not path.startswith("beispiele/")}
    return ours | {
        "daten.xdf3.xml": schema.encode(),
        "ablauf.toml": ablauf.encode(),
        "leistung.xzufi.xml": description.encode(),
        "codelisten/rasse.xml": long_list(),
    }


def zipped(package: Package) -> bytes:
    """Return the package as a ZIP."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in package.items():
            archive.writestr(path, data)
    return content.getvalue()
