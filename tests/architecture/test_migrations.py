"""Tables and models agree, and a migration says in its name what it does."""

import re

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation

from tests.architecture.source_tree import SOURCE, files_below, short

OWN_APPS = {config.label for config in apps.get_app_configs() if config.name.startswith("rathaus.")}


def test_every_change_of_a_model_has_its_migration() -> None:
    loader = MigrationLoader(None)
    assert {app for app, _ in loader.graph.nodes} & OWN_APPS
    with translation.override(None):
        detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
        changes = detector.changes(graph=loader.graph, trim_to_apps=OWN_APPS)
    assert {
        app: [str(operation) for step in steps for operation in step.operations] for app, steps in changes.items()
    } == {}


def test_migrations_of_a_room_form_one_line() -> None:
    assert MigrationLoader(None).detect_conflicts() == {}


def test_every_migration_has_a_name_that_says_what_it_does() -> None:
    migrations = [path for path in files_below(SOURCE) if path.parent.name == "migrations" and path.stem != "__init__"]
    assert migrations
    unnamed = re.compile(r"\d{4}_(initial|auto_.*|.*_and_more)")
    assert [short(path) for path in migrations if unnamed.fullmatch(path.stem)] == []
