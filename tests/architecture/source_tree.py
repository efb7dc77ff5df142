"""What the architecture tests look at: the files of the clone, read once."""

import ast
import functools
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

CLONE = Path(__file__).resolve().parents[2]
SOURCE = CLONE / "src" / "rathaus"
PURE_FLOORS = ("engine", "recht", "standards", "values")

type Function = ast.FunctionDef | ast.AsyncFunctionDef


@functools.cache
def tracked_files() -> tuple[Path, ...]:
    """Every file that git knows or would take: what another person gets with a clone."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CLONE,
        capture_output=True,
        check=True,
        text=True,
    )
    paths = (CLONE / name for name in listing.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def files_below(folder: Path, pattern: str = "*.py") -> list[Path]:
    """The files of the clone below a folder, without what is generated."""
    return sorted(path for path in tracked_files() if path.is_relative_to(folder) and path.match(pattern))


@functools.cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def short(path: Path) -> str:
    """The path as a person writes it: from the top of the clone."""
    return path.relative_to(CLONE).as_posix()


def functions(path: Path) -> Iterator[tuple[str, Function, ast.AST]]:
    """Every function of a file with its dotted name and the node that it stands in."""

    def walk(node: ast.AST, prefix: str) -> Iterator[tuple[str, Function, ast.AST]]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{prefix}{child.name}", child, node
                yield from walk(child, f"{prefix}{child.name}.")
            elif isinstance(child, ast.ClassDef):
                yield from walk(child, f"{prefix}{child.name}.")
            else:
                yield from walk(child, prefix)

    yield from walk(tree(path), "")


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a file imports when it is loaded or called; imports for the type checker do not count."""
    skipped = {
        id(inner)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree(path)):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@functools.cache
def pyproject() -> dict[str, dict[str, dict[str, object]]]:
    """The one configuration file."""
    return tomllib.loads((CLONE / "pyproject.toml").read_text(encoding="utf-8"))
