"""What is committed works on another machine: no addresses of registries, no paths of ours, nothing generated."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source_tree import CLONE, short, tracked_files

# Joined here, so that this file does not accuse itself.
REGISTRY_HOSTS = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("deb", "debian", "org"),
    )
)
MACHINE_PATHS = re.compile(
    r"(?<![\w.])/(?:ro" + r"ot|ho" + r"me/\w+|wo" + r"rk/main|wo" + r"rk/shared|Us" + r"ers/\w+)\b"
)
GENERATED = (
    "uv.lock",
    "node_modules/",
    ".venv/",
    ".tools/",
    ".cache/",
    "src/rathaus/surfaces/ui/static/build/",
    "var/",
)


def texts() -> list[tuple[Path, str]]:
    """Every file of the clone that is text."""
    found = []
    for path in tracked_files():
        content = path.read_bytes()
        if b"\0" not in content[:4096]:
            found.append((path, content.decode("utf-8", errors="replace")))
    return found


def test_no_address_of_a_registry_is_committed() -> None:
    files = texts()
    assert len(files) > 50
    assert [(short(path), host) for path, text in files for host in REGISTRY_HOSTS if host in text] == []


def test_no_path_of_a_machine_is_committed() -> None:
    found = [(short(path), hit.group()) for path, text in texts() for hit in MACHINE_PATHS.finditer(text)]
    assert found == []


def test_nothing_generated_is_committed() -> None:
    names = [short(path) for path in tracked_files()]
    assert "Makefile" in names
    assert [name for name in names if name.startswith(GENERATED) or name.endswith((".mo", ".pyc"))] == []


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-dev.lock", "tools/uv.lock.txt", "tools/node.lock.txt"]
)
def test_every_locked_package_has_a_version_and_a_hash(name: str) -> None:
    text = (CLONE / name).read_text(encoding="utf-8")
    packages = [block for block in re.split(r"\n(?=\S)", text.strip()) if block]
    assert packages
    assert [block.splitlines()[0] for block in packages if "==" not in block or "--hash=sha256:" not in block] == []
    assert "://" not in text


def test_the_lock_holds_every_dependency_that_is_declared() -> None:
    declared = re.findall(
        r'^    "([a-zA-Z0-9_-]+)', (CLONE / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE
    )
    locks = (CLONE / "requirements.lock").read_text() + (CLONE / "requirements-dev.lock").read_text()
    locked = set(re.findall(r"^([a-z0-9.-]+)", locks, re.MULTILINE))
    wanted = {name.lower() for name in declared if name[0].islower()} & {"django", "typst", "pytest", "ruff", "mypy"}
    assert len(wanted) == 5
    assert wanted <= locked


def test_a_makefile_command_is_listed_with_its_help() -> None:
    listing = subprocess.run(["make", "--no-print-directory"], cwd=CLONE, capture_output=True, check=True, text=True)
    for command in ("demo", "test", "check", "fix", "journeys", "bench", "docs"):
        assert f"make {command} " in listing.stdout
