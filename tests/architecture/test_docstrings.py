"""What the docstring of a package names as its own exists."""

import ast
import re

from tests.architecture.source_tree import SOURCE, files_below, short, tree

NAMED = re.compile(r"``(\w+)\.(\w+)(?:\.\w+)*``")


def names_in(source: ast.Module) -> set[str]:
    """Every name that a module makes or imports at its top."""
    made = {node.name for node in source.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    assigned = {
        target.id
        for node in source.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    imported = {
        alias.asname or alias.name for node in source.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    return made | assigned | imported


def test_every_name_that_a_package_lists_is_there() -> None:
    listed, gone = 0, []
    for path in files_below(SOURCE):
        if path.name != "__init__.py":
            continue
        for module, name in NAMED.findall(ast.get_docstring(tree(path)) or ""):
            file = path.parent / f"{module}.py"
            if not file.exists():
                continue
            listed += 1
            if name not in names_in(tree(file)):
                gone.append(f"{short(path)}: {module}.{name}")
    assert listed > 20
    assert gone == []
