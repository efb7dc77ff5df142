"""Documents that cannot rot: links lead somewhere, and what the code has is described."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source_tree import CLONE, SOURCE, files_below, short, tracked_files, tree

DOCUMENTS = [path for path in tracked_files() if path.suffix == ".md" and not path.is_relative_to(CLONE / "leistungen")]
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
NAMED_FILE = re.compile(r"`((?:src|docs|tests|tools|leistungen)/[\w./-]+)`")


def links(path: Path) -> list[str]:
    """Every link of a document to another place of the clone."""
    found = LINK.findall(path.read_text(encoding="utf-8"))
    return [link for link in found if "://" not in link and not link.startswith("mailto:")]


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def leads_nowhere(document: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (document.parent / name).resolve() if name else document
    return not target.exists() or bool(anchor and target.suffix == ".md" and anchor not in anchors(target))


def settings_of_the_code() -> set[str]:
    """Every setting that the source asks the environment for."""
    return {
        f"RATHAUS_{node.args[0].value}"
        for path in files_below(SOURCE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if ast.unparse(node.func.value) == "environment" and node.args and isinstance(node.args[0], ast.Constant)
    }


def test_every_link_leads_somewhere() -> None:
    found = [(path, link) for path in DOCUMENTS for link in links(path)]
    assert len(found) > 20
    assert [f"{short(path)}: {link}" for path, link in found if leads_nowhere(path, link)] == []


def test_every_file_that_a_document_names_exists() -> None:
    named = [(path, name) for path in DOCUMENTS for name in NAMED_FILE.findall(path.read_text(encoding="utf-8"))]
    assert named
    assert [f"{short(path)}: {name}" for path, name in named if not (CLONE / name).exists()] == []


@pytest.mark.parametrize("tool", ["reference", "quality_page", "exports_page", "law_page"])
def test_errors_findings_and_checks_are_documented_as_the_source_has_them(tool: str) -> None:
    command = [sys.executable, f"tools/{tool}.py", "--check"]
    result = subprocess.run(command, cwd=CLONE, capture_output=True, check=False, text=True)
    assert result.returncode == 0, result.stderr


def test_every_setting_is_documented() -> None:
    settings = settings_of_the_code()
    assert len(settings) > 5
    page = (CLONE / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^\| `(RATHAUS_\w+)` \|", page, re.MULTILINE))
    read_elsewhere = {
        name
        for path in files_below(SOURCE)
        for name in re.findall(r"RATHAUS_[A-Z_]+[A-Z]", path.read_text(encoding="utf-8"))
    }
    assert sorted(settings - documented) == []
    assert sorted(documented - settings - read_elsewhere) == []


def test_every_command_is_documented() -> None:
    command = [sys.executable, "-m", "rathaus.cli", "--help"]
    listing = subprocess.run(command, cwd=CLONE, capture_output=True, check=True, text=True).stdout
    commands = set(re.findall(r"^  ([a-z][a-z-]+) ", listing, re.MULTILINE))
    assert len(commands) > 2
    page = (CLONE / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert sorted(name for name in commands if f"`rathaus {name}" not in page) == []


@pytest.mark.parametrize("name", ["README.md", "README.de.md"])
def test_the_first_screen_of_a_readme_has_the_command_and_the_standards(name: str) -> None:
    lines = (CLONE / name).read_text(encoding="utf-8").splitlines()
    command = next(number for number, line in enumerate(lines, 1) if line.strip() == "make demo")
    assert command < 20
    table = [number for number, line in enumerate(lines, 1) if "docs/reference/standards/" in line]
    assert table
    assert max(table) <= 40


def test_every_standard_that_the_code_speaks_stands_in_both_readmes() -> None:
    standards = [path.name for path in (SOURCE / "standards").iterdir() if (path / "__init__.py").exists()]
    assert standards
    for name in ("README.md", "README.de.md"):
        text = (CLONE / name).read_text(encoding="utf-8").lower()
        assert [standard for standard in standards if f"standards/{standard}.md" not in text] == []


def test_every_decision_has_status_context_decision_and_consequences() -> None:
    decisions = sorted((CLONE / "docs" / "adr").glob("0*.md"))
    assert len(decisions) >= 6
    index = (CLONE / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert all(f"**{part}" in text for part in ("Status:", "Context.", "Decision.", "Consequences.")), path.name
        assert f"({path.name})" in index


def test_the_changelog_knows_the_version() -> None:
    version = re.search(r'^version = "([^"]+)"', (CLONE / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version
    assert f"## {version[1]}" in (CLONE / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"softwareVersion: {version[1]}" in (CLONE / "publiccode.yml").read_text(encoding="utf-8")
