"""Read a process (XProzess, BPMN, DMN or ablauf.toml) and print findings, a draft or a drawing. Needs no database."""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from rathaus.cli.printing import print_findings
from rathaus.core.codeliste.own import with_own
from rathaus.core.leistung.package import read_folder
from rathaus.core.leistung.rules import compile_package
from rathaus.engine.formular.model import Field, Formular
from rathaus.engine.package_draft.places import ABLAUF, OLD_SCHEMA, SCHEMA
from rathaus.engine.prozess.describe import describe_prozess
from rathaus.engine.prozess.draw import draw_prozess
from rathaus.engine.prozess.entscheidungstabelle import Entscheidungstabelle
from rathaus.engine.prozess.entscheidungstabelle_check import check_tables_against_form
from rathaus.engine.prozess.entscheidungstabelle_evaluate import explain_rule
from rathaus.engine.prozess.entscheidungstabelle_show import labels_of
from rathaus.engine.prozess.read import read_ablauf
from rathaus.engine.prozess_import.dmn import import_dmn, is_dmn, is_readable
from rathaus.engine.prozess_import.importing import ProzessDraft, import_prozess


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file."""
    parser.add_argument("file", type=Path, help="XProzess 2.0, BPMN 2.0, DMN 1.3 or an ablauf.toml")
    wanted = parser.add_mutually_exclusive_group()
    wanted.add_argument("--ablauf", action="store_true", help="print the draft of ablauf.toml, findings apart")
    wanted.add_argument("--svg", action="store_true", help="print the drawing, findings apart")
    parser.add_argument("--language", choices=["de", "en"], default="de", help="language of findings and drawing")


def run(options: argparse.Namespace) -> int:
    """Print what is wanted; exit status 1 when the procedure cannot run as it is."""
    path: Path = options.file
    if not path.is_file():
        print(f"{path} is no file. Name an export of XProzess, a diagram in BPMN, tables in DMN or an ablauf.toml.")
        return 1
    data = path.read_bytes()
    if path.suffix != ".toml" and is_dmn(data):
        return _run_tables(data, options)
    draft = _read(path, data)
    if options.ablauf:
        print(draft.text, end="")
    elif options.svg and draft.prozess is not None:
        print(draw_prozess(draft.prozess, language=options.language, formular=_form_beside(path)), end="")
    if options.ablauf or options.svg:
        for finding in draft.findings:
            print(finding.as_line(options.language), file=sys.stderr)
    else:
        _print_report(draft, options.language, formular=_form_beside(path))
    return 0 if draft.prozess is not None else 1


def _run_tables(data: bytes, options: argparse.Namespace) -> int:
    """Print the decision tables of a file of DMN: their draft, or what they say."""
    draft = import_dmn(data)
    if options.ablauf:
        print(draft.text, end="")
        for finding in draft.findings:
            print(finding.as_line(options.language), file=sys.stderr)
    else:
        print_findings(draft.findings, language=options.language)
        _print_tables(tuple(filter(is_readable, draft.tabellen)), options.language)
    return 0 if draft.tabellen else 1


def _read(path: Path, data: bytes) -> ProzessDraft:
    if path.suffix != ".toml":
        return import_prozess(data)
    result = read_ablauf(data)
    cover = check_tables_against_form(result.prozess, None) if result.prozess else ()
    return ProzessDraft(data.decode(errors="replace"), result.prozess, (*result.findings, *cover))


def _form_beside(path: Path) -> Formular | None:
    """Return the form of the package in which an ablauf.toml stands, so that conditions name its questions."""
    if path.name != ABLAUF or not any((path.parent / name).is_file() for name in (SCHEMA, OLD_SCHEMA)):
        return None
    package = compile_package(read_folder(path.parent), find_codelists=lambda uris: with_own((), uris=uris))
    return package.formular


def _print_report(draft: ProzessDraft, language: str, *, formular: Formular | None) -> None:
    print_findings(draft.findings, language=language)
    if draft.prozess is not None:
        print()
        for number, place in enumerate(describe_prozess(draft.prozess, language=language, formular=formular), start=1):
            print(f"{number:3}. {place.sentence(language)}")
        _print_tables(draft.prozess.tabellen, language, fields=formular.fields if formular else {})


def _print_tables(
    tabellen: tuple[Entscheidungstabelle, ...], language: str, *, fields: Mapping[str, Field] = MappingProxyType({})
) -> None:
    for tabelle in tabellen:
        print()
        labels = labels_of(tabelle, fields)
        for number in range(1, len(tabelle.regeln) + 1):
            print(explain_rule(tabelle, number, labels=labels).in_language(language))
