"""Check schemas (XDatenfelder) for quality and print what was found, gravest first. Needs no database."""

import argparse
import json
from collections import Counter
from pathlib import Path

from rathaus.core.codeliste.own import with_own
from rathaus.engine.compiler.inspection import inspect_file
from rathaus.engine.quality.examine import Report
from rathaus.engine.quality.grades import Grade, Meldung
from rathaus.standards.genericode.model import Codelist
from rathaus.standards.genericode.read import read_codelist
from rathaus.values.text import Text

_NOTHING = Text("Keine Meldungen.", "Nothing was found.")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the files."""
    parser.add_argument("file", type=Path, nargs="+", help="a file of XDatenfelder 3.0.0 or 2.0")
    parser.add_argument("--codelists", type=Path, help="folder of genericode files that the schema may refer to")
    parser.add_argument("--language", choices=["de", "en"], default="de", help="language of what is said")
    parser.add_argument("--json", action="store_true", help="print one JSON list instead of lines")


def run(options: argparse.Namespace) -> int:
    """Print what was found in each file; exit status 1 when anything is critical."""
    strangers = [f"{path} is no file." for path in options.file if not path.is_file()]
    if options.codelists and not options.codelists.is_dir():
        strangers.append(f"{options.codelists} is no folder.")
    if strangers:
        print("\n".join(strangers))
        return 1
    lists = with_own(_codelists(options.codelists) if options.codelists else {})
    reports = {path: inspect_file(path.read_bytes(), codelists=lists) for path in options.file}
    if options.json:
        print(json.dumps([_plain(path, report) for path, report in reports.items()], ensure_ascii=False, indent=2))
    else:
        for path, report in reports.items():
            _print_report(path, report, options.language)
    return 0 if all(report.is_sound for report in reports.values()) else 1


def _codelists(folder: Path) -> dict[str, Codelist]:
    lists = (read_codelist(path.read_bytes()).codelist for path in sorted(folder.glob("*.xml")))
    return {each.version_uri: each for each in lists if each is not None}


def _plain(path: Path, report: Report) -> dict[str, object]:
    return {
        "file": str(path),
        "sound": report.is_sound,
        "meldungen": [
            {
                "code": each.code,
                "grade": each.grade.value,
                "where": each.where,
                "what": each.what.to_json(),
                "remedy": each.remedy.to_json(),
            }
            for each in report.meldungen
        ],
    }


def _print_report(path: Path, report: Report, language: str) -> None:
    print(path.name)
    counts = Counter(each.grade for each in report.meldungen)
    for grade in Grade:
        if counts[grade]:
            print(f"\n  {grade.label.in_language(language)}: {counts[grade]}")
        for each in report.meldungen:
            if each.grade is grade:
                print(_line(each, language))
    if not counts:
        print(f"  {_NOTHING.in_language(language)}")
    print()


def _line(meldung: Meldung, language: str) -> str:
    what, remedy = meldung.what.in_language(language), meldung.remedy.in_language(language)
    return f"    {meldung.code} {meldung.where}: {what} {remedy}"
