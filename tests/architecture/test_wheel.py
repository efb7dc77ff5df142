"""The wheel holds all that an installed town hall needs, and nothing of the workshop."""

import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.architecture.source_tree import CLONE

BUILT = "rathaus/surfaces/ui/static/build"


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """Return the names of the files in a wheel that is built now."""
    folder = tmp_path_factory.mktemp("wheel")
    uv = run(str(CLONE / "tools" / "install-uv.sh")).strip()
    run(uv, "build", "--quiet", "--wheel", "--out-dir", str(folder))
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


def run(*command: str) -> str:
    done = subprocess.run(command, cwd=CLONE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def tracked(folder: str) -> set[Path]:
    return {path for path in map(Path, run("git", "ls-files", folder).splitlines()) if (CLONE / path).exists()}


def test_every_file_of_the_source_is_packed(packed: frozenset[str]) -> None:
    source = {path.relative_to("src").as_posix() for path in tracked("src/rathaus")}
    assert len(source) > 200
    assert sorted(source - packed) == []


def test_the_content_lies_where_an_installed_town_hall_looks_for_it(packed: frozenset[str]) -> None:
    content = {
        f"rathaus/leistungen_content/{path.relative_to('leistungen').as_posix()}" for path in tracked("leistungen")
    }
    assert len(content) > 30
    assert sorted(content - packed) == []


def test_what_the_set_up_builds_is_packed(packed: frozenset[str]) -> None:
    built = {f"{BUILT}/{name}" for name in ("rathaus.css", "rathaus.js", "favicon.svg")}
    assert sorted(built - packed) == []
    assert {Path(name).suffix for name in packed if name.startswith(f"{BUILT}/fonts")} >= {".ttf", ".woff2"}


def test_every_catalogue_of_translations_is_packed_ready_for_use(packed: frozenset[str]) -> None:
    catalogues = {name for name in packed if name.endswith(".po")}
    assert len(catalogues) > 2
    assert sorted(name for name in catalogues if name.removesuffix(".po") + ".mo" not in packed) == []


def test_nothing_of_the_workshop_is_packed(packed: frozenset[str]) -> None:
    assert {name.split("/")[0] for name in packed if ".dist-info/" not in name} == {"rathaus"}
    workshop = ("tests", "node_modules", "__pycache__", "var")
    assert sorted(name for name in packed if set(Path(name).parts) & set(workshop)) == []
