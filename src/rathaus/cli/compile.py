"""Compile a schema (XDatenfelder) or a whole package and print findings and the form. Needs no database."""

import argparse
from pathlib import Path

from rathaus.cli.printing import print_findings
from rathaus.core.leistung.package import read_folder
from rathaus.core.leistung.rules import compile_package
from rathaus.engine.compiler.compile import compile_formular
from rathaus.engine.formular.model import Formular
from rathaus.engine.formular.picture import picture
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.genericode.read import read_codelist
from rathaus.standards.xdatenfelder.read import read_schema
from rathaus.values.findings import Finding


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the file."""
    parser.add_argument("file", type=Path, help="a schema file, or the folder of a package")
    parser.add_argument("--codelists", type=Path, help="folder of genericode files that the schema may refer to")
    parser.add_argument("--rules", type=Path, help="regeln.json for a single schema file")
    parser.add_argument("--language", choices=["de", "en"], default="de", help="language of findings and form")


def run(options: argparse.Namespace) -> int:
    """Print findings, then the form; exit status 1 when there is no form."""
    if not options.file.exists():
        print(f"{options.file} does not exist. Name a schema file or the folder of a package.")
        return 1
    form, findings = _compile_folder(options.file) if options.file.is_dir() else _compile_file(options)
    print_findings(findings, language=options.language)
    if form is not None:
        print(picture(form))
    return 0 if form is not None else 1


def _compile_folder(folder: Path) -> tuple[Formular | None, tuple[Finding, ...]]:
    outcome = compile_package(read_folder(folder))
    return (outcome.formular if outcome.is_sound else None), outcome.findings


def _compile_file(options: argparse.Namespace) -> tuple[Formular | None, tuple[Finding, ...]]:
    result = read_schema(options.file.read_bytes())
    if result.schema is None:
        return None, result.findings
    rules = options.rules.read_bytes() if options.rules else None
    lists = _codelists(options.codelists) if options.codelists else {}
    compiled = compile_formular(result.schema, rules=rules, codelists=lists)
    return compiled.formular, (*result.findings, *compiled.findings)


def _codelists(folder: Path) -> dict[str, Codelist]:
    lists = (read_codelist(path.read_bytes()).codelist for path in sorted(folder.glob("*.xml")))
    return {each.version_uri: each for each in lists if each is not None}
