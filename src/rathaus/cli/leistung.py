"""Draft the folder of a Leistung from the files of the standards, as the import of the coordination office does.

Needs no database. What no file says is written as a stand-in, printed with its line, and can be given with --set. Exit
status 1 when nothing was written, or when the form waits for a code list.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from rathaus.cli.printing import print_findings
from rathaus.core.codeliste.own import with_own
from rathaus.core.leistung.rules import CompileOutcome, compile_package
from rathaus.engine.package_draft.archive import spread
from rathaus.engine.package_draft.drafting import PackageDraft, draft_package
from rathaus.engine.package_draft.open_values import OpenValue
from rathaus.engine.package_draft.places import ABLAUF, DESCRIPTION
from rathaus.standards.xzufi.leika import parse_leika_key
from rathaus.values.findings import Finding, has_errors

_FOLDER, _KEY = "leistungen", "schluessel"
_STAND_IN, _MISSING_LIST = "PRO-026", "COM-001"
_FILES = ("schema", "xzufi", "prozess", "codeliste", "uebersetzung")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the act and its files."""
    acts = parser.add_subparsers(dest="act", required=True)
    new = acts.add_parser("new", help="write the folder of a new Leistung")
    new.add_argument("key", help="LeiKa key, 14 digits")
    new.add_argument("--schema", type=Path, required=True, help="XDatenfelder 3.0.0 or 2.0, or a ZIP with everything")
    new.add_argument("--xzufi", type=Path, help="description, XZuFi 2.2 or 2.3")
    new.add_argument("--prozess", type=Path, help="XProzess 2.0 or BPMN 2.0")
    new.add_argument("--codeliste", type=Path, nargs="+", default=[], help="genericode files")
    new.add_argument("--uebersetzung", type=Path, nargs="+", default=[], help="translation messages (0106)")
    new.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="what no file says")
    new.add_argument("--to", type=Path, default=Path(_FOLDER), help="folder in which the new folder is made")
    new.add_argument("--language", choices=["de", "en"], default="de", help="language of what is said")


def run(options: argparse.Namespace) -> int:
    """Write the folder and print findings and open values."""
    paths = list(_paths(options))
    if wrong := _wrong_usage(options, paths):
        print(wrong)
        return 1
    answers = dict(each.split("=", 1) for each in options.set)
    draft = draft_package(spread(_read(paths)), {**_in_lines(answers), _KEY: options.key})
    if not draft.files:
        print_findings(draft.findings, language=options.language)
        print("Nothing was written: the files do not make a package.")
        return 1
    known = {each.question.key for each in draft.open_values} - {_KEY}
    if unknown := [name for name in answers if name not in known]:
        print(f"{unknown[0]} is not asked here. {_names(known)}")
        return 1
    return _write(draft, options)


def _names(known: Iterable[str]) -> str:
    names = ", ".join(sorted(known))
    return f"--set takes: {names}." if names else "A finished package says everything itself."


def _wrong_usage(options: argparse.Namespace, paths: Iterable[Path]) -> str:
    """Return what is wrong with the words of the command; empty when nothing is."""
    if parse_leika_key(options.key) is None:
        return f"{options.key} is no LeiKa key: 14 digits that begin with 99; a detail needs a Verrichtung."
    for path in paths:
        if not path.is_file():
            return f"{path} is no file."
    unclear = [each for each in options.set if "=" not in each]
    return f"{unclear[0]} says no value. Write --set NAME=VALUE." if unclear else ""


def _paths(options: argparse.Namespace) -> Iterator[Path]:
    for name in _FILES:
        given = getattr(options, name)
        yield from given if isinstance(given, list) else [given] if given else []


def _read(paths: Iterable[Path]) -> dict[str, bytes]:
    """Return name to content; files of the same name in different folders keep apart by their folders."""
    found: dict[str, bytes] = {}
    for path in paths:
        found[path.name if path.name not in found else str(path)] = path.read_bytes()
    return found


def _in_lines(answers: Mapping[str, str]) -> dict[str, str]:
    """Return answers with the norms in lines: on one line they are told apart by semicolons."""
    return {key: value.replace(";", "\n") if key == "norm" else value for key, value in answers.items()}


def _write(draft: PackageDraft, options: argparse.Namespace) -> int:
    folder = options.to / f"{options.key}-{_slug(draft)}"
    if folder.exists():
        print(
            f"{folder} exists already and is left as it is. Name another place with --to, or another slug with --set."
        )
        return 1
    outcome = compile_package(draft.files, find_codelists=lambda _: with_own({}))
    if wrong := _wrong_key(outcome, options.key):
        print(wrong)
        return 1
    findings = tuple(dict.fromkeys((*draft.findings, *outcome.findings)))
    open_lines = [each for each in findings if each.code == _STAND_IN]
    others = [each for each in findings if each.code != _STAND_IN]
    print_findings(others, language=options.language)
    if has_errors(each for each in others if each.code != _MISSING_LIST):
        print("\nNothing was written: settle the errors above.")
        return 1
    _write_files(folder, draft.files)
    _print_open(draft.open_values, open_lines, options.language)
    print(f"\nwritten: {folder}, {len(draft.files)} files, {len(open_lines)} lines with a stand-in")
    return 1 if has_errors(others) else 0


def _wrong_key(outcome: CompileOutcome, key: str) -> str:
    """Return which file says another key than the command; empty when none does."""
    said = {ABLAUF: outcome.prozess.leistung.schluessel} if outcome.prozess else {}
    if outcome.description and outcome.description.leika_keys:
        said[DESCRIPTION] = outcome.description.leika_keys[0]
    for name, other in said.items():
        if other not in {"", key}:
            return (
                f"Nothing was written: {name} has the key {other}, the command says {key}. Settle which one is right."
            )
    return ""


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _slug(draft: PackageDraft) -> str:
    return next(
        (each.value for each in draft.open_values if each.question.key == "slug" and each.is_settled), "leistung"
    )


def _print_open(values: Iterable[OpenValue], lines: Iterable[Finding], language: str) -> None:
    left = [each for each in values if not each.is_settled]
    if left:
        print("\nopen, to be given with --set NAME=VALUE or in the file:")
    for each in left:
        question, options = each.question, "|".join(code for code, _ in each.question.options)
        problem = f" ({each.problem.in_language(language)})" if each.problem else ""
        suggested = f", suggested: {each.value}" if each.value and not each.problem else ""
        print(f"  {question.key}={options}{suggested}  {question.text.in_language(language)}{problem}")
    for finding in lines:
        print(f"  {finding.where}: {finding.what.in_language(language)}")
