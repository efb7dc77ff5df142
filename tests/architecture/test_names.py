"""Words of the house: no drawers for odds and ends, and every German noun stands in the glossary."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from tests.architecture.source_tree import CLONE, SOURCE, files_below, short, tree

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "misc"}
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+")
TERM = re.compile(r"^\| ([A-Z][A-Za-z]+)(?: \(([A-Z][a-z]+)\))? \|", re.MULTILINE)
ENGLISH_WORDS = CLONE / "tests" / "architecture" / "english_words.txt"


def english_words() -> set[str]:
    lines = ENGLISH_WORDS.read_text(encoding="utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def glossary_terms() -> list[tuple[str, str]]:
    """Every term of the glossary with its plural, which is empty where names never need it."""
    terms = TERM.findall((CLONE / "docs" / "glossary.md").read_text(encoding="utf-8"))
    return [(term.lower(), plural.lower()) for term, plural in terms if term != "Term"]


def german_words() -> set[str]:
    return {word for forms in glossary_terms() for word in forms if word}


def words(name: str) -> list[str]:
    """The words of a name in snake_case or CamelCase, in lower case."""
    return [word.lower() for word in WORD.findall(name)]


def is_public(node: ast.AST) -> bool:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    return isinstance(node, kinds) and not node.name.startswith("_")


def named_things() -> Iterator[tuple[str, str]]:
    """Every name that a newcomer meets: rooms, models, public functions and classes of core, fach, engine and recht."""
    for floor in ("core", "fach", "engine", "recht"):
        for path in files_below(SOURCE / floor):
            if "migrations" in path.parts:
                continue
            yield short(path), path.parent.name
            yield from ((short(path), node.name) for node in tree(path).body if is_public(node))  # type: ignore[attr-defined]
    for model in apps.get_models():
        if model.__module__.startswith("rathaus."):
            yield model.__module__, model.__name__


def test_no_file_is_a_drawer_for_odds_and_ends() -> None:
    paths = [path for folder in ("src", "tests", "bench") for path in files_below(CLONE / folder)]
    assert paths
    assert [short(path) for path in paths if FORBIDDEN_NAMES & {path.stem, *path.parent.parts}] == []


def test_every_german_noun_of_a_name_stands_in_the_glossary() -> None:
    known = english_words() | german_words()
    names = list(named_things())
    assert len(names) > 100
    unknown = {word: f"{place}: {name}" for place, name in names for word in words(name) if word not in known}
    assert unknown == {}, "German: into docs/glossary.md. English: into tests/architecture/english_words.txt."


def test_the_glossary_is_sorted_and_says_everything() -> None:
    text = (CLONE / "docs" / "glossary.md").read_text(encoding="utf-8")
    terms = [term for term, _ in glossary_terms()]
    assert len(terms) > 20
    assert terms == sorted(set(terms))
    rows = [line for line in text.splitlines() if TERM.match(line)]
    assert [row for row in rows if row.count("|") != 5 or "|  |" in row] == []


def test_the_word_list_is_sorted_and_holds_no_german_noun() -> None:
    lines = [line for line in ENGLISH_WORDS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    listed = [word for line in lines for word in line.split()]
    assert listed == sorted(set(listed))
    assert english_words() & german_words() == set()


def test_rooms_of_core_are_named_by_one_word() -> None:
    rooms = [path for path in Path(SOURCE / "core").iterdir() if (path / "__init__.py").exists()]
    assert rooms
    assert [room.name for room in rooms if len(words(room.name)) != 1 or not room.name.isascii()] == []
