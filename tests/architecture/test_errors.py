"""Every rule of ours has one code, and every code has a text that people can read."""

import ast
import importlib
import re

from rathaus.values.errors import RathausError
from tests.architecture.source_tree import CLONE, SOURCE, files_below, imports, short, tree

CODE = re.compile(r"[A-Z]{3}-\d{3}")


def error_classes() -> list[type[RathausError]]:
    """Every subclass of RathausError, after the files that define one were imported."""
    for path in files_below(SOURCE):
        if path.name == "errors.py" or "rathaus.values.errors.RathausError" in set(imports(path)):
            importlib.import_module(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))
    found: list[type[RathausError]] = []
    waiting = [RathausError]
    while waiting:
        below = waiting.pop().__subclasses__()
        found.extend(each for each in below if each.__module__.startswith("rathaus."))
        waiting.extend(below)
    return found


def coded_errors() -> dict[str, type[RathausError]]:
    return {each.code: each for each in error_classes() if "code" in vars(each)}


def finding_codes() -> set[str]:
    """Every code that the source writes as a text of its own and that is no error's."""
    constants = (
        node.value
        for path in files_below(SOURCE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {text for text in constants if CODE.fullmatch(text)} - set(coded_errors()) - {RathausError.code}


def test_every_error_has_a_code_and_says_in_its_docstring_what_is_wrong() -> None:
    classes = error_classes()
    assert len(classes) > 5
    assert [each.__name__ for each in classes if not CODE.fullmatch(each.code)] == []
    assert [each.__name__ for each in classes if not (each.__doc__ or "").strip()] == []


def test_no_two_errors_share_a_code() -> None:
    classes = [each for each in error_classes() if "code" in vars(each)]
    codes = [each.code for each in classes]
    assert sorted(codes) == sorted(set(codes))


def test_every_error_code_has_a_german_and_an_english_text() -> None:
    texts = importlib.import_module("rathaus.surfaces.ui.error_texts").ERROR_TEXTS
    assert sorted(set(coded_errors()) - set(texts)) == [], "add them to surfaces/ui/error_texts.py"


def test_every_finding_code_is_documented() -> None:
    codes = finding_codes()
    assert len(codes) > 20
    page = (CLONE / "docs" / "reference" / "findings.md").read_text(encoding="utf-8")
    assert sorted(code for code in codes if f"| {code} |" not in page) == []


def cleans_up_and_passes_on(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_broad_excepts_stand_at_the_outermost_request_and_job_alone() -> None:
    allowed = ("src/rathaus/config", "src/rathaus/cli", "src/rathaus/surfaces/ui")
    broad = [
        short(path)
        for path in files_below(SOURCE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        if node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"}
        if not cleans_up_and_passes_on(node)
    ]
    assert [path for path in broad if not path.endswith("jobs.py") and not path.startswith(allowed)] == []
