"""Writes docs/reference/standards/pruefungen.md: `python tools/quality_page.py [--check] [FOLDER of real schemas]`.

How often each check speaks is counted over the folder. With --check, and where there is no such folder, the counts on
the page are kept; tests/conformance compares them with the folder.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rathaus.engine.compiler.inspection import inspect_file
from rathaus.engine.quality.checks import MESSAGES
from rathaus.engine.quality.grades import DISABLED, Grade
from rathaus.engine.quality.lint import FIELDS, POSITIONS, QUESTIONS
from rathaus.engine.quality.pages import PAGES
from rathaus.engine.quality.undecidable import UNDECIDABLE

CLONE = Path(__file__).resolve().parents[1]
PAGE = CLONE / "docs" / "reference" / "standards" / "pruefungen.md"
CORPUS = Path(os.environ.get("RATHAUS_SHARED", CLONE.parent / "shared")) / "fim" / "xdf3"
ROW = re.compile(r"^\| ([A-Z]{3}-\d{3,4}) \|.*\| (\d+) \| (\d+) \|$", re.MULTILINE)
COUNTED = re.compile(r"Counted over (\d+) released schemas")

INTRODUCTION = """\
# Quality checks

`rathaus pruefe FILE…` and the compiler run these checks. Numbers and grades are those of the official catalogue,
`urn:xoev-de:fim-datenfelder:codeliste:xdfm` 1.8; the words are ours. `FehlerKritisch` ends `rathaus pruefe` with exit
status 1. Real released schemas break checks, so none keeps a schema from becoming a form: what a form cannot do without
is an error of its own, `COM-…` in [findings](../findings.md).

Counted over {count} released schemas of XDatenfelder 3.0.0: in how many places, and in how many schemas, each check
speaks. What is wrong with an element counts once for each schema, at its first place.

Checks 1076 and 1122 need the code list beside the schema (`--codelists`). Files of version 2.0 are upgraded first and
not asked what that version cannot say: the profile of a schema (1007, 1096, 1097, 1124) and the date of a status (1142
to 1144); its restrictions are JSON, so 1059 and 1060 are left to the reader. Written by `make docs`; do not edit.
"""


class Counts(NamedTuple):
    """How often each code spoke: in places, in files, and over how many files."""

    places: Counter[str]
    files: Counter[str]
    total: int


def count(folder: Path) -> Counts:
    """Run all checks over the schemas of a folder."""
    places, files, paths = Counter[str](), Counter[str](), sorted(folder.glob("*.xml"))
    for path in paths:
        spoken = Counter(each.code for each in inspect_file(path.read_bytes()).meldungen)
        places.update(spoken)
        files.update(spoken.keys())
    return Counts(places, files, len(paths))


def counts_on_the_page() -> Counts:
    """Read back what was counted before."""
    text = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    rows = ROW.findall(text)
    total = COUNTED.search(text)
    places, files = ({code: int(row[index]) for code, *row in rows} for index in (0, 1))
    return Counts(Counter(places), Counter(files), int(total[1]) if total else 0)


def page(counts: Counts) -> str:
    """Return the whole page."""
    return "\n".join([INTRODUCTION.format(count=counts.total), *official(counts), *ours(counts), *left_out(), ""])


def official(counts: Counts) -> Iterator[str]:
    """Yield the table of the official checks that are run."""
    yield f"## Official checks that are run: {len(MESSAGES)}\n"
    yield from header("check", "grade")
    for number, said in sorted(MESSAGES.items()):
        yield row(f"FIM-{number}", said.grade.value, (said.what.en, said.remedy.en), counts)


def header(first: str, second: str) -> tuple[str, str]:
    """Return the head of a table of checks."""
    return (
        f"| {first} | {second} | what is wrong | what to do | places | schemas |",
        "| --- | --- | --- | --- | --: | --: |",
    )


def row(code: str, grade: str, said: tuple[str, str], counts: Counts) -> str:
    """Return one line of a table of checks."""
    what, remedy = (text.replace("{detail}", "").replace("|", "\\|") for text in said)
    return f"| {code} | {grade} | {what} | {remedy} | {counts.places[code]} | {counts.files[code]} |"


def ours(counts: Counts) -> Iterator[str]:
    """Yield the table of our lints."""
    yield "\n## Lints of ours\n"
    yield from header("lint", "grade")
    for check in sorted((*POSITIONS.all, *FIELDS.all, *PAGES.all, *QUESTIONS.all), key=lambda check: check.code):
        said = check.wording
        yield row(check.code, said.grade.value, (said.what.en, said.remedy.en), counts)
    consent = ("A yes/no question that must be answered may be meant as a consent.", "See COM-012 in findings.")
    yield row("COM-012", Grade.HINWEIS.value, consent, counts)


def left_out() -> Iterator[str]:
    """Yield the checks that no file can decide, and those that the catalogue itself switched off."""
    yield f"\n## Official checks that a file cannot decide: {len(UNDECIDABLE)}\n"
    yield "| check | grade | why |"
    yield "| --- | --- | --- |"
    for number, (grade, why) in sorted(UNDECIDABLE.items()):
        yield f"| {number} | {grade.value} | {why.en} |"
    yield "\n## Switched off in the catalogue itself\n"
    yield f"{', '.join(str(number) for number in sorted(DISABLED))}. They are not run."


def main() -> int:
    """Write the page, or with --check say that it is out of date."""
    folder = next((Path(word) for word in sys.argv[1:] if not word.startswith("--")), CORPUS)
    is_check = "--check" in sys.argv
    text = page(count(folder) if folder.is_dir() and not is_check else counts_on_the_page())
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    if is_check:
        sys.stderr.write("docs/reference/standards/pruefungen.md is out of date; run `make docs`\n")
        return 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
