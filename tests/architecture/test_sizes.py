"""The few limits of size; what is above them stands in ratchet.toml and may only shrink."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.source_tree import CLONE, SOURCE, Function, files_below, functions, short

FUNCTION_LINES, FILE_LINES, TEMPLATE_LINES, TEST_LINES, ARGUMENTS, POSITIONAL = 60, 500, 200, 80, 6, 2
RATCHET = tomllib.loads((Path(__file__).parent / "ratchet.toml").read_text(encoding="utf-8"))


def lines_of_code(function: Function) -> int:
    """The lines from `def` to the end, without the docstring."""
    first = function.body[0]
    docstring = 0
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        docstring = (first.end_lineno or 0) - first.lineno + 1
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def lines_of_file(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def measured_functions(folder: Path) -> Iterator[tuple[str, int]]:
    for path in files_below(folder):
        for name, function, _ in functions(path):
            yield f"{short(path)}::{name}", lines_of_code(function)


def arguments(function: Function, parent: ast.AST) -> tuple[int, int]:
    """How many arguments a caller gives, in all and by position; self, cls and request do not count."""
    given = function.args
    positional = [argument.arg for argument in given.posonlyargs + given.args]
    if isinstance(parent, ast.ClassDef) and positional and not is_static(function):
        positional = positional[1:]
    if positional[:1] == ["request"]:
        positional = positional[1:]
    return len(positional) + len(given.kwonlyargs), len(positional)


def is_static(function: Function) -> bool:
    return any(isinstance(mark, ast.Name) and mark.id == "staticmethod" for mark in function.decorator_list)


def too_large(sizes: Iterator[tuple[str, int]], limit: int, ratchet: dict[str, int]) -> list[str]:
    """What breaks the limit and what the ratchet says wrongly, one sentence each."""
    measured = list(sizes)
    assert measured, "the walk must find something"
    complaints = [
        f"{name} has {size}, allowed are {ratchet.get(name, limit)}"
        for name, size in measured
        if size > ratchet.get(name, limit)
    ]
    known = dict(measured)
    for name, listed in ratchet.items():
        actual = known.get(name, 0)
        if actual < listed:
            advice = f"write {actual}" if actual > limit else "remove it"
            complaints.append(f"ratchet.toml lists {name} with {listed}, it has {actual} now: {advice}")
    return complaints


def test_a_function_fits_on_a_screen() -> None:
    assert too_large(measured_functions(SOURCE), FUNCTION_LINES, RATCHET["functions"]) == []


def test_a_test_fits_on_a_screen() -> None:
    assert too_large(measured_functions(CLONE / "tests"), TEST_LINES, {}) == []


def test_a_python_file_stays_small() -> None:
    sizes = ((short(path), lines_of_file(path)) for folder in ("src", "tests") for path in files_below(CLONE / folder))
    assert too_large(sizes, FILE_LINES, RATCHET["files"]) == []


def test_a_template_stays_small() -> None:
    sizes = ((short(path), lines_of_file(path)) for path in files_below(SOURCE, "*.html"))
    assert too_large(sizes, TEMPLATE_LINES, {}) == []


def test_settings_stay_on_one_page() -> None:
    assert lines_of_file(SOURCE / "config" / "settings.py") <= 200


@pytest.mark.parametrize(("which", "limit", "ratchet"), [(0, ARGUMENTS, {}), (1, POSITIONAL, RATCHET["positional"])])
def test_a_public_function_asks_for_few_arguments_and_for_most_by_name(
    which: int, limit: int, ratchet: dict[str, int]
) -> None:
    sizes = (
        (f"{short(path)}::{name}", arguments(function, parent)[which])
        for path in files_below(SOURCE)
        if "migrations" not in path.parts
        for name, function, parent in functions(path)
        if not any(part.startswith("_") for part in name.split("."))
    )
    assert too_large(sizes, limit, ratchet) == []
