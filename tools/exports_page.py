"""Writes the clauses in docs/reference/standards/exports.md from the tests: `python tools/exports_page.py [--check]`.

A test names what it proves: `@pytest.mark.clause("RFC 9457", "3.1")`. Its name is the sentence on the page.
"""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CLONE = Path(__file__).resolve().parents[1]
PAGE = CLONE / "docs" / "reference" / "standards" / "exports.md"
TESTS = ("tests/engine", "tests/core", "tests/conformance", "tests/surfaces")

CLAUSES = "## By clause"


class Row(NamedTuple):
    """One clause: the standard, where in it, what holds, and the test."""

    standard: str
    clause: str
    what: str
    test: str


def rows() -> list[Row]:
    """Every clause that a test names."""
    paths = sorted(path for folder in TESTS for path in (CLONE / folder).rglob("test_*.py"))
    return [row for path in paths for row in rows_of(path)]


def rows_of(path: Path) -> Iterator[Row]:
    """Yield the clauses that the tests of a file name."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef):
            for standard, clause in clauses(node):
                sentence = node.name.removeprefix("test_").replace("_", " ")
                yield Row(standard, clause, sentence, path.relative_to(CLONE).as_posix())


def clauses(node: ast.FunctionDef) -> Iterator[tuple[str, str]]:
    """Yield standard and clause of every mark on a test."""
    for mark in node.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.clause":
            standard, clause = (ast.literal_eval(argument) for argument in mark.args)
            yield standard, clause


def written_by_hand() -> str:
    """Return what stands above the clauses."""
    return PAGE.read_text(encoding="utf-8").partition(f"{CLAUSES}\n")[0]


def page() -> str:
    """Return the whole page."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows():
        found[row.standard].append(row)
    parts = [written_by_hand().rstrip("\n") + "\n", f"{CLAUSES}\n"]
    for standard, proven in sorted(found.items()):
        parts += [f"### {standard}\n", "| clause | what holds | test |", "| --- | --- | --- |"]
        parts += [f"| {row.clause} | {row.what} | `{row.test}` |" for row in sorted(proven)]
        parts.append("")
    return "\n".join(parts)


def main() -> int:
    """Write the page, or with --check say that it is out of date."""
    text = page()
    if PAGE.read_text(encoding="utf-8") == text:
        return 0
    if "--check" in sys.argv:
        sys.stderr.write("docs/reference/standards/exports.md is out of date; run `make docs`\n")
        return 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
