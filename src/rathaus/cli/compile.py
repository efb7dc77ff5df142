"""Compile schemas (XDatenfelder) or packages and print findings and the form. Needs no database."""

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rathaus.cli.printing import print_findings
from rathaus.cli.schema_sources import SchemaOutcome, SchemaSources, codelists_in, compile_sources, sources_in
from rathaus.core.codeliste.own import with_own
from rathaus.core.leistung.package import read_folder
from rathaus.core.leistung.rules import compile_package
from rathaus.engine.compiler.compile import Compiled
from rathaus.engine.formular.model import Formular
from rathaus.engine.formular.picture import picture
from rathaus.standards.xdatenfelder.validate import XsdCheck
from rathaus.values.findings import Finding, Severity

_MISSING_LIST = "COM-001"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the files."""
    parser.add_argument(
        "file",
        type=Path,
        nargs="+",
        help="a schema file, a folder with a schema and its lists, or the folder of a package; several give a table",
    )
    parser.add_argument("--codelists", type=Path, help="folder of genericode files that the schema may refer to")
    parser.add_argument("--rules", type=Path, help="regeln.json for a single schema file")
    parser.add_argument("--texts", type=Path, action="append", default=[], help="translation message (0106)")
    parser.add_argument("--xsd", type=Path, help="folder of the official XML schemas, to validate against them too")
    parser.add_argument("--language", choices=["de", "en"], default="de", help="language of findings and form")


def run(options: argparse.Namespace) -> int:
    """Print findings and the form, or a table of several; exit status 1 when there is no form."""
    for path in options.file:
        if not path.exists():
            print(f"{path} does not exist. Name a schema file or the folder of a package.")
            return 1
    xsd = XsdCheck(options.xsd) if options.xsd else None
    if len(options.file) > 1:
        return _print_table(options, xsd)
    outcome = _compile(options.file[0], options, xsd)
    form = outcome.compiled.formular if outcome.compiled else None
    print_findings(outcome.findings, language=options.language)
    if form is not None:
        print(picture(form))
    return 0 if form is not None else 1


def _compile(path: Path, options: argparse.Namespace, xsd: XsdCheck | None) -> SchemaOutcome:
    sources = sources_in(path) if path.is_dir() and not (path / "ablauf.toml").exists() else None
    if path.is_dir() and sources is None:
        package = compile_package(read_folder(path), find_codelists=lambda uris: with_own((), uris=uris))
        form: Formular | None = package.formular if package.is_sound else None
        return SchemaOutcome(Compiled(form, package.findings), package.findings)
    sources = sources or SchemaSources(path.read_bytes())
    given = replace(
        sources,
        codelists=(*sources.codelists, *(codelists_in(options.codelists) if options.codelists else ())),
        translations=(*sources.translations, *(text.read_bytes() for text in options.texts)),
        rules=options.rules.read_bytes() if options.rules else None,
    )
    return compile_sources(given, xsd=xsd)


def _print_table(options: argparse.Namespace, xsd: XsdCheck | None) -> int:
    """Print one line for each schema, then the findings by number and the lists that forms wait for."""
    print("outcome  pages  questions  errors  warnings  hints  file")
    outcomes: list[SchemaOutcome] = []
    for path in options.file:
        if not path.is_dir() and path.suffix != ".xml":
            print(f"left out {'':41}{path.name}: no XML")
            continue
        outcomes.append(_compile(path, options, xsd))
        print(_row(outcomes[-1], path.name))
    _print_sums(outcomes, options.language)
    return 0 if all(_verdict(outcome) != "failed" for outcome in outcomes) else 1


def _verdict(outcome: SchemaOutcome) -> str:
    """Return whether there is a form, or one that only waits for code lists."""
    if outcome.compiled is None or not (outcome.compiled.draft or outcome.compiled.formular):
        return "failed"
    errors = {each.code for each in outcome.findings if each.severity is Severity.ERROR}
    if errors - {_MISSING_LIST}:
        return "failed"
    return "waits" if errors else "form"


def _row(outcome: SchemaOutcome, name: str) -> str:
    form = outcome.compiled and (outcome.compiled.formular or outcome.compiled.draft)
    pages, questions = (len(form.pages), len(form.fields)) if form else (0, 0)
    counts = Counter(each.severity for each in outcome.findings)
    errors, warnings, hints = (counts[severity] for severity in Severity)
    return f"{_verdict(outcome):8} {pages:5} {questions:10} {errors:7} {warnings:9} {hints:6}  {name}"


def _print_sums(outcomes: Sequence[SchemaOutcome], language: str) -> None:
    found: dict[str, list[Finding]] = {}
    for outcome in outcomes:
        for each in outcome.findings:
            found.setdefault(each.code, []).append(each)
    print("\ncount  finding, with the first of its kind")
    for _, same in sorted(found.items()):
        print(f"{len(same):5}  {same[0].as_line(language)}")
    waiting = Counter(urn for outcome in outcomes for urn in outcome.awaited)
    if waiting:
        print("\nforms  wait for the code list")
        for urn, forms in sorted(waiting.items()):
            print(f"{forms:5}  {urn}")
    verdicts = Counter(_verdict(outcome) for outcome in outcomes)
    print(f"\n{len(outcomes)} compiled: {verdicts['form']} forms, {verdicts['waits']} wait for code lists, "
          f"{verdicts['failed']} failed")  # fmt: skip
