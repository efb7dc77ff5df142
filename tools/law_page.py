"""Writes docs/reference/recht.md from the shipped parameters and the suite: `python tools/law_page.py [--check]`."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from rathaus.recht.names import name_of, topic_of
from rathaus.recht.shipped import load_parameters

CLONE = Path(__file__).resolve().parents[1]
PAGE = CLONE / "docs" / "reference" / "recht.md"
TESTS = CLONE / "tests"
VECTOR = re.compile(r"Vector (?P<section>[\w ]+?): (?P<says>.+)")

INTRODUCTION = """\
# Law as data

Written by `make docs` from `src/rathaus/recht/parameter/*.toml` and from the tests. No number of a law stands in code.

- A row is never changed. A change of law is a new row with its own `valid_from`; `valid_to` is the first day on which a
  row no longer holds. A missing day is open.
- The row of the day of the **event** decides for everything that follows from the event. A period that began under a
  row is calculated by it to its end, even if the row ends while the period runs.
- `in_force` is applied. `unverified` is applied, and every result carries a banner until a person who saw the text
  confirms the row. `draft` is shown beside the law and never applied. `repealed` explains the past.
- A confirmation is append-only, counts from the day that the person names, for the state (coordination office) or for
  one body (its lead), and its id stands in the version id of the row: `bekanntgabe.fiction_days@HE/2026-12-01+3f2c…`.
- A stored result keeps the version ids that it used. An issued decision is explained by what was known at its issue.
- `rathaus recht check FILE` and `rathaus recht load FILE` bring new rows. The base rate of § 247 BGB
  (`zins.basiszinssatz`, `percent`) is not shipped: load one row for each half-year.
- Never claimed: a deemed approval where no law orders one, in Hessen as elsewhere; a draft as law.

A row of a file:

```toml
[[parameter]]
key = "zins.basiszinssatz"      # topic.name
jurisdiction = "federal"        # federal, EU, HE, SH
value = "1.27"                  # whole number, true/false, a day, or a decimal number as text; never a float
unit = "percent"                # days half_months weeks months years bool eur inhabitants percent …
valid_from = 2025-07-01
status = "in_force"
citation = "§ 247 BGB"
source = "where the text was seen"
verified_on = 2025-07-02        # optional, as valid_to, source_url, note, alternatives (unverified rows)
```
"""


def vectors() -> Iterator[tuple[str, str, str]]:
    """Section, vector and test of every test that names one in its docstring."""
    for path in sorted(TESTS.rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                found = VECTOR.match(" ".join((ast.get_docstring(node) or "").split()))
                if found:
                    place = f"`{path.relative_to(CLONE).as_posix()}::{node.name}`"
                    yield found["section"], found["says"].rstrip("."), place


def page() -> str:
    """The whole page."""
    parts = [INTRODUCTION, "## Parameters\n"]
    parts.append("| parameter | value | status | citation | verified on |\n|---|---|---|---|---|")
    parts += [
        f"| `{row.version_id}` <br>{topic_of(row.key).en}: {name_of(row.key).en} | {row.words.en} | {row.status.value} "
        f"| {row.citation} | {row.verified_on or '–'} |"
        for row in sorted(load_parameters().versions, key=lambda row: (row.version_id, row.status.value))
    ]
    parts.append("\n## Vectors of the law and their tests\n\n| vector | test |\n|---|---|")
    parts += [f"| {says.replace('|', '/')} | {place} |" for _, says, place in sorted(vectors(), key=_order)]
    return "\n".join(parts) + "\n"


def _order(vector: tuple[str, str, str]) -> tuple[int, str, str]:
    section, says, place = vector
    return (int(section) if section.isdigit() else 99, says, place)


def main() -> int:
    """Write the page, or say with --check that it is not what it would be."""
    wanted = page()
    if "--check" in sys.argv:
        if PAGE.read_text(encoding="utf-8") == wanted:
            return 0
        sys.exit("docs/reference/recht.md is not up to date: make docs")
    PAGE.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
