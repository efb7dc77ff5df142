"""Writes docs/reference/errors.md and findings.md from the source: `python tools/reference.py [--check]`."""

import ast
import functools
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

CLONE = Path(__file__).resolve().parents[1]
SOURCE = CLONE / "src" / "rathaus"
REFERENCE = CLONE / "docs" / "reference"
CODE = re.compile(r"[A-Z]{3}-\d{3}")
SEVERITIES = ("error", "warning", "hint")


class Row(NamedTuple):
    """One line of a table; empty texts where the source of this place does not say them."""

    severity: str = ""
    what: str = ""
    remedy: str = ""
    place: str = ""


@functools.cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Every module of the source with its path."""
    paths = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
    return tuple((path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in paths)


def error_rows() -> dict[str, Row]:
    """Every error class that sets a code: the docstring is the message."""
    rows = {}
    for place, module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.ClassDef) and (code := class_code(node)):
                says = (ast.get_docstring(node) or "").split("\n\n")[0].replace("\n", " ")
                rows[code] = Row(what=f"{node.name}: {says}", place=place)
    return rows


def class_code(node: ast.ClassDef) -> str:
    """The code that a class sets, or nothing."""
    for statement in node.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(statement.value, ast.Constant):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            if ast.unparse(targets[0]) == "code" and CODE.fullmatch(str(statement.value.value)):
                return str(statement.value.value)
    return ""


def finding_rows() -> dict[str, Row]:
    """Every other code with the first place that says what it means and what to do."""
    errors = error_rows()
    rows: dict[str, Row] = {}
    for place, module in modules():
        texts = named_texts(module)
        for code, node in coded_nodes(module):
            if code not in errors:
                rows[code] = fuller(rows.get(code, Row()), row_of(node, texts, place))
    return rows


def fuller(first: Row, second: Row) -> Row:
    """The row that says more."""
    return second if bool(second.what) + bool(second.remedy) > bool(first.what) + bool(first.remedy) else first


def coded_nodes(module: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Every code with the expression that belongs to it: the value of a dictionary or the call that it is given to."""
    for node in ast.walk(module):
        if isinstance(node, ast.Dict):
            pairs = [(key, value) for key, value in zip(node.keys, node.values, strict=True) if key]
        elif isinstance(node, ast.Call):
            pairs = [(argument, node) for argument in (*node.args, *(keyword.value for keyword in node.keywords))]
        elif isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Assign | ast.AnnAssign | ast.IfExp | ast.Return):
            pairs = [(child, node) for child in ast.iter_child_nodes(node)]
        else:
            continue
        for key, value in pairs:
            if isinstance(key, ast.Constant) and isinstance(key.value, str) and CODE.fullmatch(key.value):
                yield key.value, value


def named_texts(module: ast.Module) -> dict[str, str]:
    """Every constant of the module that is a Text, in English."""
    found = {}
    for node in module.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call) and is_text(node.value):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            found[ast.unparse(target)] = english(node.value)
    return found


def is_text(call: ast.Call) -> bool:
    """Whether an expression builds a Text."""
    return isinstance(call.func, ast.Name) and call.func.id == "Text"


def english(call: ast.Call) -> str:
    """The English half of a Text, or the German one where it is alone."""
    halves = [*call.args, *(keyword.value for keyword in call.keywords)]
    return literal(halves[-1]) if halves else ""


def literal(node: ast.AST) -> str:
    """The words of a string, with the names of the facts that are filled in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(literal(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return "{" + ast.unparse(node.value).split(".")[-1] + "}"
    return ""


def row_of(node: ast.AST, texts: dict[str, str], place: str) -> Row:
    """What an expression says: the first Text is what is wrong, the second what to do."""
    said = [text for text in in_order(node, texts) if text]
    names = re.findall(r"\b_?(error|warning|hint)\b", ast.unparse(node).lower())
    severity = next((name for name in names if name in SEVERITIES), "depends")
    what, remedy = [*said, "", ""][:2]
    return Row(severity=severity, what=what, remedy=remedy, place=place)


def in_order(node: ast.AST, texts: dict[str, str]) -> Iterator[str]:
    """The texts below a node as they are written, one after the other."""
    if isinstance(node, ast.Call) and is_text(node):
        yield english(node)
        return
    if isinstance(node, ast.Name) and node.id in texts:
        yield texts[node.id]
    for child in ast.iter_child_nodes(node):
        yield from in_order(child, texts)


def cell(text: str) -> str:
    """A text as one cell of a table."""
    return " ".join(text.split()).replace("|", "\\|") or "–"


def errors_page() -> str:
    """The page of the errors: rules of ours that were broken."""
    lines = [
        "# Errors",
        "",
        "A rule of ours would have been broken, so the act was refused and nothing was changed. The German and the",
        "English text that people read stand in `src/rathaus/surfaces/ui/error_texts.py`.",
        "Written by `make docs` from the source; do not edit.",
        "",
        "| code | error | raised in |",
        "| --- | --- | --- |",
    ]
    lines += [f"| {code} | {cell(row.what)} | `{row.place}` |" for code, row in sorted(error_rows().items())]
    return "\n".join(lines) + "\n"


def findings_page() -> str:
    """The page of the findings: what is wrong with data that we were given."""
    lines = [
        "# Findings",
        "",
        "Something is wrong with data that we were given: an uploaded schema, the content of a Leistung, an answer.",
        "Findings are collected and shown together. An error blocks the next step, a warning or a hint does not;",
        "`depends` means that the place decides. Words in braces are filled in.",
        "Written by `make docs` from the source; do not edit.",
        "",
        "| code | severity | what is wrong | what to do | found in |",
        "| --- | --- | --- | --- | --- |",
    ]
    lines += [
        f"| {code} | {row.severity} | {cell(row.what)} | {cell(row.remedy)} | `{row.place}` |"
        for code, row in sorted(finding_rows().items())
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the pages, or with --check say which ones are out of date."""
    stale = []
    for name, page in (("errors.md", errors_page()), ("findings.md", findings_page())):
        path = REFERENCE / name
        if not path.exists() or path.read_text(encoding="utf-8") != page:
            stale.append(name)
            if "--check" not in sys.argv:
                REFERENCE.mkdir(parents=True, exist_ok=True)
                path.write_text(page, encoding="utf-8")
    if stale and "--check" in sys.argv:
        sys.stderr.write(f"out of date: {', '.join(stale)}; run `make docs`\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
