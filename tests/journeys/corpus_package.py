"""A real schema as a package that somebody can upload: with an Ablauf, a letter, lists and an example of right answers.

Only the schema is real, with the lists that lie beside it. What the town hall needs besides is made here, and a list
that is not there gets a stand-in with letters for entries: it is the form that is looked at.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from rathaus.cli.schema_sources import SchemaSources, codelists_in, compile_sources, sources_in
from rathaus.engine.formular.model import Answers, Formular
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.genericode.read import read_codelist
from tests.conformance.corpus import FIM, name_of
from tests.conformance.valid_answers import fill_form

TODAY = date(2026, 11, 22)
SHARES = (0.5, 0.3, 0.15, 0.0)
EXAMPLE = "voll"
_DESCRIPTION = Path(__file__).parents[2] / "leistungen" / "99102013002000-hundesteuer-anmeldung" / "leistung.xzufi.xml"
_ENTRIES = "ABCDEFGHI"
_NAMESPACE = "http://docs.oasis-open.org/codelist/ns/genericode/1.0/"

_ABLAUF = """
[leistung]
schluessel = "99102013002000"
slug = "{slug}"
version = "1.0.0"
verfahrensrecht = "VwVfG"
formvorschrift = "keine"
[zustaendigkeit]
ebene = "gemeinde"
rechtsgrundlage = "§ 1"
[zeiten]
minuten = 10
bearbeitung_tage = 14
[gebuehr]
art = "keine"
[[aufgabe]]
key = "eingang"
art = "empfangen"
name = {{ de = "Antrag empfangen", en = "Receive" }}
[[aufgabe]]
key = "entscheiden"
art = "entscheiden"
name = {{ de = "Entscheiden", en = "Decide" }}
nach = ["eingang"]
[[rechtsgrundlage]]
paragraph = "§ 1"
gesetz = "Mustersatzung"
titel = {{ de = "Muster", en = "Sample" }}
{results}"""
_RESULT = """
[[ergebnis]]
key = "{key}"
art = "{key}"
name = {{ de = "{name}", en = "{key}" }}
vorlage = "bescheid/brief.md"
rechtsbehelf = "widerspruch"
"""
_REASON = 'gruende = [{ key = "fehlt", de = "Es fehlt etwas.", en = "Something is missing.", norm = "§ 1" }]\n'
_RESULTS = (
    _RESULT.format(key="grant", name="Bewilligt") + 'nach = ["eingang"]\n'
    + _RESULT.format(key="refuse", name="Abgelehnt") + _REASON
    + _RESULT.format(key="withdraw", name="Zurückgenommen")
)  # fmt: skip


@dataclass(frozen=True)
class CorpusPackage:
    """A package as ZIP, its form, and right answers, which are its example ``voll``."""

    slug: str
    content: bytes
    formular: Formular
    answers: Answers


def corpus_package(file: Path, *, seed: int) -> CorpusPackage:
    """Return the package of a schema.

    Args:
        file: the schema.
        seed: of the answers.
    """
    sources = _sources(file)
    waiting = compile_sources(sources).awaited
    stand_ins = {uri: stand_in(uri) for uri in waiting}
    read = [read_codelist(content).codelist for content in stand_ins.values()]
    lists = (*sources.codelists, *(each for each in read if each))
    outcome = compile_sources(replace(sources, codelists=lists)).compiled
    assert outcome is not None
    assert outcome.formular is not None, [finding.as_line() for finding in outcome.findings][:5]
    slug = f"muster-{name_of(file)}".lower().replace("_", "-").replace(".", "-")
    answers = fill_form(outcome.formular, seed=seed, today=TODAY, shares=SHARES).answers
    content = _zip(file, slug, lists=[*_beside(file), *stand_ins.values()], answers=answers)
    return CorpusPackage(slug, content, outcome.formular, answers)


def stand_in(uri: str) -> bytes:
    """Return a list of nine entries for a version URN that nobody has given us."""
    canonical, _, version = uri.rpartition("_") if "_" in uri else (uri, "", "")
    rows = "".join(_row(f"{number:03}", f"Eintrag {letter}") for number, letter in enumerate(_ENTRIES, start=1))
    return (
        f"<gc:CodeList xmlns:gc='{_NAMESPACE}'><Identification><ShortName>{escape(canonical)}</ShortName>"
        f"<Version>{escape(version or '1')}</Version><CanonicalUri>{escape(canonical)}</CanonicalUri>"
        f"<CanonicalVersionUri>{escape(uri)}</CanonicalVersionUri></Identification><ColumnSet>"
        "<Column Id='code' Use='required'><ShortName>code</ShortName><Data Type='string'/></Column>"
        "<Column Id='name' Use='required'><ShortName>name</ShortName><Data Type='string'/></Column>"
        "<Key Id='schluessel'><ShortName>schluessel</ShortName><ColumnRef Ref='code'/></Key></ColumnSet>"
        f"<SimpleCodeList>{rows}</SimpleCodeList></gc:CodeList>"
    ).encode()


def _row(*values: str) -> str:
    cells = zip(("code", "name"), values, strict=True)
    return "<Row>" + "".join(
        f"<Value ColumnRef='{column}'><SimpleValue>{value}</SimpleValue></Value>" for column, value in cells
    ) + "</Row>"  # fmt: skip


def _sources(file: Path) -> SchemaSources:
    beside = sources_in(file.parent) if file.parent.parent.name == "xdf2" else None
    sources = beside or SchemaSources(file.read_bytes())
    return replace(sources, codelists=(*sources.codelists, *_own_lists()))


@cache
def _own_lists() -> tuple[Codelist, ...]:
    return codelists_in(FIM / "codelists")


def _beside(file: Path) -> list[bytes]:
    folders = [FIM / "codelists", *([file.parent] if file.parent.parent.name == "xdf2" else [])]
    paths = [path for folder in folders for path in sorted(folder.glob("*.xml"))]
    return [path.read_bytes() for path in paths if path != file]


def _schema_name(file: Path) -> str:
    return "daten.xdf2.xml" if file.parent.parent.name == "xdf2" else "daten.xdf3.xml"


def files_around(slug: str) -> dict[str, bytes]:
    """Return what a package needs besides its schema."""
    return {
        "ablauf.toml": _ABLAUF.format(slug=slug, results=_RESULTS).encode(),
        "bescheid/brief.md": b"# Bescheid\n\nSie bekommen, was Sie beantragt haben.\n",
        "leistung.xzufi.xml": _DESCRIPTION.read_bytes(),
    }


def _zip(file: Path, slug: str, *, lists: Iterable[bytes], answers: Answers) -> bytes:
    files: Mapping[str, bytes] = {
        **files_around(slug),
        _schema_name(file): file.read_bytes(),
        f"beispiele/{EXAMPLE}.yaml": json.dumps({"name": "Alles richtig", "antworten": dict(answers)}).encode(),
        **{f"codelisten/{number}.xml": each for number, each in enumerate(lists)},
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return content.getvalue()
