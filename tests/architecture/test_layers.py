"""The house stands: imports, foreign keys and the inside of a room obey the picture in docs/why/architecture.md."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import Model

from tests.architecture.source_tree import CLONE, PURE_FLOORS, SOURCE, files_below, imports, pyproject, short

INSIDE_A_ROOM = (("apps", "jobs"), ("actions",), ("queries",), ("models",), ("ports", "signals"), ("rules", "errors"))
NOT_IN_RULES = ("django", "psycopg", "procrastinate")


def contract(container: str) -> list[str]:
    """The rooms of a container from top to bottom, as the import contract names them."""
    contracts = pyproject()["tool"]["importlinter"]["contracts"]
    found = [each for each in contracts if each.get("containers") == [container]]  # type: ignore[attr-defined]
    return [layer.strip("() ") for layer in found[0]["layers"] if "|" not in layer]


def rooms() -> list[Path]:
    folders = [path for floor in ("core", "fach") for path in (SOURCE / floor).glob("*") if path.is_dir()]
    return sorted(path for path in folders if (path / "__init__.py").exists())


def own_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("rathaus.")]


def height(module: str) -> tuple[int, int]:
    """How far down a module stands: the floor first, then the room of core."""
    floors, core = contract("rathaus"), contract("rathaus.core")
    parts = module.split(".")
    room = core.index(parts[2]) if parts[1] == "core" else 0
    return floors.index(parts[1]), room


def test_the_import_contracts_hold() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"]
    result = subprocess.run(command, cwd=CLONE, capture_output=True, check=False, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


def test_foreign_keys_obey_the_order_of_the_rooms() -> None:
    models = own_models()
    assert len(models) > 5
    upward = [
        f"{model.__name__}.{field.name} points up to {field.related_model.__module__}"
        for model in models
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(field.related_model, type)
        if field.related_model.__module__.startswith("rathaus.")
        if height(field.related_model.__module__) < height(model.__module__)
    ]
    assert upward == []


def test_every_room_with_tables_is_an_installed_app() -> None:
    installed = {config.name for config in apps.get_app_configs()}
    with_tables = [room for room in rooms() if (room / "models.py").exists() or (room / "models").is_dir()]
    assert with_tables
    names = [".".join(room.relative_to(SOURCE.parent).parts) for room in with_tables]
    assert [name for name in names if name not in installed] == []


def tier(room: Path, path: Path) -> int | None:
    """How far down a file stands inside its room; None where the order says nothing."""
    stem = path.relative_to(room).parts[0].removesuffix(".py")
    return next((index for index, names in enumerate(INSIDE_A_ROOM) if stem in names), None)


def imports_inside(room: Path) -> Iterator[tuple[Path, int, str, int]]:
    """Every import between the ordered files of a room with the places of both."""
    prefix = ".".join(room.relative_to(SOURCE.parent).parts) + "."
    for path in files_below(room):
        own = tier(room, path)
        for name in imports(path) if own is not None else ():
            if name.startswith(prefix):
                target = tier(room, room / name.removeprefix(prefix).split(".")[0])
                if own is not None and target is not None:
                    yield path, own, name, target


def test_inside_a_room_imports_run_from_jobs_to_rules() -> None:
    found = [entry for room in rooms() for entry in imports_inside(room)]
    assert found
    assert [f"{short(path)} imports {name}" for path, own, name, target in found if target < own] == []


def test_rules_know_no_tables_and_no_framework() -> None:
    rules = [path for room in rooms() for path in files_below(room) if tier(room, path) == 5]
    assert rules
    broken = [
        f"{short(path)} imports {name}"
        for path in rules
        for name in imports(path)
        if name.startswith(NOT_IN_RULES) or ".models" in name
        if path.stem != "errors"
    ]
    assert broken == []


def test_a_room_says_in_its_docstring_what_it_is_for() -> None:
    packages = [path for path in files_below(SOURCE, "__init__.py") if "migrations" not in path.parts]
    assert packages
    talkative = [short(path) for path in packages if list(imports(path))]
    assert talkative == [], "__init__.py holds the docstring and nothing else"


def test_queries_and_rules_are_given_the_day() -> None:
    paths = [path for room in rooms() for path in files_below(room) if "queries" in path.stem or "rules" in path.stem]
    assert paths
    clocks = ("localdate()", "timezone.now()", "date.today(", "datetime.now(")
    broken = [f"{short(path)}: {clock}" for path in paths for clock in clocks if clock in path.read_text("utf-8")]
    assert broken == []


def test_pure_floors_read_no_clock_and_open_no_file_of_the_outside() -> None:
    forbidden = ("datetime.date.today", "time.time", "os.environ", "subprocess", "urllib.request")
    paths = [path for floor in PURE_FLOORS for path in files_below(SOURCE / floor)]
    assert paths
    clocks = ("date.today(", "datetime.now(", "time.time(", "os.environ", "os.getenv(")
    broken = [f"{short(path)}: {name}" for path in paths for name in imports(path) if name.startswith(forbidden)]
    broken += [f"{short(path)}: {clock}" for path in paths for clock in clocks if clock in path.read_text("utf-8")]
    assert broken == []
